import { UNKNOWN_IMAGE } from './facts.ts';
import type { ImageFacts } from './facts.ts';
import { distributionOfRelease } from './os-release.ts';

/** What was read out of an image's layers; every part may not be known. */
export interface ImageContents {
  /** Text of `etc/os-release`; null when it was not found. */
  readonly osRelease: string | null;
  /** Names of packages that package managers of the system installed; null when they are not known. */
  readonly packages: readonly string[] | null;
  /** Where `bin/sh` points: `dash`, `/bin/busybox`; null when it is no link, or was not found. */
  readonly sh: string | null;
}

type SystemFacts = Pick<
  ImageFacts,
  'distribution' | 'libc' | 'packageManager' | 'sh' | 'bash' | 'gnuWget'
>;

/** What the contents of an image tell. A program that no package brought is not seen. */
export function factsOfContents(contents: ImageContents): SystemFacts {
  const { osRelease, packages, sh } = contents;
  const distribution = osRelease === null ? 'unknown' : distributionOfRelease(osRelease);
  const link = shellOfLink(sh);
  if (packages === null) {
    const { libc, packageManager, bash, gnuWget } = UNKNOWN_IMAGE;
    return { distribution, libc, packageManager, sh: link, bash, gnuWget };
  }
  const names = new Set(packages);
  return {
    distribution,
    libc: libcOf(names),
    packageManager: packageManagerOf(names),
    sh: link === 'unknown' ? shellOfPackages(names) : link,
    bash: names.has('bash'),
    gnuWget: names.has('wget') || names.has('wget1-wget'),
  };
}

type Names = ReadonlySet<string>;

/** Static images have packages, but none with a C library. */
function libcOf(names: Names): ImageFacts['libc'] {
  if (names.has('musl')) return 'musl';
  return names.has('libc6') || names.has('glibc') ? 'glibc' : 'none';
}

/** The package that brings each, the one that people call first: `yum` is only a name for `dnf`. */
const PACKAGE_MANAGERS: readonly (readonly [string, ImageFacts['packageManager']])[] = [
  ['apt', 'apt'],
  ['apk-tools', 'apk'],
  ['dnf5', 'dnf'],
  ['dnf', 'dnf'],
  ['yum', 'yum'],
  ['microdnf', 'microdnf'],
  ['zypper', 'zypper'],
  ['pacman', 'pacman'],
  // Photon and Azure Linux: none that we know by name, but there is one.
  ['tdnf', 'unknown'],
];

function packageManagerOf(names: Names): ImageFacts['packageManager'] {
  return PACKAGE_MANAGERS.find(([name]) => names.has(name))?.[1] ?? 'none';
}

function shellOfLink(target: string | null): ImageFacts['sh'] {
  const name = target?.slice(target.lastIndexOf('/') + 1);
  return name === 'dash' || name === 'bash' || name === 'busybox' ? name : 'unknown';
}

/** Alpine and Wolfi have packages for the link; where several shells are, dash is Debian's. */
const SHELLS: readonly (readonly [string, ImageFacts['sh']])[] = [
  ['dash-binsh', 'dash'],
  ['bash-binsh', 'bash'],
  ['busybox-binsh', 'busybox'],
  ['yash-binsh', 'unknown'],
  ['busybox', 'busybox'],
  ['dash', 'dash'],
  ['bash', 'bash'],
];

function shellOfPackages(names: Names): ImageFacts['sh'] {
  return SHELLS.find(([name]) => names.has(name))?.[1] ?? 'none';
}
