import type { Package } from './package.ts';

/** Names by which scanners know a distribution, beside its own in `/etc/os-release`. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['redhat', 'rhel'],
  ['alma', 'almalinux'],
  ['oracle', 'ol'],
  ['oraclelinux', 'ol'],
  ['amazon', 'amzn'],
  ['opensuse.leap', 'opensuse-leap'],
  ['suse linux enterprise server', 'sles'],
]);

/** How many numbers of a version name a release; others have one. */
const DEPTHS: ReadonlyMap<string, number> = new Map([
  ['alpine', 2],
  ['ubuntu', 2],
  ['opensuse-leap', 2],
  ['sles', 2],
  ['wolfi', 0],
  ['chainguard', 0],
  ['arch', 0],
]);

/** Packages whose version is that of the release; of rpm distributions. */
const RELEASE_PACKAGES: ReadonlyMap<string, string> = new Map([
  ['alpine-release', 'alpine'],
  ['wolfi-baselayout', 'wolfi'],
  ['chainguard-baselayout', 'chainguard'],
  ['redhat-release', 'rhel'],
  ['rocky-release', 'rocky'],
  ['almalinux-release', 'almalinux'],
  ['centos-release', 'centos'],
  ['centos-stream-release', 'centos'],
  ['oraclelinux-release', 'ol'],
  ['fedora-release-common', 'fedora'],
  ['system-release', 'amzn'],
  ['openSUSE-release', 'opensuse-leap'],
  ['sles-release', 'sles'],
  ['azurelinux-release', 'azurelinux'],
  ['mariner-release', 'mariner'],
  ['photon-release', 'photon'],
]);

/** Ubuntu's `base-files` began as that of Debian, and kept its number (launchpad.net/ubuntu/+source/base-files). */
const UBUNTU_RELEASES: ReadonlyMap<string, string> = new Map([
  ['9.4', '16.04'],
  ['10.1', '18.04'],
  ['11', '20.04'],
  ['12', '22.04'],
  ['13', '24.04'],
]);

/**
 * The release for which a distribution mends packages, as `debian 12`: advisories name a fixed version for
 * each. From id and version as `/etc/os-release` or a scanner has them; null when they tell of none.
 */
export function packageRelease(id: string, version: string): string | null {
  const lower = id.toLowerCase();
  const name = OTHER_NAMES.get(lower) ?? lower;
  const depth = DEPTHS.get(name) ?? 1;
  const numbers = /^\d+(?:\.\d+)?/.exec(version)?.[0].split('.').slice(0, depth) ?? [];
  if (name === '' || numbers.length < depth) return null;
  return depth === 0 ? name : `${name} ${numbers.join('.')}`;
}

/** The same, told by the packages that every image of a distribution has; null when none of them is there. */
export function releaseOfPackages(packages: readonly Package[]): string | null {
  for (const { name, version } of packages) {
    if (name === 'base-files') return releaseOfBaseFiles(version);
    const id = RELEASE_PACKAGES.get(name);
    if (id !== undefined) return packageRelease(id, version.replace(/^\d+:/, ''));
  }
  return null;
}

function releaseOfBaseFiles(version: string): string | null {
  const [, ubuntu] = /^([\d.]+)ubuntu/.exec(version) ?? [];
  if (ubuntu !== undefined) return `ubuntu ${UBUNTU_RELEASES.get(ubuntu) ?? ubuntu}`;
  const isDebian = /^\d+(?:\.\d+)*(?:\+deb\d+u\d+)?$/.test(version);
  return isDebian ? packageRelease('debian', version) : null;
}
