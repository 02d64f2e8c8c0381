import type { Dockerfile, Word } from '../dockerfile/model.ts';
import { baseName } from './copies.ts';
import type { Copy, CopyPath } from './copies.ts';

/** What a source of ADD is, as far as its name tells. */
export type AddSourceKind =
  /** A file or directory that ADD does nothing special with. */
  | 'plain'
  /** An archive, which ADD unpacks. */
  | 'archive'
  | 'web'
  | 'git'
  /** ADD goes by the content of a file, and the name says too little about it. */
  | 'unclear';

export interface AddSource extends CopyPath {
  readonly kind: AddSourceKind;
  /** As in the file. */
  readonly written: string;
}

const GIT_ADDRESS = /^(?:git|ssh|git\+ssh):\/\/|^[\w.-]+@[\w.-]+:/;
const GIT_OVER_WEB = /\.git(?:[#?].*)?$/;
const ARCHIVE = /\.(?:tar|tgz|tbz|tbz2|tb2|txz|tlz|tzst|taz|tz|gz|bz2|xz|zst|lz|lzo|lzma|z)$/i;
const TAR_WITH_SUFFIX = /\.tar\.[a-z0-9]+$/i;

/** Endings of files that are tar archives under another name, or may be anything. */
const UNCLEAR_ENDINGS = new Set(
  'gem crate apk box ova phar pkg img image layer raw bin dat data dump bak out run'.split(' '),
);

/** Names without an ending that only ever belong to text files or directories. */
const PLAIN_NAMES = new Set(
  (
    'dockerfile containerfile makefile rakefile gemfile procfile pipfile podfile brewfile caddyfile ' +
    'vagrantfile jenkinsfile berksfile justfile license licence copying notice readme changelog ' +
    'contributing authors version crontab sudoers hosts passwd group profile inputrc ' +
    'src source sources lib libs include config configs conf etc scripts templates public static ' +
    'assets resources docs doc test tests spec node_modules vendor migrations'
  ).split(' '),
);

/** The sources of an ADD, here-documents excluded. */
export function addSources(dockerfile: Dockerfile, { instruction, sources }: Copy): AddSource[] {
  return sources.map((source) => {
    const word = instruction.arguments.find(({ span }) => span.start === source.span.start);
    const written = word?.text ?? source.path;
    return { ...source, written, kind: kindOf(dockerfile, source.path, written) };
  });
}

function kindOf({ escape }: Dockerfile, path: string, written: Word['text']): AddSourceKind {
  if (/^https?:\/\//.test(path)) return GIT_OVER_WEB.test(path) ? 'git' : 'web';
  if (GIT_ADDRESS.test(path)) return 'git';
  const local = escape === '`' ? path.replaceAll('\\', '/') : path;
  const name = baseName(local);
  if (ARCHIVE.test(name) || TAR_WITH_SUFFIX.test(name)) return 'archive';
  if (written.startsWith('$')) return 'unclear';
  return isPlain(local, name, written) ? 'plain' : 'unclear';
}

function isPlain(path: string, name: string, written: string): boolean {
  const ending = endingOf(name);
  if (written.includes('$')) return ending !== null && written.endsWith(`.${ending}`);
  if (ending !== null) return true;
  if (name === '' || name === '.' || name === '..') return true;
  return path.endsWith('/') || PLAIN_NAMES.has(name.toLowerCase());
}

/** The letters behind the last dot, when they say that the file is no archive. */
function endingOf(name: string): string | null {
  const ending = /\.([a-z][\w-]*)$/i.exec(name)?.[1] ?? null;
  return ending === null || UNCLEAR_ENDINGS.has(ending.toLowerCase()) ? null : ending;
}
