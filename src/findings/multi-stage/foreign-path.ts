import { isWithin } from '../shipped-stages.ts';
import { pathIn } from './paths.ts';
import type { StageCommand } from './stage-runs.ts';

/** Directories of the builder that only the build uses. */
export const BUILD_DIRECTORIES: readonly string[] = [
  '/tmp',
  '/go',
  '/src',
  '/build',
  '/usr/src',
  '/usr/local/go',
  '/usr/local/cargo',
  '/usr/local/rustup',
  '/root/.cache',
  '/root/.cargo',
  '/root/.m2',
  '/root/.gradle',
  '/root/.npm',
  '/root/go',
  '/root/.ssh',
  '/root/.gitconfig',
  '/var/lib/apt',
  '/var/cache',
  '/var/log',
  '/etc/apt',
  '/dev',
  '/usr/share/doc',
  '/usr/share/man',
];

/** Commands that read, or manage packages, or name paths that they do not write; what they print may go anywhere. */
const QUIET = new Set(
  'apk apt-get apt aptitude go ls cat grep egrep test [ which command echo printf set export ldd file date env sleep pwd dir true : java'.split(
    ' ',
  ),
);

/** Commands that write into the directory that they run in. */
const WRITERS = new Set(
  'git hg svn make gmake cmake tar unzip wget curl configure cargo'.split(' '),
);

/** The first path that a command may write to, by its words or the directory it runs in, outside of these. */
export function foreignPath(one: StageCommand, own: readonly string[]): string | null {
  const { name, directory, command } = one;
  if (name === 'cd') return null;
  const targets = command.redirects.flatMap(({ target }) => target?.value ?? []);
  const words = isQuiet(one) ? [] : wordsOf(one);
  const known = [...words, ...targets].map((word) =>
    pathIn(directory, word.includes('/') ? word : null),
  );
  const isInPlace = WRITERS.has(name) && known.every((path) => path === null);
  const all = isInPlace && !isPrinting(one) ? [directory] : known;
  return all.find((path) => path !== null && !isOwn(path, own)) ?? null;
}

/** `sed` and `find` change what they name only when they are told so. */
function isQuiet({ name, words }: StageCommand): boolean {
  if (name === 'sed') return !words.some((word) => /^(?:-[a-zA-Z]*i|--in-place)/.test(word ?? ''));
  if (name === 'find')
    return !words.some((word) => /^-(?:exec|execdir|ok|fprintf?)$/.test(word ?? ''));
  return QUIET.has(name);
}

/** What may be a path; the script of `sed` is none. */
function wordsOf({ name, words }: StageCommand): string[] {
  const known = words.slice(1).filter((word) => word !== null);
  const script = name === 'sed' ? known.find((word) => !word.startsWith('-')) : undefined;
  return known.filter((word) => word !== script).map(valueIn);
}

/** `curl` without `-o` writes to its output. */
function isPrinting({ name, words }: StageCommand): boolean {
  return (
    name === 'curl' &&
    !words.some((word) => /^-(?:-output|-remote-name|[a-zA-Z]*[oO])/.test(word ?? ''))
  );
}

/** `--prefix=/usr` is `/usr`. */
function valueIn(word: string): string {
  if (/^[a-z]+:\/\//.test(word)) return '';
  if (!word.startsWith('-')) return word;
  const equals = word.indexOf('=');
  return equals === -1 ? '' : word.slice(equals + 1);
}

function isOwn(path: string, own: readonly string[]): boolean {
  return own.some((directory) => directory !== '/' && isWithin(path, directory));
}
