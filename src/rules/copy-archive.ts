import type { CommandLine } from '../dockerfile/command-arguments.ts';
import type { Stage } from '../dockerfile/model.ts';
import { baseName, copiesOf } from '../findings/copies.ts';
import type { Copy } from '../findings/copies.ts';
import type { Rule } from '../findings/rule.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';
import type { RunCommand } from '../findings/run-commands.ts';

const LEFT =
  'ADD unpacks it in one step and leaves no archive behind, but knows no `--strip-components` and no choice of files, and keeps the owners that the archive names; use it where that is the same';

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

/** For each stage, the names that its calls of tar unpack, and where the last of them stands. */
function unpackedNames(commands: readonly RunCommand[]): Map<Stage, Map<string, number>> {
  const found = new Map<Stage, Map<string, number>>();
  for (const { line, run, command } of commands) {
    if (!isExtraction(line)) continue;
    const names = found.get(run.stage) ?? new Map<string, number>();
    found.set(run.stage, names);
    for (const { value, text } of line.words) {
      names.set(baseName((value ?? text).replace(/^--file=/, '')), command.span.start);
    }
  }
  return found;
}

export default {
  id: 'copy-archive',
  summary: 'An archive is copied and then unpacked',
  rationale:
    'The archive stays in the layer of COPY, also when a later RUN deletes it, so the image holds its ' +
    'content twice. ADD unpacks a local tar archive while it copies.',
  severity: 'info',
  safety: null,
  effects: [],
  aliases: { hadolint: ['DL3010'] },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3010',
    'https://docs.docker.com/reference/dockerfile/#adding-local-tar-archives',
  ],
  examples: [
    {
      name: 'the archive of the program is unpacked by tar',
      before: 'FROM debian:12\nCOPY app.tar.gz /tmp/\nRUN tar -xzf /tmp/app.tar.gz -C /opt\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    const unpacked = unpackedNames(runCommandsNamed(dockerfile, facts, ['tar']));
    for (const copy of copiesOf(dockerfile)) {
      const { instruction, stage } = copy;
      const names = instruction.keyword === 'COPY' ? archiveNames(copy) : [];
      const isUnpacked = names.some((name) => {
        return (unpacked.get(stage)?.get(name) ?? -1) > instruction.span.start;
      });
      if (!isUnpacked) continue;
      const message = 'This archive stays in the image beside what is unpacked from it.';
      yield { span: instruction.span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;
