import { describe, expect, test } from 'vitest';
import type { Package } from '../../../src/image/package.ts';
import { releaseOfPackages } from '../../../src/image/package-release.ts';
import { judgeByPackages } from '../../../src/upgrades/assessment/judge-packages.ts';
import type { PackageList } from '../../../src/upgrades/assessment/judge-packages.ts';
import { vulnerability } from '../../findings/traced.ts';
import type { Weakness } from '../../findings/traced.ts';

const BOOKWORM = 'deb base-files 12.4+deb12u5';
const TRIXIE = 'deb base-files 13.8+deb13u1';
const ALPINE = 'apk alpine-release 3.22.1-r0';

/** `deb libssl3 3.0.11-1 openssl`, the source last. */
function list(packages: readonly string[] | null, namesLanguagePackages = true): PackageList {
  const read = packages?.map((text): Package => {
    const [type = '', name = '', version = '', source = null] = text.split(' ');
    return { type, name, version, source, architecture: null };
  });
  const why = read === undefined ? 'its layers are larger than 512 MiB' : null;
  return {
    contents: { packages: read ?? null, namesLanguagePackages, diffIds: null, why },
    release: releaseOfPackages(read ?? []),
  };
}

type Row = readonly [weakness: Weakness, packages: readonly string[] | null, verdict: string];

const OPENSSL: Weakness = {
  package: 'deb libssl3 3.0.11-1',
  source: 'openssl',
  fixed: ['3.0.14-1'],
};
const EXPRESS: Weakness = { package: 'npm express 4.18.0', fixed: ['4.19.2', '5.0.0-beta.3'] };
const STDLIB: Weakness = { package: 'golang stdlib 1.20.1', fixed: ['1.21.11', '1.22.4'] };
const PERL: Weakness = { package: 'deb perl 5.36-7', fixed: ['5.36-8'] };
const FOO: Weakness = { package: 'deb libfoo1 1.0-1', fixed: ['1.0-2'] };
const GNUTLS: Weakness = { package: 'deb libgnutls30 3.7', source: 'gnutls28', fixed: ['3.8'] };

function judge([weakness, packages]: Row, namesLanguagePackages = true): string {
  const present = list([BOOKWORM, 'deb libssl3 3.0.11-1 openssl', 'deb perl 5.36-7']);
  const candidate = list(packages, namesLanguagePackages);
  const verdict = judgeByPackages(vulnerability(weakness), present, candidate);
  return verdict.state === 'unknown' ? verdict.reason : verdict.state;
}

