import { UNKNOWN_IMAGE } from './facts.ts';
import type { ImageFacts } from './facts.ts';
import { distributionFamily } from './tag-distribution.ts';
import type { DistributionFamily } from './tag-distribution.ts';
import type { TagWord } from './tag-words.ts';

/** Debian's base-passwd gives these numbers to every system. */
const DEBIAN_USERS = { daemon: '1:1', 'www-data': '33:33', nobody: '65534:65534' };

/** Of distroless (its `common` package) and of Chainguard's images. */
const NONROOT = { users: { nonroot: '65532:65532' }, programUser: 'nonroot' };

const BASH = ['/bin/bash'];

/** A Linux image that was made without USER, WORKDIR, SHELL and ENTRYPOINT. */
const LINUX: ImageFacts = {
  ...UNKNOWN_IMAGE,
  user: null,
  workdir: null,
  shell: null,
  entrypoint: null,
  os: 'linux',
};

/** What all RPM distributions share: bash is `/bin/sh`. */
const RPM: ImageFacts = { ...LINUX, cmd: BASH, libc: 'glibc', sh: 'bash', bash: true };

const RHEL: ImageFacts = { ...RPM, distribution: 'rhel' };

const EMPTY: ImageFacts = {
  ...LINUX,
  cmd: null,
  packageManager: 'none',
  sh: 'none',
  bash: false,
  gnuWget: false,
};

const WINDOWS: ImageFacts = {
  ...UNKNOWN_IMAGE,
  os: 'windows',
  distribution: 'windows',
  libc: 'none',
  packageManager: 'none',
  sh: 'none',
  bash: false,
  gnuWget: false,
};

/** The official image of each distribution, for instance `debian` or `redhat/ubi9-minimal`. */
const FACTS = {
  alpine: {
    ...LINUX,
    cmd: ['/bin/sh'],
    distribution: 'alpine',
    libc: 'musl',
    packageManager: 'apk',
    sh: 'busybox',
    bash: false,
    gnuWget: false,
    users: { nobody: '65534:65534' },
  },
  debian: {
    ...LINUX,
    cmd: ['bash'],
    distribution: 'debian',
    libc: 'glibc',
    packageManager: 'apt',
    sh: 'dash',
    bash: true,
    gnuWget: false,
    users: DEBIAN_USERS,
  },
  ubuntu: {
    ...LINUX,
    cmd: BASH,
    distribution: 'ubuntu',
    libc: 'glibc',
    packageManager: 'apt',
    sh: 'dash',
    bash: true,
    gnuWget: false,
    users: DEBIAN_USERS,
  },
  busybox: {
    ...LINUX,
    cmd: ['sh'],
    distribution: 'busybox',
    packageManager: 'none',
    sh: 'busybox',
    bash: false,
    gnuWget: false,
  },
  fedora: { ...RPM, distribution: 'fedora', packageManager: 'dnf' },
  rhel: { ...RHEL, packageManager: 'dnf' },
  'rhel-yum': { ...RHEL, packageManager: 'yum' },
  'rhel-minimal': { ...RHEL, packageManager: 'microdnf' },
  'rhel-micro': { ...RHEL, packageManager: 'none', gnuWget: false },
  'rhel-any': RHEL,
  suse: { ...RPM, distribution: 'suse', packageManager: 'zypper' },
  amazon: { ...RPM, distribution: 'amazon', packageManager: 'dnf' },
  'amazon-yum': { ...RPM, distribution: 'amazon', packageManager: 'yum' },
  'amazon-any': { ...RPM, distribution: 'amazon' },
  arch: { ...RPM, cmd: ['/usr/bin/bash'], distribution: 'arch', packageManager: 'pacman' },
  /** Photon, Azure Linux and CBL-Mariner: their `tdnf` is none of the known package managers. */
  tdnf: { ...RPM, cmd: 'unknown' },
  wolfi: {
    ...LINUX,
    ...NONROOT,
    distribution: 'wolfi',
    libc: 'glibc',
    packageManager: 'apk',
    sh: 'busybox',
    bash: false,
    gnuWget: false,
  },
  distroless: { ...EMPTY, ...NONROOT, distribution: 'distroless', libc: 'glibc' },
  /** Built on scratch, with nothing but programs in it. */
  bare: { ...EMPTY, libc: 'unknown' },
  scratch: { ...EMPTY, distribution: 'scratch', libc: 'none' },
  windows: WINDOWS,
  linux: { ...LINUX, entrypoint: 'unknown' },
  unknown: UNKNOWN_IMAGE,
} satisfies Readonly<Record<string, ImageFacts>>;

export type DistributionName = keyof typeof FACTS;

export const DISTRIBUTIONS: Readonly<Record<DistributionName, ImageFacts>> = FACTS;

/** What the distributions that tags name are to the catalogue. */
const FAMILIES: Readonly<Record<DistributionFamily, DistributionName>> = {
  alpine: 'alpine',
  debian: 'debian',
  ubuntu: 'ubuntu',
  fedora: 'fedora',
  ubi: 'rhel',
  rockylinux: 'rhel',
  almalinux: 'rhel',
  rhel: 'rhel-any',
  centos: 'rhel-any',
  oraclelinux: 'rhel-any',
  opensuse: 'suse',
  amazonlinux: 'amazon-any',
  photon: 'tdnf',
  azurelinux: 'tdnf',
  mariner: 'tdnf',
  distroless: 'distroless',
  busybox: 'busybox',
  windows: 'windows',
};

/** Words with their version where the version decides on the package manager. */
const VERSIONED_WORDS: ReadonlyMap<string, DistributionName> = new Map(
  Object.entries({
    centos7: 'rhel-yum',
    centos8: 'rhel',
    ol7: 'rhel-yum',
    oraclelinux7: 'rhel-yum',
    amazonlinux2: 'amazon-yum',
    al2: 'amazon-yum',
    al2023: 'amazon',
  } satisfies Readonly<Record<string, DistributionName>>),
);

/** The distribution that the words of a tag name; null when they name none. */
export function distributionOf(words: readonly TagWord[]): DistributionName | null {
  let found: DistributionName | null = null;
  for (const word of words) {
    const family = distributionFamily(word);
    found = VERSIONED_WORDS.get(word.whole) ?? (family === null ? found : FAMILIES[family]);
  }
  const isMinimal = found === 'rhel' && words.some(({ whole }) => whole === 'minimal');
  return isMinimal ? 'rhel-minimal' : found;
}
