import { renamed, versionText } from '../retired-image.ts';
import type { RetiredImage, RetiredUse } from '../retired-image.ts';

const NOTICES = 'https://github.com/docker-library/docs/blob';
const CENTOS = `${NOTICES}/7f5038526619dd25c6f35cd19299063f79c68d09/centos/deprecated.md`;
const OPENSUSE = `${NOTICES}/796c622ab05168931d2e76ca0cf09fdfea838932/opensuse/deprecated.md`;
const HEAD = `${NOTICES}/c4a9ba41443427b2ec1d5c4cc01879076aa4a1eb`;
const DEBOOTSTRAP = `${NOTICES}/002db62a459d1a9cf2bf8666e0caf806e0831637/ubuntu-debootstrap/deprecated.md`;

const CENTOS_ENDED = 'CentOS Linux has ended, its last image is of 2020.';

/** The oldest release that those have who continue CentOS. */
const FIRST_CONTINUED = 8;

/** The major release that continues a tag of `centos`; null for `latest`, which was 8. */
function majorOf({ tag }: RetiredUse): number {
  const major = tag?.version?.[0] ?? tag?.distribution?.release?.[0] ?? FIRST_CONTINUED;
  return Math.max(major, FIRST_CONTINUED);
}

function stream(): string {
  return 'quay.io/centos/centos:stream9';
}

function leap({ tag }: RetiredUse): string | null {
  const text = tag?.text ?? 'latest';
  if (text === 'tumbleweed') return 'opensuse/tumbleweed:latest';
  const isLeap = /^(?:42|15)\.\d$/.test(text);
  if (isLeap) return `opensuse/leap:${text}`;
  return text === 'leap' || text === 'latest' ? 'opensuse/leap:latest' : null;
}

/** The tags of the first Amazon Linux. */
function amazonLinux({ tag }: RetiredUse): string | null {
  const version = versionText(tag, 1) ?? tag?.text.slice(0, 4) ?? '';
  return version === '1' || version === '2018' ? 'amazonlinux:2023' : null;
}

/** Distributions that ended or moved. */
export const RETIRED_DISTRIBUTIONS: readonly RetiredImage[] = [
  {
    name: 'centos',
    why: `${CENTOS_ENDED} AlmaLinux is compatible with the same release of RHEL; CentOS 7 and before have no successor of their own release`,
    source: CENTOS,
    successor: (use) => `almalinux:${majorOf(use)}`,
  },
  {
    name: 'centos',
    why: `${CENTOS_ENDED} Rocky Linux is compatible with the same release of RHEL; CentOS 7 and before have no successor of their own release`,
    source: CENTOS,
    successor: (use) => `rockylinux/rockylinux:${majorOf(use)}`,
  },
  {
    name: 'centos',
    why: `${CENTOS_ENDED} CentOS Stream goes ahead of RHEL instead of following it`,
    source: CENTOS,
    successor: stream,
  },
  {
    name: 'rockylinux',
    why: 'the official image is not updated; the Rocky Linux project publishes its own',
    source: `${HEAD}/rockylinux/deprecated.md`,
    successor: renamed('rockylinux/rockylinux'),
  },
  {
    name: 'opensuse',
    why: 'opensuse was removed from the official images; the openSUSE project publishes its own',
    source: OPENSUSE,
    successor: leap,
  },
  {
    name: 'ubuntu-debootstrap',
    why: 'ubuntu-debootstrap is deprecated; ubuntu itself is as small now',
    source: DEBOOTSTRAP,
    successor: renamed('ubuntu'),
  },
  {
    name: 'amazonlinux',
    why: 'Amazon Linux 1 ended on 2023-12-31; its packages and its package manager differ from those of 2023',
    source: `${HEAD}/amazonlinux/deprecated.md`,
    successor: amazonLinux,
  },
];
