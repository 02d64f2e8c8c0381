import { MORE_TOOLS } from './catalogue-entry.ts';
import type { Catalogue, CatalogueEntry } from './catalogue-entry.ts';

const CENTOS: CatalogueEntry = { on: 'rhel', variants: [{ before: '8', is: 'rhel-yum' }] };

const ALMA_OR_ROCKY: CatalogueEntry = {
  on: 'rhel',
  variants: [{ words: ['minimal'], is: 'rhel-minimal' }],
};

const ORACLE_LINUX: CatalogueEntry = {
  on: 'rhel',
  variants: [
    { words: ['slim'], is: 'rhel-minimal' },
    { before: '8', is: 'rhel-yum' },
  ],
};

const SUSE: CatalogueEntry = { on: 'suse', alike: true };

/** Numbers that are tags of an image with Debian and Ubuntu variants. */
const UBUNTU_RELEASES = ['14.04', '16.04', '18.04', '20.04', '22.04', '24.04', '25.10', '26.04'];

/** Distributions without anything on top. The facts themselves stand with the distributions. */
export const SYSTEM_IMAGES: Catalogue = {
  scratch: { on: 'scratch', alike: true },
  alpine: { on: 'alpine', alike: true },
  debian: { on: 'debian', alike: true },
  'bitnami/minideb': { on: 'debian', alike: true, facts: { cmd: 'unknown' } },
  ubuntu: { on: 'ubuntu', alike: true },
  busybox: {
    on: 'busybox',
    variants: [
      { words: ['glibc'], facts: { libc: 'glibc' } },
      { words: ['musl'], facts: { libc: 'musl' } },
    ],
  },
  fedora: { on: 'fedora', alike: true },
  'quay.io/fedora/fedora': { on: 'fedora', alike: true },
  'quay.io/fedora/fedora-minimal': {
    on: 'fedora',
    alike: true,
    facts: { packageManager: 'unknown' },
  },
  'registry.fedoraproject.org/fedora': { on: 'fedora', alike: true },
  'registry.fedoraproject.org/fedora-minimal': {
    on: 'fedora',
    alike: true,
    facts: { packageManager: 'unknown' },
  },
  centos: CENTOS,
  'quay.io/centos/centos': CENTOS,
  almalinux: ALMA_OR_ROCKY,
  'almalinux/#-base': { on: 'rhel', alike: true },
  'almalinux/#-init': { on: 'rhel', alike: true, facts: { cmd: 'unknown' } },
  'almalinux/#-minimal': { on: 'rhel-minimal', alike: true },
  'almalinux/#-micro': { on: 'rhel-micro', alike: true },
  'quay.io/almalinuxorg/almalinux': ALMA_OR_ROCKY,
  rockylinux: ALMA_OR_ROCKY,
  'rockylinux/rockylinux': ALMA_OR_ROCKY,
  'quay.io/rockylinux/rockylinux': ALMA_OR_ROCKY,
  oraclelinux: ORACLE_LINUX,
  'container-registry.oracle.com/os/oraclelinux': ORACLE_LINUX,
  amazonlinux: { on: 'amazon', variants: [{ before: '2023', is: 'amazon-yum' }] },
  'opensuse/leap': SUSE,
  'opensuse/tumbleweed': SUSE,
  'registry.opensuse.org/opensuse/leap': SUSE,
  'registry.opensuse.org/opensuse/tumbleweed': SUSE,
  'registry.suse.com/bci/bci-base': SUSE,
  archlinux: { on: 'arch', alike: true },
  'archlinux/archlinux': { on: 'arch', alike: true },
  photon: { on: 'tdnf', alike: true, facts: { cmd: ['/bin/bash'] } },
  'buildpack-deps': {
    on: 'debian',
    facts: { gnuWget: true },
    variants: [{ words: UBUNTU_RELEASES, byDefault: 'ubuntu' }],
  },
  'phusion/baseimage': { on: 'ubuntu', facts: { ...MORE_TOOLS, cmd: ['/sbin/my_init'] } },
};
