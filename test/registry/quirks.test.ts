import { describe, expect, test } from 'vitest';
import { discoverQuirks } from '../../src/discover.ts';
import type { Credential } from '../../src/registry/credential.ts';
import { matchesHost, quirkOfHost } from '../../src/registry/find-quirk.ts';
import type { RegistryQuirk } from '../../src/registry/quirk.ts';
import { failureOf, openClient, reference, valueOf } from './open-client.ts';
import { startStub } from './stub-server.ts';
import type { StubRequest } from './stub-server.ts';

const quirks = await discoverQuirks();

function quirk(id: string): RegistryQuirk {
  return quirks.find((one) => one.id === id) ?? expect.fail(`there is no quirk ${id}`);
}

describe('a registry is known by its host', () => {
  test.each([
    ['docker.io', 'docker-hub'],
    ['ghcr.io', 'ghcr'],
    ['public.ecr.aws', 'ecr'],
    ['123456789012.dkr.ecr.eu-central-1.amazonaws.com', 'ecr'],
    ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', 'ecr'],
    ['gcr.io', 'google'],
    ['eu.gcr.io', 'google'],
    ['europe-docker.pkg.dev', 'google'],
    ['team.azurecr.io', 'acr'],
    ['quay.io', 'quay'],
    ['registry.gitlab.com', 'gitlab'],
    ['team.jfrog.io', 'artifactory'],
    ['cgr.dev', 'cgr'],
    ['mcr.microsoft.com', 'mcr'],
    ['evil.example', null],
    ['azurecr.io', null],
    ['docker.io.evil.example', null],
    ['registry.example:5000', null],
  ])('%s is %s', (host, id) => {
    expect(quirkOfHost(quirks, host, null)?.id ?? null).toBe(id);
  });

  test('or by what the operator says of it', () => {
    expect(quirkOfHost(quirks, 'registry.example', 'harbor')?.id).toBe('harbor');
  });

  test.each([
    ['*.a.example', 'b.a.example', true],
    ['*.a.example', 'a.example', false],
    ['*.a.example', 'c.b.a.example', false],
    ['**.a.example', 'c.b.a.example', true],
    ['**.a.example', 'a.example', false],
    ['A.example', 'a.example', false],
    ['a.example', 'A.EXAMPLE', true],
  ])('%s matches %s: %s', (pattern, host, expected) => {
    expect(matchesHost(pattern, host)).toBe(expected);
  });
});

test.each(quirks.map((one) => [one.id, one] as const))(
  '%s says where its facts come from',
  (_id, one) => {
    expect(one.references.length).toBeGreaterThan(0);
    for (const address of one.references) expect(URL.canParse(address)).toBe(true);
    expect(one.hosts.length + one.signs.length).toBeGreaterThan(0);
  },
);

const listing = (host: string, kind: string | null) =>
  openClient({ hosts: { [host]: { kind } } }).listTags(reference(`${host}/team/app`));

