import { describe, expect, it } from 'vitest';
import { UNKNOWN_IMAGE } from '../../src/image/facts.ts';
import type { ImageFacts } from '../../src/image/facts.ts';
import { factsOfConfiguration, mergeFacts } from '../../src/image/facts-of-configuration.ts';
import type { ImageContents } from '../../src/image/facts-of-contents.ts';
import { EMPTY_CONFIGURATION as EMPTY } from './empty-configuration.ts';

describe('the configuration tells', () => {
  it('user, directory, commands, variables and the operating system', () => {
    const configuration = {
      ...EMPTY,
      user: '1000:1000',
      workdir: '/app',
      shell: ['/bin/bash', '-c'],
      entrypoint: ['docker-entrypoint.sh'],
      cmd: ['node'],
      env: ['PATH=/usr/bin', 'A=b=c', 'EMPTY'],
    };
    expect(factsOfConfiguration(configuration, null)).toEqual({
      ...UNKNOWN_IMAGE,
      user: '1000:1000',
      workdir: '/app',
      shell: ['/bin/bash', '-c'],
      entrypoint: ['docker-entrypoint.sh'],
      cmd: ['node'],
      os: 'linux',
      env: { PATH: '/usr/bin', A: 'b=c', EMPTY: '' },
      source: 'registry',
    });
  });

  it('that what is empty is the default, not unknown', () => {
    const configuration = { ...EMPTY, workdir: '/', entrypoint: [], cmd: [] };
    expect(factsOfConfiguration(configuration, null)).toMatchObject({
      user: null,
      workdir: null,
      shell: null,
      entrypoint: null,
      cmd: null,
    });
  });

  it('that Windows has no distribution', () => {
    const platform = { ...EMPTY.platform, os: 'windows' };
    expect(factsOfConfiguration({ ...EMPTY, platform }, null)).toMatchObject({
      os: 'windows',
      distribution: 'windows',
      libc: 'none',
      packageManager: 'none',
    });
  });

  it('nothing of a system that we do not know', () => {
    const platform = { ...EMPTY.platform, os: 'plan9' };
    expect(factsOfConfiguration({ ...EMPTY, platform }, null).os).toBe('unknown');
  });

  it('variables named like a prototype without harm', () => {
    const { env } = factsOfConfiguration({ ...EMPTY, env: ['__proto__=x'] }, null);
    expect(Object.keys(env)).toEqual(['__proto__']);
    expect('x' in {}).toBe(false);
  });
});

type System = Pick<
  ImageFacts,
  'distribution' | 'libc' | 'packageManager' | 'sh' | 'bash' | 'gnuWget'
>;

