import { keywordLike } from '../dockerfile/keyword-case.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { addSources } from '../findings/add-source.ts';
import type { AddSource } from '../findings/add-source.ts';
import { copiesOf } from '../findings/copies.ts';
import type { Copy } from '../findings/copies.ts';
import type { Fix, Rule } from '../findings/rule.ts';

/** COPY refuses these (Dockerfile reference, ADD). */
const ADD_ONLY_FLAGS = ['keep-git-dir', 'checksum', 'unpack'];

/** True when it needs what only ADD does. */
function needsAdd({ instruction }: Copy, sources: readonly AddSource[]): boolean {
  const unpack = instruction.flags.find(({ name }) => name === 'unpack');
  if (unpack !== undefined && unpack.value?.toLowerCase() !== 'false') return true;
  return sources.some(({ kind }) => kind === 'archive' || kind === 'web' || kind === 'git');
}

function copyFix({ text }: Dockerfile, copy: Copy, unclear: readonly AddSource[]): Fix {
  const { keywordSpan } = copy.instruction;
  const isTrigger = !copy.stage.instructions.includes(copy.instruction);
  const keyword = keywordLike(text.slice(keywordSpan.start, keywordSpan.end), 'COPY');
  const fix: Fix = {
    title: 'Use COPY instead of ADD for local files',
    edits: [{ span: keywordSpan, text: keyword }],
    effects: isTrigger ? ['onbuild'] : [],
    instructions: [{ kind: 'replace', keyword: 'ADD', by: 'COPY' }],
  };
  if (unclear.length === 0) return fix;
  const names = unclear.map(({ written }) => `\`${written}\``).join(', ');
  return {
    ...fix,
    safety: 'review',
    review: `ADD unpacks tar archives, whatever they are called, and COPY does not: see whether ${names} may be one.`,
    preconditions: unclear.map(({ written }) => ({
      text: `\`${written}\` is no tar archive and no address`,
      state: 'unknown',
    })),
  };
}

export default {
  id: 'prefer-copy',
  summary: 'ADD is used where COPY does the same',
  rationale:
    'ADD downloads what looks like an address and unpacks what turns out to be a tar archive, by its ' +
    'content, not its name. For a local file that is meant to be copied, COPY says so and cannot do ' +
    'anything else. The fix changes the keyword where the sources are files or directories that ADD ' +
    'would only copy, and asks for a look where the name of a source leaves that open.',
  severity: 'low',
  safety: 'safe',
  effects: [],
  about: ['ADD'],
  aliases: {
    hadolint: ['DL3020'],
    trivy: ['DS-0005', 'DS005'],
    checkov: ['CKV_DOCKER_4'],
    kics: ['Add Instead of Copy', '9513a694-aa0d-41d8-be61-3271e056f36b'],
    dockle: ['CIS-DI-0009', '4.9'],
    sonar: ['S7029'],
    semgrep: ['prefer-copy-over-add'],
  },
  references: [
    'https://docs.docker.com/build/building/best-practices/#add-or-copy',
    'https://github.com/hadolint/hadolint/wiki/DL3020',
    'https://avd.aquasec.com/misconfig/ds-0005',
  ],
  examples: [
    {
      name: 'a local file is copied',
      before: 'FROM debian:12\nADD app.conf /etc/app.conf\n',
      after: 'FROM debian:12\nCOPY app.conf /etc/app.conf\n',
    },
  ],
  *check(dockerfile) {
    for (const copy of copiesOf(dockerfile)) {
      const { instruction } = copy;
      if (instruction.keyword !== 'ADD') continue;
      const sources = addSources(dockerfile, copy);
      if (needsAdd(copy, sources)) continue;
      const span = instruction.keywordSpan;
      const message = 'ADD only copies here, and COPY says so.';
      const flag = instruction.flags.find(({ name }) => ADD_ONLY_FLAGS.includes(name));
      const unclear = sources.filter(({ kind }) => kind === 'unclear');
      if (flag !== undefined) {
        yield { span, message, fix: null, left: `COPY has no \`--${flag.name}\`` };
      } else {
        yield { span, message, fix: copyFix(dockerfile, copy, unclear) };
      }
    }
  },
} satisfies Rule;
