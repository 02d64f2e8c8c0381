import { describe, expect, it } from 'vitest';
import { parseBaseAddress } from '../../src/config/base-address.ts';
import { ConfigError } from '../../src/config/config-error.ts';
import { mergeLayers, readLayer } from '../../src/config/load.ts';
import type { Config } from '../../src/config/schema.ts';

const RULES = ['no-sudo', 'apt-lists'];

function merged(own: string, ...bases: readonly string[]): Config {
  const layers = bases.map((text, index) => readLayer(text, `base-${index}.yml`, RULES));
  return mergeLayers(readLayer(own, 'own.yml', RULES), layers, RULES);
}

describe('the address of a base', () => {
  const path = null;
  const named: Readonly<Record<string, ReturnType<typeof parseBaseAddress>>> = {
    '.github': { owner: null, repository: '.github', path },
    'acme/.github': { owner: 'acme', repository: '.github', path },
    platform: { owner: null, repository: 'platform', path },
    '.github:seaworthy/strict.yml': {
      owner: null,
      repository: '.github',
      path: 'seaworthy/strict.yml',
    },
    'acme/platform:ci/seaworthy.yaml': {
      owner: 'acme',
      repository: 'platform',
      path: 'ci/seaworthy.yaml',
    },
  };
  it.each(Object.entries(named))('%s', (text, address) => {
    expect(parseBaseAddress(text)).toEqual(address);
  });

  it.each([
    '',
    '.',
    '..',
    'a/b/c',
    'https://github.com/acme/.github',
    'github>acme/renovate',
    '.github:',
    '.github:values.yml',
    '.github:seaworthy.yml/../values.yml',
    '.github:/seaworthy.yml',
    '.github:seaworthy.json',
    '.github:seaworthy"}) {x}.yml',
    '.github:seaworthy\n.yml',
    `.github:${'a/'.repeat(200)}seaworthy.yml`,
  ])('is none: %j', (text) => {
    expect(parseBaseAddress(text)).toBeNull();
  });
});

describe('a configuration on top of what it extends', () => {
  it('keeps what it does not speak of', () => {
    const config = merged('extends: .github\n', 'posture: strict\nfailOn: high\n');
    expect(config).toMatchObject({ posture: 'strict', failOn: 'high', extends: '.github' });
  });

  it('wins where both speak', () => {
    expect(merged('posture: gentle\n', 'posture: strict\n').posture).toBe('gentle');
  });

  it('is merged with it key by key, however deep', () => {
    const base = 'pullRequests: { limit: 9, openingHours: { from: "08:00", to: "17:00" } }\n';
    const { pullRequests } = merged('pullRequests: { openingHours: { to: "12:00" } }\n', base);
    expect(pullRequests).toMatchObject({
      limit: 9,
      openingHours: { from: '08:00', to: '12:00' },
    });
  });

  it('replaces its lists', () => {
    const { paths } = merged('paths: { exclude: [a] }\n', 'paths: { exclude: [b], include: [c] }');
    expect(paths).toEqual({ exclude: ['a'], include: ['c'] });
  });

  it('adds to what it ignores, its own entries first', () => {
    const { ignore } = merged(
      'ignore: [{ rule: no-sudo, reason: here }]\n',
      'ignore: [{ rule: no-sudo, reason: everywhere }, { rule: CVE-2024-12345 }]\n',
    );
    expect(ignore.map(({ rule, reason }) => [rule, reason])).toEqual([
      ['no-sudo', 'here'],
      ['no-sudo', 'everywhere'],
      ['CVE-2024-12345', undefined],
    ]);
  });

  it('leaves it alone with a key that has no value', () => {
    expect(merged('failOn:\npaths:\n', 'failOn: high\npaths: { exclude: [b] }')).toMatchObject({
      failOn: 'high',
      paths: { exclude: ['b'] },
    });
  });

  it('stands on several, the nearest of which wins', () => {
    const config = merged('version: 1\n', 'posture: gentle\n', 'posture: strict\nfailOn: low\n');
    expect(config).toMatchObject({ posture: 'gentle', failOn: 'low' });
  });

  it('has the defaults of neither in place of what the other says', () => {
    expect(merged('enabled: true\n', 'dashboard: { enabled: true }').dashboard).toEqual({
      enabled: true,
      title: 'Dockerfiles in order',
    });
  });
});

describe('mistakes are told where they stand', () => {
  function errorOf(run: () => unknown): string {
    try {
      run();
    } catch (error) {
      if (error instanceof ConfigError) return error.message;
      throw error;
    }
    throw new Error('there is no mistake');
  }

  it('in the base', () => {
    expect(errorOf(() => merged('extends: .github\n', 'rules:\n  no-suod: off\n'))).toBe(
      'base-0.yml:2:3: there is no rule `no-suod`; did you mean no-sudo?',
    );
  });

  it('in the name of the base', () => {
    expect(errorOf(() => merged('version: 1\nextends: github>acme/x\n'))).toBe(
      'own.yml:2:10: `extends` is no repository such as `.github`, `acme/.github` or `.github:path/to/seaworthy.yml`',
    );
  });

  it('of both together, in the file that extends', () => {
    const many = (count: number) =>
      `ignore:\n${Array.from({ length: count }, () => '  - rule: no-sudo\n').join('')}`;
    expect(errorOf(() => merged(`version: 1\n${many(600)}`, many(600)))).toBe(
      'own.yml:3:3: `ignore` must be at most 1000 items long',
    );
  });
});
