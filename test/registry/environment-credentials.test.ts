import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { firstCredential } from '../../src/registry/credential.ts';
import { environmentCredentials } from '../../src/registry/environment-credentials.ts';
import { environmentProxies } from '../../src/http/environment-proxies.ts';
import { makeFolder } from '../local/folders.ts';

const configuration = (host: string, username: string, more: object = {}) =>
  JSON.stringify({ auths: { [host]: { username, password: 'secret' } }, ...more });

const userOf = async (
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
  host = 'registry.example',
  repository = 'team/app',
): Promise<string | null> => {
  const credential = await environmentCredentials(environment, home)(host, repository);
  return credential?.kind === 'password' ? credential.username : (credential?.kind ?? null);
};

describe('credentials are found', () => {
  const home = () =>
    makeFolder({
      '.docker/config.json': configuration('registry.example', 'docker'),
      '.config/containers/auth.json': configuration('registry.example', 'podman'),
      'named/auth.json': configuration('registry.example', 'named'),
      'other/config.json': configuration('registry.example', 'other'),
      'run/containers/auth.json': configuration('registry.example', 'runtime'),
    });

  test('in ~/.docker/config.json', async () => {
    expect(await userOf({}, home())).toBe('docker');
  });

  test('in the folder that DOCKER_CONFIG names', async () => {
    const folder = home();
    expect(await userOf({ DOCKER_CONFIG: join(folder, 'other') }, folder)).toBe('other');
  });

  test('in the file that REGISTRY_AUTH_FILE names', async () => {
    const folder = home();
    const environment = { REGISTRY_AUTH_FILE: join(folder, 'named', 'auth.json') };
    expect(await userOf(environment, folder)).toBe('named');
  });

  test('in podman\u2019s own files', async () => {
    const folder = home();
    const none = join(folder, 'none');
    expect(await userOf({ DOCKER_CONFIG: none }, folder)).toBe('podman');
    const environment = { DOCKER_CONFIG: none, XDG_RUNTIME_DIR: join(folder, 'run') };
    expect(await userOf(environment, folder)).toBe('runtime');
  });

  test('in DOCKER_AUTH_CONFIG and, before it, in SEAWORTHY_REGISTRY_AUTH', async () => {
    const environment = { DOCKER_AUTH_CONFIG: configuration('registry.example', 'ci') };
    expect(await userOf(environment, home())).toBe('ci');
    const ours = {
      ...environment,
      SEAWORTHY_REGISTRY_AUTH: configuration('registry.example', 'us'),
    };
    expect(await userOf(ours, home())).toBe('us');
  });

  test('in the next place when one does not know the host', async () => {
    const environment = { DOCKER_AUTH_CONFIG: configuration('other.example', 'ci') };
    expect(await userOf(environment, home())).toBe('docker');
  });

  test('for a part of a registry', async () => {
    const DOCKER_AUTH_CONFIG = configuration('registry.example/team', 'team');
    expect(await userOf({ DOCKER_AUTH_CONFIG }, makeFolder())).toBe('team');
    expect(
      await userOf({ DOCKER_AUTH_CONFIG }, makeFolder(), 'registry.example', 'other/app'),
    ).toBeNull();
  });

  test('never for another host', async () => {
    expect(await userOf({}, home(), 'registry.example.evil.example')).toBeNull();
    expect(await userOf({}, home(), 'registry.example:8443')).toBeNull();
  });

  test('from the first of several sources', async () => {
    const none = () => Promise.resolve(null);
    const source = firstCredential([none, environmentCredentials({}, home())]);
    expect(await source('registry.example', 'app')).toMatchObject({ username: 'docker' });
  });
});

describe('a credential helper', () => {
  /** A folder with a program `docker-credential-test` that runs this shell text. */
  const withHelper = (script: string, content: object) => {
    const folder = makeFolder({
      'docker-credential-test': `#!/bin/sh\n${script}\n`,
      '.docker/config.json': JSON.stringify(content),
    });
    chmodSync(join(folder, 'docker-credential-test'), 0o755);
    return { folder, environment: { PATH: `${folder}:/usr/bin:/bin`, SEEN: join(folder, 'seen') } };
  };
  const ANSWER =
    'read host; echo "$1 $host" >>"$SEEN"; echo "{\\"ServerURL\\":\\"x\\",\\"Username\\":\\"$host\\",\\"Secret\\":\\"s\\"}"';

  test('of a host is asked for it', async () => {
    const { folder, environment } = withHelper(ANSWER, {
      credHelpers: { 'registry.example': 'test' },
    });
    expect(await userOf(environment, folder)).toBe('registry.example');
    expect(await userOf(environment, folder, 'other.example')).toBeNull();
  });

  test('for all hosts is asked for Docker Hub by its old name', async () => {
    const { folder, environment } = withHelper(ANSWER, { credsStore: 'test' });
    expect(await userOf(environment, folder, 'docker.io')).toBe('https://index.docker.io/v1/');
  });

  test('is asked once for each host', async () => {
    const { folder, environment } = withHelper(ANSWER, { credsStore: 'test' });
    const source = environmentCredentials(environment, folder);
    await Promise.all([source('a.example', 'x'), source('a.example', 'y')]);
    await source('a.example', 'z');
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(environment.SEEN, 'utf8')).toBe('get a.example\n');
  });

  test('may give an identity token', async () => {
    const script = 'echo "{\\"Username\\":\\"<token>\\",\\"Secret\\":\\"s\\"}"';
    const { folder, environment } = withHelper(script, { credsStore: 'test' });
    expect(await userOf(environment, folder)).toBe('identity-token');
  });

  const silent: Readonly<Record<string, string>> = {
    fails: 'echo secret; exit 1',
    'writes no JSON': 'echo credentials not found in native keychain',
    'writes nothing': 'exit 0',
    'writes another form': 'echo "{}"',
  };
  test.each(Object.entries(silent))('that %s knows nothing', async (_name, script) => {
    const { folder, environment } = withHelper(script, { credsStore: 'test' });
    expect(await userOf(environment, folder)).toBeNull();
  });

  test('that is missing knows nothing', async () => {
    const { folder, environment } = withHelper('', { credsStore: 'missing' });
    expect(await userOf(environment, folder)).toBeNull();
  });
});

describe('proxies of the environment', () => {
  test.each([
    [{}, null],
    [{ HTTPS_PROXY: '' }, null],
    [
      { HTTPS_PROXY: 'http://proxy.example:3128', NO_PROXY: '.corp.example' },
      { http: null, https: 'http://proxy.example:3128', except: '.corp.example' },
    ],
    [
      { HTTPS_PROXY: 'http://a.example', https_proxy: 'b.example:3128' },
      { http: null, https: 'http://b.example:3128', except: '' },
    ],
    [{ HTTP_PROXY: 'http://a.example', REQUEST_METHOD: 'GET' }, null],
    [{ http_proxy: 'http://[' }, null],
  ])('%j are %j', (environment, expected) => {
    expect(environmentProxies(environment)).toEqual(expected);
  });
});