const rows: Record<string, Row> = {
  'fixed where the package is gone': [OPENSSL, [BOOKWORM, 'deb perl 5.36-7'], 'fixed'],
  'fixed by the very version': [OPENSSL, [BOOKWORM, 'deb libssl3 3.0.14-1 openssl'], 'fixed'],
  'fixed by a newer version': [OPENSSL, [BOOKWORM, 'deb libssl3 3.0.15-1~deb12u1'], 'fixed'],
  'remaining in an older version': [OPENSSL, [BOOKWORM, 'deb libssl3 3.0.13-1'], 'remaining'],
  'remaining where one of two copies is old': [
    EXPRESS,
    ['npm express 4.19.2', 'npm express 4.17.1'],
    'remaining',
  ],
  'remaining where no fix is known': [
    { ...OPENSSL, fixed: [] },
    [BOOKWORM, 'deb libssl3 3.0.15-1'],
    'remaining',
  ],
  'not told by another release where this one has no fix': [
    { ...OPENSSL, fixed: [] },
    [TRIXIE, 'deb libssl3t64 3.5.1-1 openssl'],
    'it is built on debian 13, for which the report names no fixed version',
  ],
  'not told where another distribution shortens the name': [
    { package: 'deb liblzma5 5.4.1', source: 'xz-utils', fixed: ['5.4.2'] },
    [ALPINE, 'apk xz-libs 5.6.1-r0 xz'],
    'its distribution is another one, whose versions of liblzma5 do not compare',
  ],
  'not told where another distribution calls it by another name': [
    { package: 'deb apache2-bin 2.4.57', source: 'apache2', fixed: ['2.4.58'] },
    ['rpm redhat-release 9.4', 'rpm httpd-core 2.4.57 httpd'],
    'its distribution is another one, whose versions of apache2-bin do not compare',
  ],
  'not fixed by a pre-release as Python writes it': [
    { package: 'pypi jinja2 3.0.0', fixed: ['3.1.0'] },
    ['pypi jinja2 3.1.0rc1'],
    'remaining',
  ],
  'not fixed by a pre-release as Ruby writes it': [
    { package: 'gem rails 7.0.1', fixed: ['7.1.0'] },
    ['gem rails 7.1.0.beta1'],
    'remaining',
  ],
  'fixed by the same version with another sign before it': [
    { package: 'golang stdlib 1.20.1', fixed: ['v1.21.0'] },
    ['golang stdlib 1.21.0'],
    'fixed',
  ],
  'judged by another package of the same source': [
    OPENSSL,
    [BOOKWORM, 'deb libssl3t64 3.0.13-1 openssl'],
    'remaining',
  ],
  'judged by the fix of its own line': [EXPRESS, ['npm express 4.20.0'], 'fixed'],
  'not fixed by a pre-release': [EXPRESS, ['npm express 5.0.0-beta.1'], 'remaining'],
  'not fixed by a line whose own fix is newer': [STDLIB, ['golang stdlib 1.22.3'], 'remaining'],
  'fixed by a line that came after all fixes': [STDLIB, ['golang stdlib 1.23.0'], 'fixed'],
  'found however Python spells the name': [
    { package: 'pypi Jinja_2 3.1.2', fixed: ['3.1.4'] },
    ['pypi jinja-2 3.1.3'],
    'remaining',
  ],
  'not told by versions of another release': [
    OPENSSL,
    [TRIXIE, 'deb libssl3t64 3.5.1-1 openssl'],
    'it is built on debian 13, for which the report names no fixed version',
  ],
  'remaining in another release that has the same version': [
    OPENSSL,
    [TRIXIE, 'deb libssl3 3.0.11-1'],
    'remaining',
  ],
  'fixed in another distribution that lacks the source package': [
    { package: 'deb perl-base 5.36-7', source: 'perl', fixed: ['5.36-8'] },
    [ALPINE, 'apk libcrypto3 3.5.1-r0 openssl'],
    'fixed',
  ],
  'not told by versions of another distribution': [
    OPENSSL,
    [ALPINE, 'apk libcrypto3 3.5.1-r0 openssl'],
    'its distribution is another one, whose versions of libssl3 do not compare',
  ],
  'not told where another distribution has it under a name alike': [
    GNUTLS,
    [ALPINE, 'apk gnutls 3.8.0-r0'],
    'its distribution is another one, whose versions of libgnutls30 do not compare',
  ],
  'not told in another distribution without the source package': [
    FOO,
    [ALPINE, 'apk musl 1.2.5-r0'],
    'its distribution is another one, where libfoo1 may have another name',
  ],
  'told by the source that the present list names': [PERL, [ALPINE, 'apk musl 1.2.5-r0'], 'fixed'],
  'not told where only a package of a name alike is left': [
    FOO,
    [BOOKWORM, 'deb libfoo2 2.0-1'],
    'libfoo1 is gone, and a package with a name like it is there',
  ],
  'not told without a list': [OPENSSL, null, 'its layers are larger than 512 MiB'],
  'not told of a package without a kind': [
    { package: '? openssl 3.0' },
    [BOOKWORM],
    'the report does not tell what kind of package it is',
  ],
  'not told of a kind that the list never names': [
    EXPRESS,
    ['pypi flask 1'],
    'the list of its packages names none of the kind npm',
  ],
  'not told by a report that contradicts itself': [
    { ...PERL, fixed: ['5.36-1'] },
    [BOOKWORM, 'deb perl 5.36-9'],
    'the report names a fixed version that is not newer than the one it found',
  ],
};

describe('by the packages of a candidate, a vulnerability is', () => {
  test.each(Object.entries(rows))('%s', (_name, row) => {
    expect(judge(row)).toBe(row[2]);
  });

  test('not told where the list names only packages of the distribution', () => {
    const row: Row = [EXPRESS, ['deb perl 5.36-7'], ''];
    expect(judge(row, false)).toBe('the list of its packages names only those of the distribution');
  });
});
