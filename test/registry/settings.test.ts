import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/registry/options.ts';
import { readSettings } from '../../src/registry/settings.ts';

describe('settings of registries', () => {
  test.each([null, undefined, {}])('that are %j are the defaults', (value) => {
    expect(readSettings(value)).toEqual({ ok: true, settings: DEFAULT_SETTINGS });
  });

  test('are read', () => {
    const read = readSettings({
      registries: {
        'docker.io': { mirrors: ['mirror.example:5000/hub'], original: 'never' },
        'registry.example:5000': {
          insecure: true,
          private: true,
          kind: 'harbor',
          username: 'alice',
          password: 'secret',
          realms: ['login.example'],
        },
      },
      aliases: { corp: 'registry.example/team' },
      ca: '-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n',
      timeouts: { connect: 1, request: 2.5 },
      concurrency: 2,
      retries: 0,
      freshness: 60,
    });
    const settings = read.ok ? read.settings : null;
    expect(settings).toMatchObject({
      timeouts: { connect: 1000, request: 2500, overall: DEFAULT_SETTINGS.timeouts.overall },
      concurrency: 2,
      retries: 0,
      freshness: 60_000,
    });
    expect(settings?.aliases.get('corp')).toBe('registry.example/team');
    expect(settings?.hosts.get('docker.io')).toMatchObject({ original: 'never', insecure: false });
    expect(settings?.hosts.get('registry.example:5000')).toEqual({
      mirrors: [],
      original: 'last',
      insecure: true,
      private: true,
      kind: 'harbor',
      credential: { kind: 'password', username: 'alice', password: 'secret' },
      realms: ['login.example'],
    });
  });

  const tokens: readonly (readonly [settings: object, credential: unknown])[] = [
    [{ identityToken: 'a' }, { kind: 'identity-token', token: 'a' }],
    [{ registryToken: 'a' }, { kind: 'registry-token', token: 'a' }],
    [{}, null],
  ];
  test.each(tokens)('of a host with %j have the credential %j', (host, credential) => {
    const read = readSettings({ registries: { 'a.example': host } });
    expect(read.ok && read.settings.hosts.get('a.example')?.credential).toEqual(credential);
  });

  const wrong: Readonly<Record<string, readonly [value: unknown, problem: string]>> = {
    'that are a list': [[], 'the settings: expected object'],
    'with an unknown key': [{ mirror: 1 }, 'the settings: unknown key `mirror`'],
    'with an unknown key of a host': [
      { registries: { 'a.example': { insecur: true } } },
      '`registries.a.example`: unknown key `insecur`',
    ],
    'with an address for a host': [
      { registries: { 'https://a.example': {} } },
      '`registries.https://a.example` is no host: write it as in an image name, without https://',
    ],
    'with an address for a mirror': [
      { registries: { 'docker.io': { mirrors: ['https://a.example'] } } },
      '`registries.docker.io.mirrors.0` is no host with a path: write registry.example/prefix',
    ],
    'with a name and no password': [
      { registries: { 'a.example': { username: 'a' } } },
      '`registries.a.example` has only one of username and password',
    ],
    'with text for a switch': [
      { registries: { 'a.example': { insecure: 'yes' } } },
      '`registries.a.example.insecure`: expected boolean',
    ],
    'with a certificate that is none': [{ ca: '/etc/ca.pem' }, '`ca` holds no certificate in PEM'],
    'with too many requests at once': [
      { concurrency: 1000 },
      expect.stringContaining('`concurrency`') as string,
    ],
  };
  test.each(Object.entries(wrong))('%s are refused', (_name, [value, problem]) => {
    expect(readSettings(value)).toMatchObject({ ok: false, problems: [{ problem }] });
  });

  test('never show a secret in a problem', () => {
    const read = readSettings({
      registries: { 'a.example': { username: 'a', password: ['s3cret'] } },
    });
    expect(JSON.stringify(read)).not.toContain('s3cret');
  });

  test.each([
    [{ registries: { 'https://bob:s3/cret@a.example': {} } }, '`registries.https://…@a.example`'],
    [{ aliases: { 'bob:s3/cret@a.example': 'docker.io' } }, '`aliases.…@a.example`'],
    [{ 'https://bob:s3/cret@a.example': {} }, 'unknown key `https://…@a.example`'],
  ])('show an address %j without its password', (value, shown) => {
    const problem = expect.stringContaining(shown) as string;
    expect(readSettings(value)).toMatchObject({ problems: [{ problem }] });
  });
});
