import { imageUses } from '../dockerfile/image-uses.ts';
import { indexLines } from '../dockerfile/line-index.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { Fix, Rule } from '../findings/rule.ts';
import { syntaxFeatures } from '../findings/syntax-features.ts';
import type { SyntaxFeature } from '../findings/syntax-features.ts';
import { isOlderSyntax, syntaxVersion } from '../findings/syntax-version.ts';

/** What needs the newest version; the first of these in the file. */
function newestFeature(dockerfile: Dockerfile): SyntaxFeature | null {
  let newest: SyntaxFeature | null = null;
  for (const feature of syntaxFeatures(dockerfile)) {
    if (feature.minor > (newest?.minor ?? 0)) newest = feature;
  }
  return newest;
}

/** As many numbers as were written before: `1.2` becomes `1.4`, and `1.2.1` becomes `1.4.0`. */
function raised(reference: string, minor: number): string | null {
  const match = /^(.*:)\d+(?:\.\d+)?(\.\d+)?$/.exec(reference);
  if (match === null) return null;
  const [, name = '', patch] = match;
  return `${name}1.${minor}${patch === undefined ? '' : '.0'}`;
}

function raiseFix(
  { name, minor }: SyntaxFeature,
  { reference, span }: { readonly reference: string; readonly span: Fix['edits'][number]['span'] },
  line: number,
): Fix | null {
  const target = raised(reference, minor);
  if (target === null) return null;
  const reason = `${name} came with version 1.${minor}`;
  const to = { reference: target, digest: null, kind: 'replacement', reason } as const;
  return {
    title: `Take the frontend \`${target}\`, which reads the whole file`,
    edits: [{ span, text: target }],
    moves: [{ from: reference, to: { ...to, evidence: null } }],
    review: 'See that the builders in use can pull this image.',
    preconditions: [{ text: `${name} (line ${line}) came with version 1.${minor}`, state: 'held' }],
  };
}

export default {
  id: 'old-syntax',
  summary: 'The syntax line names a frontend that is too old for the file',
  rationale:
    'The frontend of the syntax line reads the file, whichever version the builder has itself. One that is ' +
    'older than a flag, a mount or a here-document of the file stops the build there. The fix takes the ' +
    'first version that knows all of them.',
  severity: 'medium',
  safety: 'review',
  effects: [],
  aliases: {},
  references: [
    'https://docs.docker.com/build/buildkit/dockerfile-release-notes/',
    'https://docs.docker.com/build/buildkit/frontend/',
  ],
  examples: [
    {
      name: 'here-documents came later',
      before: '# syntax=docker/dockerfile:1.2\nFROM debian:12\nRUN <<EOF\nset -e\nmake\nEOF\n',
      after: '# syntax=docker/dockerfile:1.4\nFROM debian:12\nRUN <<EOF\nset -e\nmake\nEOF\n',
    },
    {
      name: 'a digest belongs to one version',
      before: `# syntax=docker/dockerfile:1.2@sha256:${'e'.repeat(64)}\nFROM debian:12\nCOPY --link a /\n`,
      after: null,
    },
  ],
  *check(dockerfile) {
    const version = syntaxVersion(dockerfile);
    // The trial versions know some things before the others: they have a rule of their own.
    if (version === null || version.minor === null || version.written.includes('-')) return;
    const feature = newestFeature(dockerfile);
    const use = imageUses(dockerfile).find(({ role }) => role === 'syntax');
    if (feature === null || use === undefined || !isOlderSyntax(version, feature.minor)) return;
    const { span, reference } = use;
    const { line } = indexLines(dockerfile.text).position(feature.instruction.span.start);
    const { name, minor } = feature;
    const message = `\`${reference.replace(/@.*/, '')}\` does not know ${name} (line ${line}), which came with 1.${minor}.`;
    const fix = raiseFix(feature, use, line);
    const left = `the digest belongs to the old version: take \`docker/dockerfile:1.${minor}\` or a later one, with its own digest`;
    yield fix === null ? { span, message, fix, left } : { span, message, fix };
  },
} satisfies Rule;
