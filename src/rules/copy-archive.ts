import type { CommandLine } from '../dockerfile/command-arguments.ts';
import { addInstead } from '../findings/unpack-by-add.ts';
import { baseName, copiesOf } from '../findings/copies.ts';
import type { Copy } from '../findings/copies.ts';
import type { Rule } from '../findings/rule.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';

/** What ADD unpacks. */
const ARCHIVE = /\.(?:tar|tar\.(?:gz|bz2|xz|zst)|tgz|tbz2?|txz|tzst)$/i;

/** The names under which the archives of a copy lie in the image. */
function archiveNames({ sources, destination, from }: Copy): string[] {
  if (from !== null) return [];
  const named = baseName(destination.path);
  if (ARCHIVE.test(named)) return sources.some(({ path }) => ARCHIVE.test(path)) ? [named] : [];
  return sources.map(({ path }) => baseName(path)).filter((name) => ARCHIVE.test(name));
}

/** `tar xzf a.tgz`, `tar -C / -xf a`, `tar --extract --file=a`. */
function isExtraction({ words }: CommandLine): boolean {
  return words.slice(1).some(({ text }, index) => {
    if (text === '--extract' || text === '--get') return true;
    return /^-?[a-zA-Z]*x[a-zA-Z]*$/.test(text) && (index === 0 || text.startsWith('-'));
  });
}

/** Last components of what a call of tar may unpack. */
function archiveWords({ words }: CommandLine): string[] {
  return words.map(({ value, text }) => baseName((value ?? text).replace(/^--file=/, '')));
}

export default {
  id: 'copy-archive',
  summary: 'An archive is copied and then unpacked',
  rationale:
    'The archive stays in the layer of COPY, also when a later RUN deletes it, so the image holds its ' +
    'content twice. ADD unpacks a local tar archive while it copies. The fix takes it where the next RUN does ' +
    'nothing but unpack the whole archive.',
  severity: 'info',
  safety: 'review',
  effects: ['files'],
  about: ['tar'],
  aliases: { hadolint: ['DL3010'] },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3010',
    'https://docs.docker.com/reference/dockerfile/#adding-local-tar-archives',
  ],
  examples: [
    {
      name: 'the archive of the program is unpacked by tar',
      before: 'FROM debian:12\nCOPY app.tar.gz /tmp/\nRUN tar -xzf /tmp/app.tar.gz -C /opt\n',
      after: 'FROM debian:12\nADD app.tar.gz /opt/\n',
    },
  ],
  *check(dockerfile, facts) {
    const extractions = runCommandsNamed(dockerfile, facts, ['tar']).filter(({ line }) => {
      return isExtraction(line);
    });
    if (extractions.length === 0) return;
    for (const copy of copiesOf(dockerfile)) {
      const { instruction, stage } = copy;
      const names = instruction.keyword === 'COPY' ? archiveNames(copy) : [];
      const tar = extractions.find(({ run, line }) => {
        if (run.stage !== stage || run.run.span.start < instruction.span.start) return false;
        return archiveWords(line).some((name) => names.includes(name));
      });
      if (tar === undefined) continue;
      const message = 'This archive stays in the image beside what is unpacked from it.';
      yield { span: instruction.span, message, ...addInstead(dockerfile, facts, copy, tar) };
    }
  },
} satisfies Rule;
