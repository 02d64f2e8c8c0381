import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Credential } from '../../src/registry/credential.ts';
import { pushImage } from './make-image.ts';
import { failureOf, openClient, reference, valueOf } from './open-client.ts';
import { startRegistry } from './real-registry.ts';
import type { RealRegistry } from './real-registry.ts';
import { startStub } from './stub-server.ts';
import type { StubRequest } from './stub-server.ts';
import { BASIC, IDENTITY_TOKEN, PASSWORD, USER } from './token-server.ts';

const RIGHT: Credential = { kind: 'password', username: USER, password: PASSWORD };
const WRONG: Credential = { kind: 'password', username: USER, password: 'wrong secret' };
const IDENTITY: Credential = { kind: 'identity-token', token: IDENTITY_TOKEN };

const withCredential = (credential: Credential | null) => () => Promise.resolve(credential);

describe('a registry with htpasswd', () => {
  let registry: RealRegistry;
  beforeAll(async () => {
    registry = await startRegistry({ auth: 'htpasswd' });
    await pushImage(registry, 'app', '1');
  });
  afterAll(() => registry.stop());

  const client = (credential: Credential | null) =>
    openClient({ hosts: { [registry.host]: {} }, credentials: withCredential(credential) });

  test('answers to the right name and password', async () => {
    const open = client(RIGHT);
    expect(await valueOf(open.listTags(reference(`${registry.host}/app`)))).toEqual(['1']);
  });

  test('is asked with them at once after the first time', async () => {
    const open = client(RIGHT);
    await valueOf(open.listTags(reference(`${registry.host}/app`)));
    await registry.takeRequests();
    await valueOf(open.findDigest(reference(`${registry.host}/app:1`)));
    expect(await registry.takeRequests()).toEqual(['HEAD /v2/app/manifests/1 200']);
  });

  test('refuses others, and the message holds no secret', async () => {
    const failure = await failureOf(client(WRONG).listTags(reference(`${registry.host}/app`)));
    expect(failure).toBe(
      `unauthorized: ${registry.host}/app:latest: ${registry.host} does not accept the credentials, or does not have it; log in with \`docker login ${registry.host}\``,
    );
  });

  test('wants credentials where there are none', async () => {
    const failure = await failureOf(client(null).listTags(reference(`${registry.host}/app`)));
    expect(failure).toMatch(/^unauthorized: .* wants credentials, or does not have it; log in/);
  });

  test('takes the credential of the settings first', async () => {
    const open = openClient({
      hosts: { [registry.host]: { credential: RIGHT } },
      credentials: withCredential(WRONG),
    });
    expect(await valueOf(open.listTags(reference(`${registry.host}/app`)))).toEqual(['1']);
  });
});

describe('a registry with a token server', () => {
  let registry: RealRegistry;
  let realm = '';
  beforeAll(async () => {
    registry = await startRegistry({ auth: 'token' });
    realm = new URL(registry.tokens?.realm ?? '').host;
    for (const name of ['public/app', 'private/app', 'private/other']) {
      await pushImage(registry, name, '1');
    }
  });
  afterAll(() => registry.stop());

  const asked = () => registry.tokens?.requests.splice(0) ?? [];
  const image = (name: string) => reference(`${registry.host}/${name}`);
  const client = (credential: Credential | null, now: () => number = Date.now) => {
    asked();
    const hosts = { [registry.host]: {}, [realm]: {} };
    return openClient({ hosts, credentials: withCredential(credential), now });
  };

  test('gives everybody a token for what is public', async () => {
    expect(await valueOf(client(null).listTags(image('public/app')))).toEqual(['1']);
    const scope = 'repository:public/app:pull';
    expect(asked()).toEqual([{ method: 'GET', scope, authorization: null }]);
  });

  test('gives a user a token for what is private', async () => {
    expect(await valueOf(client(RIGHT).listTags(image('private/app')))).toEqual(['1']);
    expect(asked()).toMatchObject([{ method: 'GET', authorization: BASIC }]);
  });

  test('turns an identity token into an access token by POST', async () => {
    expect(await valueOf(client(IDENTITY).listTags(image('private/app')))).toEqual(['1']);
    expect(asked()).toEqual([
      { method: 'POST', scope: 'repository:private/app:pull', authorization: null },
    ]);
  });

  test('is asked for one token a repository, also by many requests at once', async () => {
    const open = client(RIGHT);
    await valueOf(open.listTags(image('private/app')));
    await Promise.all([
      valueOf(open.findDigest(image('private/app:1'))),
      valueOf(open.listTags(image('private/other'))),
      valueOf(open.findDigest(image('private/other:1'))),
    ]);
    expect(asked().map(({ scope }) => scope)).toEqual([
      'repository:private/app:pull',
      'repository:private/other:pull',
    ]);
  });

  test('is asked again when a token has run out', async () => {
    let now = Date.now();
    const open = client(RIGHT, () => now);
    await valueOf(open.listTags(image('private/app')));
    now += 299_000;
    await valueOf(open.findDigest(image('private/app:1')));
    expect(asked()).toHaveLength(2);
  });

  test('refuses what is private to everybody else', async () => {
    const failure = await failureOf(client(null).listTags(image('private/app')));
    expect(failure).toMatch(/^unauthorized: .* wants credentials, or does not have it/);
  });

  test('refuses a wrong password, and the message holds no secret', async () => {
    const failure = await failureOf(client(WRONG).listTags(image('private/app')));
    expect(failure).toBe(
      `unauthorized: ${registry.host}/private/app:latest: the token server ${realm} refuses the credentials`,
    );
  });
});