const ROWS: Readonly<Record<string, readonly [Partial<ImageContents>, System]>> = {
  debian: [
    { osRelease: 'ID=debian\n', packages: ['apt', 'bash', 'dash', 'libc6'], sh: 'dash' },
    {
      distribution: 'debian',
      libc: 'glibc',
      packageManager: 'apt',
      sh: 'dash',
      bash: true,
      gnuWget: false,
    },
  ],
  'debian with wget and another shell': [
    {
      osRelease: 'ID=debian\n',
      packages: ['apt', 'bash', 'dash', 'libc6', 'wget'],
      sh: '/bin/bash',
    },
    {
      distribution: 'debian',
      libc: 'glibc',
      packageManager: 'apt',
      sh: 'bash',
      bash: true,
      gnuWget: true,
    },
  ],
  alpine: [
    { osRelease: "ID='alpine'", packages: ['musl', 'busybox', 'apk-tools'], sh: '/bin/busybox' },
    {
      distribution: 'alpine',
      libc: 'musl',
      packageManager: 'apk',
      sh: 'busybox',
      bash: false,
      gnuWget: false,
    },
  ],
  'alpine with the shell of a package': [
    { osRelease: 'ID=alpine', packages: ['musl', 'busybox', 'dash', 'dash-binsh'] },
    {
      distribution: 'alpine',
      libc: 'musl',
      packageManager: 'none',
      sh: 'dash',
      bash: false,
      gnuWget: false,
    },
  ],
  fedora: [
    {
      osRelease: 'ID=fedora',
      packages: ['glibc', 'bash', 'dnf5', 'yum', 'wget2-wget'],
      sh: 'bash',
    },
    {
      distribution: 'fedora',
      libc: 'glibc',
      packageManager: 'dnf',
      sh: 'bash',
      bash: true,
      gnuWget: false,
    },
  ],
  'the minimal image of Red Hat': [
    { osRelease: 'ID="rhel"', packages: ['glibc', 'bash', 'microdnf'] },
    {
      distribution: 'rhel',
      libc: 'glibc',
      packageManager: 'microdnf',
      sh: 'bash',
      bash: true,
      gnuWget: false,
    },
  ],
  'the micro image of Red Hat': [
    { osRelease: 'ID="rhel"', packages: ['glibc', 'bash'] },
    {
      distribution: 'rhel',
      libc: 'glibc',
      packageManager: 'none',
      sh: 'bash',
      bash: true,
      gnuWget: false,
    },
  ],
  'a distribution like another': [
    { osRelease: 'ID=eurolinux\nID_LIKE="rhel fedora centos"', packages: ['glibc', 'bash', 'yum'] },
    {
      distribution: 'rhel',
      libc: 'glibc',
      packageManager: 'yum',
      sh: 'bash',
      bash: true,
      gnuWget: false,
    },
  ],
  'a distroless image': [
    { osRelease: 'PRETTY_NAME="Distroless"\nID="debian"', packages: ['base-files', 'libc6'] },
    {
      distribution: 'distroless',
      libc: 'glibc',
      packageManager: 'none',
      sh: 'none',
      bash: false,
      gnuWget: false,
    },
  ],
  'a static distroless image': [
    { osRelease: 'PRETTY_NAME="Distroless"\nID="debian"', packages: ['base-files'] },
    {
      distribution: 'distroless',
      libc: 'none',
      packageManager: 'none',
      sh: 'none',
      bash: false,
      gnuWget: false,
    },
  ],
  'an image of Photon': [
    { osRelease: 'ID=photon', packages: ['glibc', 'bash', 'tdnf'] },
    {
      distribution: 'unknown',
      libc: 'glibc',
      packageManager: 'unknown',
      sh: 'bash',
      bash: true,
      gnuWget: false,
    },
  ],
  'packages that are not known': [
    { osRelease: 'ID=debian', sh: 'dash' },
    {
      distribution: 'debian',
      libc: 'unknown',
      packageManager: 'unknown',
      sh: 'dash',
      bash: 'unknown',
      gnuWget: 'unknown',
    },
  ],
  'nothing at all': [
    {},
    {
      distribution: 'unknown',
      libc: 'unknown',
      packageManager: 'unknown',
      sh: 'unknown',
      bash: 'unknown',
      gnuWget: 'unknown',
    },
  ],
  'a broken os-release': [
    { osRelease: `${'='.repeat(1000)}\nID\nID=\n\0${'x'.repeat(100_000)}` },
    {
      distribution: 'unknown',
      libc: 'unknown',
      packageManager: 'unknown',
      sh: 'unknown',
      bash: 'unknown',
      gnuWget: 'unknown',
    },
  ],
};

describe('the contents tell about', () => {
  it.each(Object.entries(ROWS))('%s', (_name, [contents, system]) => {
    const all = { osRelease: null, packages: null, sh: null, ...contents };
    expect(factsOfConfiguration(EMPTY, all)).toMatchObject(system);
  });
});

describe('merged with the catalogue', () => {
  const catalogue: ImageFacts = {
    ...UNKNOWN_IMAGE,
    user: 'node',
    distribution: 'debian',
    bash: true,
    env: { OLD: '1' },
    source: 'catalogue 2026-11',
  };

  it('the registry counts, and the catalogue fills in what it does not tell', () => {
    const merged = mergeFacts(factsOfConfiguration({ ...EMPTY, env: ['A=1'] }, null), catalogue);
    expect(merged).toMatchObject({
      user: null,
      distribution: 'debian',
      bash: true,
      libc: 'unknown',
      env: { A: '1' },
      source: 'registry',
    });
    expect(merged.env).not.toHaveProperty('OLD');
  });

  it('all of it may be unknown', () => {
    const merged = mergeFacts(factsOfConfiguration(EMPTY, null), UNKNOWN_IMAGE);
    expect(merged).toMatchObject({ user: null, distribution: 'unknown' });
  });
});
