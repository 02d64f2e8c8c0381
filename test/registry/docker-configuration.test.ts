import { describe, expect, test } from 'vitest';
import {
  credentialNames,
  parseDockerConfiguration,
} from '../../src/registry/docker-configuration.ts';

const auth = (text: string) => Buffer.from(text).toString('base64');
const read = (content: unknown) => parseDockerConfiguration(JSON.stringify(content));
const ALICE = { kind: 'password', username: 'alice', password: 'pass:word' };

describe('a docker configuration', () => {
  const entries: Readonly<Record<string, readonly [entry: object, expected: unknown]>> = {
    'with `auth`': [{ auth: auth('alice:pass:word') }, ALICE],
    'with `auth` filled up with zeros': [{ auth: auth('alice:pass:word\0\0') }, ALICE],
    'with username and password': [{ username: 'alice', password: 'pass:word' }, ALICE],
    'with an identity token': [
      { auth: auth('alice:'), identitytoken: 'abc' },
      { kind: 'identity-token', token: 'abc' },
    ],
    'with a registry token': [{ registrytoken: 'abc' }, { kind: 'registry-token', token: 'abc' }],
    'with nothing': [{}, undefined],
    'with `auth` that is none': [{ auth: 'abc' }, undefined],
    'of another form': [{ auth: 5 }, undefined],
  };
  test.each(Object.entries(entries))('%s is read', (_name, [entry, expected]) => {
    const configuration = read({ auths: { 'registry.example': entry } });
    expect(configuration?.credentials.get('registry.example')).toEqual(expected);
  });

  const names: Readonly<Record<string, string>> = {
    'https://index.docker.io/v1/': 'docker.io',
    'index.docker.io': 'docker.io',
    'docker.io': 'docker.io',
    'https://registry.example/v2/': 'registry.example',
    'http://registry.example:5000': 'registry.example:5000',
    'registry.example/team': 'registry.example/team',
  };
  test.each(Object.entries(names))('names %s as %s', (written, name) => {
    const configuration = read({ auths: { [written]: { auth: auth('alice:pass:word') } } });
    expect([...(configuration?.credentials.keys() ?? [])]).toEqual([name]);
  });

  test('keeps the helpers whose names are safe', () => {
    const credHelpers = {
      'a.example': 'ecr-login',
      'b.example': '../../bin/sh',
      'c.example': 'x;y',
    };
    const configuration = read({ credHelpers, credsStore: 'desktop' });
    expect([...(configuration?.helpers ?? [])]).toEqual([['a.example', 'ecr-login']]);
    expect(configuration?.store).toBe('desktop');
    expect(read({ credsStore: '$(reboot)' })?.store).toBeNull();
  });

  test.each(['', 'x', '[]', 'null', '5'])('that is %j is none', (text) => {
    expect(parseDockerConfiguration(text)).toBeNull();
  });

  test('of which a part is broken keeps the rest', () => {
    const configuration = read({ auths: 5, credHelpers: { a: 5 }, credsStore: 'pass' });
    expect(configuration?.store).toBe('pass');
  });
});

test('the credential closest to a repository counts', () => {
  expect(credentialNames('quay.io', 'team/app')).toEqual([
    'quay.io/team/app',
    'quay.io/team',
    'quay.io',
  ]);
});