describe('a registry with a certificate of its own', () => {
  let registry: RealRegistry;
  beforeAll(async () => {
    registry = await startRegistry({ tls: true });
  });
  afterAll(() => registry.stop());
  const hosts = () => ({ [registry.host]: { insecure: false, private: true } });

  test('is not trusted', async () => {
    const failure = await failureOf(
      openClient({ hosts: hosts() }).listTags(reference(`${registry.host}/app`)),
    );
    expect(failure).toMatch(
      /^unavailable: .* its certificate is not trusted \(.*\); name the auth/,
    );
  });

  test('is trusted when the settings hold its authority', async () => {
    const { host, certificate } = registry;
    const settings = { ca: certificate };
    const failure = await failureOf(
      openClient({ hosts: hosts(), settings }).listTags(reference(`${host}/app`)),
    );
    expect(failure).toMatch(/^not-found: /);
  });

  test('does not answer plain http, which is said', async () => {
    const plain = openClient({ hosts: { [registry.host]: { insecure: true } } });
    const failure = await failureOf(plain.listTags(reference(`${registry.host}/app`)));
    expect(failure).toMatch(/^invalid-answer: .*\(HTTP 400\)$/);
  });
});

describe('challenges', () => {
  /** A registry that wants `token` as bearer, or the right password, after these challenges. */
  const guarded = (challenges: readonly string[], token = 'good') => {
    return ({ headers, path }: StubRequest) => {
      if (path.startsWith('/token')) return { body: { access_token: token, expires_in: 300 } };
      const isRight = headers.authorization === 'Bearer good' || headers.authorization === BASIC;
      return isRight
        ? { body: { tags: ['1'] } }
        : { status: 401, headers: { 'www-authenticate': challenges } };
    };
  };

  test('may be several in one header: a token is asked for where it can be', async () => {
    let origin = '';
    const stub = await startStub((request) =>
      guarded([`Basic realm="x", Bearer realm="${origin}/token",service="s"`])(request),
    );
    origin = stub.origin;
    const open = openClient({ hosts: { [stub.host]: { credential: RIGHT } } });
    expect(await valueOf(open.listTags(reference(`${stub.host}/app`)))).toEqual(['1']);
    expect(stub.requests.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      BASIC,
      'Bearer good',
    ]);
  });

  test('may be several headers', async () => {
    const stub = await startStub(guarded(['Negotiate', 'Basic realm="x"']));
    const open = openClient({ hosts: { [stub.host]: { credential: RIGHT } } });
    expect(await valueOf(open.listTags(reference(`${stub.host}/app`)))).toEqual(['1']);
  });

  test('of a kind that nobody knows are refused', async () => {
    const stub = await startStub(guarded(['Negotiate abc==']));
    const open = openClient({ hosts: { [stub.host]: { credential: RIGHT } } });
    const failure = await failureOf(open.listTags(reference(`${stub.host}/app`)));
    expect(failure).toMatch(/^unauthorized: /);
  });

  test('are answered once: a token that is refused is got anew, and then it is over', async () => {
    let origin = '';
    let count = 0;
    const stub = await startStub((request) => {
      if (request.path.startsWith('/token')) {
        count += 1;
        return { body: { token: `bad-${count}` } };
      }
      const challenge = `Bearer realm="${origin}/token"`;
      return { status: 401, headers: { 'www-authenticate': challenge } };
    });
    origin = stub.origin;
    const open = openClient({ hosts: { [stub.host]: {} } });
    await failureOf(open.listTags(reference(`${stub.host}/app`)));
    expect(count).toBe(1);
    await failureOf(open.findDigest(reference(`${stub.host}/app:1`)));
    expect(count).toBe(2);
  });

  test('whose token server sends no token say so', async () => {
    let origin = '';
    const stub = await startStub(({ path }) =>
      path.startsWith('/token')
        ? { body: { token: '' } }
        : { status: 401, headers: { 'www-authenticate': `Bearer realm="${origin}/token"` } },
    );
    origin = stub.origin;
    const open = openClient({ hosts: { [stub.host]: {} } });
    const failure = await failureOf(open.listTags(reference(`${stub.host}/app`)));
    expect(failure).toMatch(/^invalid-answer: .*the token server .* answers without a token$/);
  });

  test('with a token server of another site get no credential, and it is said why', async () => {
    const realm = await startStub(({ headers }) =>
      headers.authorization === undefined ? { status: 401 } : { body: { token: 'good' } },
    );
    // Another name for the same machine is another site.
    const address = realm.origin.replace('127.0.0.1', 'localhost');
    const stub = await startStub(guarded([`Bearer realm="${address}/token"`]));
    const other = new URL(address).host;
    const hosts = { [stub.host]: { credential: RIGHT }, [other]: {} };
    const failure = await failureOf(openClient({ hosts }).listTags(reference(`${stub.host}/app`)));
    expect(failure).toContain('were not sent to its token server localhost:');
    expect(realm.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    const named = { ...hosts, [stub.host]: { credential: RIGHT, realms: [other] } };
    const open = openClient({ hosts: named });
    expect(await valueOf(open.listTags(reference(`${stub.host}/app`)))).toEqual(['1']);
  });

  test('with a token server over plain http are refused when nobody named it', async () => {
    const stub = await startStub(guarded(['Bearer realm="http://realm.example/token"']));
    const open = openClient({ hosts: { [stub.host]: { credential: RIGHT } } });
    const failure = await failureOf(open.listTags(reference(`${stub.host}/app`)));
    expect(failure).toMatch(
      /^refused-address: .*realm\.example is to be asked over plain http; if it is meant, name it/,
    );
  });

  test('with a token server at a private address are refused', async () => {
    const stub = await startStub(guarded(['Bearer realm="https://10.0.0.1/token"']));
    const open = openClient({ hosts: { [stub.host]: {} } });
    const failure = await failureOf(open.listTags(reference(`${stub.host}/app`)));
    expect(failure).toMatch(/^refused-address: .*10\.0\.0\.1 is a private address: if it is meant/);
  });

  test('of a host that redirects elsewhere keep the credential to themselves', async () => {
    const other = await startStub(() => ({ body: { tags: ['moved'] } }));
    const stub = await startStub(({ headers }) =>
      headers.authorization === undefined
        ? { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }
        : { status: 307, headers: { location: `${other.origin}/elsewhere` } },
    );
    const hosts = { [stub.host]: { credential: RIGHT }, [other.host]: {} };
    const tags = await valueOf(openClient({ hosts }).listTags(reference(`${stub.host}/app`)));
    expect(tags).toEqual(['moved']);
    expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  test('of a host that we were redirected to are not answered', async () => {
    const challenge = 'Basic realm="give me the password"';
    const other = await startStub(() => ({
      status: 401,
      headers: { 'www-authenticate': challenge },
    }));
    const location = `${other.origin}/elsewhere`;
    const stub = await startStub(() => ({ status: 307, headers: { location } }));
    const hosts = { [stub.host]: { credential: RIGHT }, [other.host]: {} };
    const failure = await failureOf(openClient({ hosts }).listTags(reference(`${stub.host}/app`)));
    expect(failure).toContain(`unauthorized: ${stub.host}/app:latest: ${other.host} wants other`);
    const sent = [...stub.requests, ...other.requests].map(({ headers }) => headers.authorization);
    expect(sent).toEqual([undefined, undefined]);
  });
});
