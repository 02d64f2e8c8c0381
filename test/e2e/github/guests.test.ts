import { expect, test } from 'vitest';
import { apiWith, at } from './client.ts';
import type { Api } from './client.ts';
import { makeScene } from './fixture.ts';
import type { Scene } from './fixture.ts';

function asPerson({ host }: Scene, login: string, scopes?: readonly string[]): Api {
  return apiWith(
    host.apiUrl,
    `token ${host.tokens.createPersonal(host.world.account(login), scopes)}`,
  );
}

const PULL = { title: 'Tidy', head: 'zoe:tidy', base: 'main' };

async function withPull(scene: Scene, zoe: Api): Promise<void> {
  await zoe('POST /repos/acme/shop/forks', {});
  scene.host.people.push('zoe/shop', 'tidy', { Dockerfile: 'FROM debian:13\n' }, 'zoe');
  await zoe('POST /repos/acme/shop/pulls', PULL);
}

test('a guest may fork, write to the fork and propose, and nothing else', async () => {
  const scene = await makeScene();
  const zoe = asPerson(scene, 'zoe');
  expect((await zoe('GET /user')).body).toMatchObject({ login: 'zoe', type: 'User' });
  await withPull(scene, zoe);
  expect(scene.shop.issues.get(1)).toMatchObject({ author: { login: 'zoe' }, viaApp: false });
  const main = scene.shop.git.resolve('refs/heads/main') ?? '';
  const answers = [
    await zoe('POST /repos/zoe/shop/git/refs', { ref: 'refs/heads/b', sha: main }),
    await zoe('POST /repos/acme/shop/git/refs', { ref: 'refs/heads/b', sha: main }),
    await zoe('PATCH /repos/acme/shop/pulls/1', { body: 'Please' }),
    await asPerson(scene, 'eve')('PATCH /repos/acme/shop/pulls/1', { body: 'No' }),
    await asPerson(scene, 'ann')('PATCH /repos/acme/shop/pulls/1', { body: 'Yes' }),
    await zoe('GET /installation/repositories'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([201, 404, 200, 404, 200, 403]);
  scene.host.assertHonest();
});

test('commits of a guest are by the guest, and not signed', async () => {
  const scene = await makeScene();
  const zoe = asPerson(scene, 'zoe');
  await zoe('POST /repos/acme/shop/forks', {});
  const main = scene.shop.git.resolve('refs/heads/main') ?? '';
  const tree = scene.shop.git.commit(main)?.tree;
  const { body } = await zoe('POST /repos/zoe/shop/git/commits', {
    message: 'x',
    tree,
    parents: [main],
  });
  const name = { name: 'zoe' };
  expect(body).toMatchObject({ author: name, committer: name, verification: { verified: false } });
});

test('there is one fork of a network for each account, under a free name', async () => {
  const scene = await makeScene();
  const { host } = scene;
  host.addRepository('zoe/shop', { files: { a: '1' } });
  const zoe = asPerson(scene, 'zoe');
  const names: unknown[] = [];
  for (const source of ['acme/shop', 'acme/shop']) {
    names.push(at((await zoe(`POST /repos/${source}/forks`, {})).body, 'full_name'));
  }
  await asPerson(scene, 'eve')('POST /repos/zoe/shop-1/forks', {});
  names.push(at((await zoe('POST /repos/eve/shop-1/forks', {})).body, 'full_name'));
  expect(names).toEqual(['zoe/shop-1', 'zoe/shop-1', 'zoe/shop-1']);
});

test('a fork that is deleted takes its open pull requests along, and the scope for it is asked for', async () => {
  const scene = await makeScene();
  const zoe = asPerson(scene, 'zoe');
  await withPull(scene, zoe);
  const refused = await zoe('DELETE /repos/zoe/shop');
  const other = await asPerson(scene, 'eve', ['delete_repo'])('DELETE /repos/zoe/shop');
  const done = await asPerson(scene, 'zoe', ['delete_repo'])('DELETE /repos/zoe/shop');
  expect([refused, other, done].map(({ status }) => status)).toEqual([403, 403, 204]);
  expect(scene.shop.issues.get(1)).toMatchObject({
    state: 'closed',
    pull: { headRepository: null },
  });
});

const HOUSE = `{
  viewer { pullRequests(first: 5, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { number repository { nameWithOwner } } } }
  search(query: "repo:acme/shop is:pr author:zoe", type: ISSUE, first: 5) { issueCount }
  repository(owner: "acme", name: "shop") {
    forkingAllowed isMirror mirrorUrl webCommitSignoffRequired licenseInfo { spdxId }
    interactionAbility { limit } contributingGuidelines { body } pullRequestTemplates { filename body }
    pullRequest(number: 1) { files(first: 5) { nodes { path additions deletions } } comments(first: 5) { nodes { authorAssociation } } }
  }
}`;

test('GraphQL tells a guest what the house is like', async () => {
  const scene = await makeScene();
  const { host, shop } = scene;
  const zoe = asPerson(scene, 'zoe');
  await withPull(scene, zoe);
  host.people.comment('acme/shop', 1, 'ann', 'Thanks');
  Object.assign(shop, {
    licence: 'MIT',
    interactionLimit: 'CONTRIBUTORS_ONLY',
    wantsSignOff: true,
  });
  host.addRepository('acme/.github', { files: { 'CONTRIBUTING.md': 'Be kind' } });
  host.people.push('acme/shop', 'main', { '.github/pull_request_template.md': '## What' }, 'ann');
  const { body } = await zoe('POST /graphql', { query: HOUSE });
  expect(body).toEqual({
    data: {
      viewer: {
        pullRequests: { nodes: [{ number: 1, repository: { nameWithOwner: 'acme/shop' } }] },
      },
      search: { issueCount: 1 },
      repository: {
        forkingAllowed: true,
        isMirror: false,
        mirrorUrl: null,
        webCommitSignoffRequired: true,
        licenseInfo: { spdxId: 'MIT' },
        interactionAbility: { limit: 'CONTRIBUTORS_ONLY' },
        contributingGuidelines: { body: 'Be kind' },
        pullRequestTemplates: [{ filename: 'pull_request_template.md', body: '## What' }],
        pullRequest: {
          files: { nodes: [{ path: 'Dockerfile', additions: 1, deletions: 3 }] },
          comments: { nodes: [{ authorAssociation: 'MEMBER' }] },
        },
      },
    },
  });
  host.assertHonest();
});