describe('pages of tags', () => {
  test.each([
    [null, '/v2/team/app/tags/list?n=1000'],
    ['docker-hub', '/v2/team/app/tags/list'],
    ['ghcr', '/v2/team/app/tags/list?n=1000'],
    ['ecr', '/v2/team/app/tags/list?n=1000'],
    ['google', '/v2/team/app/tags/list'],
    ['quay', '/v2/team/app/tags/list?n=100'],
    ['mcr', '/v2/team/app/tags/list'],
  ])('of %s are asked for as %s', async (kind, path) => {
    const stub = await startStub(() => ({ body: { tags: ['1'] } }));
    await valueOf(listing(stub.host, kind));
    expect(stub.requests[0]?.path).toBe(path);
  });

  const makers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'Artifactory, whose link lacks the virtual repository': {
      'x-jfrog-version': 'Artifactory/7.46.11 74611900',
      link: '</v2/app/tags/list?last=1&n=1000>; rel="next"',
    },
    'Nexus, whose link has a path of another port': {
      server: 'Nexus/3.70.0-03 (COMMUNITY)',
      link: '<http://127.0.0.1/repository/hub/v2/team/app/tags/list?n=1000&last=1>; rel="next"',
    },
  };
  test.each(Object.entries(makers))(
    'of %s are found by the cursor alone',
    async (_name, headers) => {
      const stub = await startStub(({ path }) => {
        if (!path.startsWith('/v2/team/app/')) return { status: 404 };
        return path.includes('last=1')
          ? { body: { tags: ['2'] } }
          : { body: { tags: ['1'] }, headers };
      });
      expect(await valueOf(listing(stub.host, null))).toEqual(['1', '2']);
    },
  );

  test('of ECR are found by its opaque cursor', async () => {
    const link = '</v2/team/app/tags/list?last=Bm9ub25jZQ%3D%3D&n=1000>; rel="next"';
    const stub = await startStub(({ path }) =>
      path.includes('Bm9ub25jZQ%3D%3D')
        ? { body: { tags: ['2'] } }
        : { body: { tags: ['1'] }, headers: { link } },
    );
    expect(await valueOf(listing(stub.host, 'ecr'))).toEqual(['1', '2']);
  });
});

describe('push dates', () => {
  const dateOf = (host: string, kind: string | null, image = 'team/app:1.0') =>
    openClient({ hosts: { [host]: { kind } } }).findPushDate(reference(`${host}/${image}`));

  /** Answers of a registry by the path that is asked for. */
  const answering =
    (answers: Readonly<Record<string, object>>) =>
    ({ path }: StubRequest) => {
      const body = answers[path];
      return body === undefined ? { status: 404 } : { body };
    };

  test('of Google come with the tags, as text or as number', async () => {
    const stub = await startStub(
      answering({
        '/v2/team/app/tags/list': {
          child: [],
          manifest: {
            'sha256:a': { tag: ['1.0', 'latest'], timeUploadedMs: '1700000000000' },
            'sha256:b': { tag: ['2.0'], timeUploadedMs: 1_700_000_001_000 },
            'sha256:c': { tag: ['3.0'], timeUploadedMs: 'never' },
          },
          tags: ['1.0', '2.0', '3.0', 'latest'],
        },
      }),
    );
    const open = openClient({ hosts: { [stub.host]: { kind: 'google' } } });
    const dates = ['1.0', '2.0', '3.0', '4.0'].map((tag) =>
      valueOf(open.findPushDate(reference(`${stub.host}/team/app:${tag}`))),
    );
    expect(await Promise.all(dates)).toEqual([
      '2023-11-14T22:13:20.000Z',
      '2023-11-14T22:13:21.000Z',
      null,
      null,
    ]);
    expect(stub.requests).toHaveLength(1);
  });

  test('of Quay come from its own API', async () => {
    const stub = await startStub(
      answering({
        '/api/v1/repository/team/app/tag/?onlyActiveTags=true&limit=1&specificTag=1.0': {
          tags: [{ name: '1.0', start_ts: 1_700_000_000 }],
        },
      }),
    );
    expect(await valueOf(dateOf(stub.host, 'quay'))).toBe('2023-11-14T22:13:20.000Z');
    expect(await valueOf(dateOf(stub.host, 'quay', 'team/app:2.0'))).toBeNull();
  });

  test('of Harbor come from its own API', async () => {
    const path = '/api/v2.0/projects/team/repositories/deep%252Fapp/artifacts/1.0?with_tag=true';
    const tags = [{ name: '1.0', push_time: '2023-11-14T22:13:20.123Z' }];
    const stub = await startStub(
      answering({ [path]: { push_time: '2020-01-01T00:00:00Z', tags } }),
    );
    const date = await valueOf(dateOf(stub.host, 'harbor', 'team/deep/app:1.0'));
    expect(date).toBe('2023-11-14T22:13:20.123Z');
  });

  test('of ACR come from its own API, with a token for it', async () => {
    let origin = '';
    const stub = await startStub(({ path, headers }) => {
      if (path.startsWith('/oauth2/token')) return { body: { access_token: 'good' } };
      if (headers.authorization !== 'Bearer good') {
        const scope = 'repository:team/app:metadata_read';
        const challenge = `Bearer realm="${origin}/oauth2/token",service="s",scope="${scope}"`;
        return { status: 401, headers: { 'www-authenticate': challenge } };
      }
      return { body: { tag: { name: '1.0', lastUpdateTime: '2023-11-14T22:13:20.1Z' } } };
    });
    origin = stub.origin;
    expect(await valueOf(dateOf(stub.host, 'acr'))).toBe('2023-11-14T22:13:20.100Z');
    expect(stub.requests.map(({ path }) => path)).toContain(
      '/oauth2/token?service=s&scope=repository%3Ateam%2Fapp%3Ametadata_read',
    );
  });

  test('of Docker Hub are asked of its own API, without credentials', () => {
    const source = quirk('docker-hub').pushDates ?? expect.fail();
    expect(source.authorization).toBe('none');
    expect(source.address('library/alpine', '3.20')).toBe(
      'https://hub.docker.com/v2/namespaces/library/repositories/alpine/tags/3.20',
    );
    const answer = {
      last_updated: '2024-01-01T00:00:00Z',
      tag_last_pushed: '2023-11-14T22:13:20.5Z',
      images: [{ architecture: 'amd64', digest: 'sha256:a' }],
    };
    expect(source.read(answer, '3.20')).toBe('2023-11-14T22:13:20.5Z');
    expect(source.read({ message: 'not found' }, '3.20')).toBeNull();
  });

  test('of other registries are not known, and nothing is asked', async () => {
    const stub = await startStub(() => ({ status: 404 }));
    expect(await valueOf(dateOf(stub.host, null))).toBeNull();
    expect(await valueOf(dateOf(stub.host, 'gitlab'))).toBeNull();
    expect(stub.requests).toEqual([]);
  });

  test('that are no dates are not known', async () => {
    const path = '/api/v2.0/projects/team/repositories/app/artifacts/1.0?with_tag=true';
    const stub = await startStub(answering({ [path]: { push_time: 'yesterday' } }));
    expect(await valueOf(dateOf(stub.host, 'harbor'))).toBeNull();
  });

  test('that cannot be asked for now are a failure', async () => {
    const stub = await startStub(() => ({ status: 500 }));
    expect(await failureOf(dateOf(stub.host, 'quay'))).toMatch(/^unavailable: /);
  });
});

