import { DEBIAN_CODENAMES, UBUNTU_CODENAMES, WINDOWS_BUILDS } from './codenames.ts';
import { isNumber, numbersOf } from './tag-numbers.ts';
import type { TagWord } from './tag-words.ts';

export type DistributionFamily =
  | 'alpine'
  | 'debian'
  | 'ubuntu'
  | 'fedora'
  | 'ubi'
  | 'rhel'
  | 'centos'
  | 'almalinux'
  | 'rockylinux'
  | 'oraclelinux'
  | 'amazonlinux'
  | 'opensuse'
  | 'photon'
  | 'azurelinux'
  | 'mariner'
  | 'distroless'
  | 'busybox'
  | 'windows';

/** The distribution that a tag names. */
export interface TagDistribution {
  readonly family: DistributionFamily;
  /** `[3, 20]`; `[12]` for `bookworm`; the build for Windows; null when the tag leaves it open. */
  readonly release: readonly number[] | null;
  /** How the release is written: `codename`, or the count of its numbers. Others do not follow it. */
  readonly form: string;
}

/** Words, digits and dots at their end cut off, that name a distribution. */
const FAMILIES: ReadonlyMap<string, DistributionFamily> = new Map(
  Object.entries({
    alpine: 'alpine',
    debian: 'debian',
    deb: 'debian',
    ubuntu: 'ubuntu',
    fedora: 'fedora',
    fc: 'fedora',
    ubi: 'ubi',
    rockylinux: 'rockylinux',
    rocky: 'rockylinux',
    almalinux: 'almalinux',
    rhel: 'rhel',
    el: 'rhel',
    centos: 'centos',
    oracle: 'oraclelinux',
    oraclelinux: 'oraclelinux',
    ol: 'oraclelinux',
    leap: 'opensuse',
    opensuse: 'opensuse',
    tumbleweed: 'opensuse',
    amazonlinux: 'amazonlinux',
    al: 'amazonlinux',
    photon: 'photon',
    azurelinux: 'azurelinux',
    mariner: 'mariner',
    distroless: 'distroless',
    busybox: 'busybox',
    windowsservercore: 'windows',
    nanoserver: 'windows',
    ltsc: 'windows',
  } satisfies Readonly<Record<string, DistributionFamily>>),
);

/** Short words that name a distribution only together with a number: `el8`, `al2023`. */
const NEED_A_NUMBER = new Set(['el', 'fc', 'ol', 'al', 'deb', 'ltsc']);

/** What the number after `-` looks like where it is a release: others are the version of the runtime. */
const RELEASES: Readonly<Partial<Record<DistributionFamily, RegExp>>> = {
  alpine: /^3\.\d{1,2}(?:\.\d+)?$/,
  debian: /^(?:[7-9]|1\d)(?:\.\d+)?$/,
  ubuntu: /^[12]\d\.(?:04|10)$/,
  fedora: /^[2-9]\d$/,
  ubi: /^\d{1,2}(?:\.\d+)?$/,
  rhel: /^\d{1,2}(?:\.\d+)?$/,
  centos: /^\d{1,2}(?:\.\d+)*$/,
  almalinux: /^\d{1,2}(?:\.\d+)?$/,
  rockylinux: /^\d{1,2}(?:\.\d+)?$/,
  oraclelinux: /^\d{1,2}(?:\.\d+)?$/,
  photon: /^[1-9]\.0$/,
};

const CODENAMES: ReadonlyMap<string, TagDistribution> = new Map([
  ...Object.entries(DEBIAN_CODENAMES).map(codename('debian')),
  ...Object.entries(UBUNTU_CODENAMES).map(codename('ubuntu')),
]);

const WINDOWS: ReadonlyMap<string, number> = new Map(Object.entries(WINDOWS_BUILDS));

function codename(family: DistributionFamily) {
  return ([name, release]: [string, string]): [string, TagDistribution] => [
    name,
    { family, release: numbersOf(release), form: 'codename' },
  ];
}

/** The family of a word, `alpine3.20` or `bookworm`; null when it names no distribution. */
export function distributionFamily({ whole, stem, number }: TagWord): DistributionFamily | null {
  const named = CODENAMES.get(whole);
  if (named !== undefined) return named.family;
  return number === '' && NEED_A_NUMBER.has(stem) ? null : (FAMILIES.get(stem) ?? null);
}

/** A distribution read from a tag, and how many words name it. */
export interface ReadDistribution {
  readonly distribution: TagDistribution;
  readonly words: 1 | 2;
}

/** The distribution that the words of a tag name from `index` on; null when none begins there. */
export function readDistribution(
  words: readonly TagWord[],
  index: number,
): ReadDistribution | null {
  const word = words[index];
  if (word === undefined) return null;
  const named = CODENAMES.get(word.whole);
  if (named !== undefined) return { distribution: named, words: 1 };
  const family = FAMILIES.get(word.stem);
  if (family === undefined) return null;
  if (family === 'windows') return readWindows(word, words[index + 1]);
  if (word.number !== '') return { distribution: numbered(family, word.number), words: 1 };
  if (NEED_A_NUMBER.has(word.stem)) return null;
  return readSpread(family, words[index + 1]);
}

/** `debian-12`, `debian-bookworm`: the release is a word of its own. */
function readSpread(family: DistributionFamily, next: TagWord | undefined): ReadDistribution {
  const named = next === undefined ? undefined : CODENAMES.get(next.whole);
  if (named?.family === family) return { distribution: named, words: 2 };
  const isRelease = next !== undefined && RELEASES[family]?.test(next.whole) === true;
  if (!isRelease) return { distribution: { family, release: null, form: 'open' }, words: 1 };
  return { distribution: numbered(family, next.whole), words: 2 };
}

function numbered(family: DistributionFamily, text: string): TagDistribution {
  const release = numbersOf(text);
  return { family, release, form: String(release.length) };
}

/** `ltsc2022`, `windowsservercore-ltsc2022`, `nanoserver-1809`, `nanoserver-10.0.14393.1066`. */
function readWindows(word: TagWord, next: TagWord | undefined): ReadDistribution | null {
  const own = WINDOWS.get(word.whole);
  if (own !== undefined) return { distribution: windows([own], 'name'), words: 1 };
  if (NEED_A_NUMBER.has(word.stem)) return null;
  const build = next === undefined ? undefined : WINDOWS.get(next.whole);
  if (build !== undefined) return { distribution: windows([build], 'name'), words: 2 };
  const isBuild = next !== undefined && isNumber(next) && next.whole.startsWith('10.0.');
  if (!isBuild) return { distribution: windows(null, 'open'), words: 1 };
  return { distribution: windows(numbersOf(next.whole), 'build'), words: 2 };
}

function windows(release: readonly number[] | null, form: string): TagDistribution {
  return { family: 'windows', release, form };
}

const NO_KNOWN_LIBC: ReadonlySet<DistributionFamily> = new Set([
  'busybox',
  'distroless',
  'windows',
]);

/** The C library of a distribution; null when its name does not tell. */
export function libcOf(family: DistributionFamily): 'glibc' | 'musl' | null {
  if (family === 'alpine') return 'musl';
  return NO_KNOWN_LIBC.has(family) ? null : 'glibc';
}