describe('credentials', () => {
  test('of ACR under its user of zeros are exchanged as a refresh token', async () => {
    let origin = '';
    const stub = await startStub(({ method, path, headers }) => {
      if (path === '/oauth2/token' && method === 'POST') return { body: { access_token: 'good' } };
      if (headers.authorization === 'Bearer good') return { body: { tags: ['1'] } };
      const challenge = `Bearer realm="${origin}/oauth2/token",service="s"`;
      return { status: 401, headers: { 'www-authenticate': challenge } };
    });
    origin = stub.origin;
    const credential: Credential = {
      kind: 'password',
      username: '00000000-0000-0000-0000-000000000000',
      password: 'refresh',
    };
    const hosts = { [stub.host]: { kind: 'acr', credential } };
    const tags = openClient({ hosts }).listTags(reference(`${stub.host}/team/app`));
    expect(await valueOf(tags)).toEqual(['1']);
  });

  test.each([
    ['docker-hub', 'docker login'],
    ['ecr', 'ecr-login'],
    ['google', 'oauth2accesstoken'],
    ['acr', 'az acr login'],
    ['ghcr', 'read:packages'],
    ['cgr', 'chainctl'],
  ])('that are missing at %s are explained with its own words', async (kind, words) => {
    const stub = await startStub(() => ({
      status: 401,
      headers: { 'www-authenticate': 'Basic realm="x"' },
    }));
    expect(await failureOf(listing(stub.host, kind))).toContain(words);
  });
});
