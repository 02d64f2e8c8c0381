import { expect, test } from 'vitest';
import type { GitHubClient } from '../../src/github/client.ts';
import {
  repositoriesOfInstallation,
  repositoriesOfOwner,
} from '../../src/github/list-repositories.ts';
import type { ReadRepositoryPage } from '../../src/remediation/sweep/repository-list.ts';
import { githubScene, installationClient } from './github-scene.ts';
import type { GitHubScene } from './github-scene.ts';
import { installedClient } from './installed-client.ts';

async function readAll(read: ReadRepositoryPage) {
  const pages = [];
  let after: string | null = null;
  do {
    const page = await read(after);
    pages.push(page);
    after = page.next;
  } while (after !== null);
  return { pages, all: pages.flatMap(({ repositories }) => repositories) };
}

/** `acme/shop` and 149 repositories without a commit. */
async function crowdedScene(): Promise<GitHubScene & { readonly client: GitHubClient }> {
  const scene = await githubScene({ Dockerfile: 'FROM debian:12\n' });
  for (let at = 0; at < 149; at += 1) scene.host.addRepository(`acme/r${at}`);
  const client = await installationClient(scene.host, scene.installation);
  scene.host.log.clear();
  return { ...scene, client };
}

test('150 repositories of an organization take two requests, those of an installation four', async () => {
  const { host, client } = await crowdedScene();
  const owned = await readAll(repositoriesOfOwner(client, 'acme'));
  expect(owned.pages.map(({ total, repositories }) => [total, repositories.length])).toEqual([
    [150, 100],
    [150, 50],
  ]);
  expect(host.requests).toHaveLength(2);
  const installed = await readAll(repositoriesOfInstallation(client));
  expect(host.requests).toHaveLength(6);
  const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name).sort();
  expect(names(installed.all)).toEqual(names(owned.all));
  expect(new Set(names(owned.all)).size).toBe(150);
  host.assertHonest();
});

test('each comes with its head and with what filters ask for', async () => {
  const scene = await githubScene({ Dockerfile: 'FROM debian:12\n' });
  const { host, shop } = scene;
  const topics = ['docker', 'web'];
  host.addRepository('acme/old', {
    private: true,
    archived: true,
    language: 'Go',
    topics,
    size: 7,
  });
  host.people.push('acme/shop', 'pin', { Dockerfile: 'FROM debian:13\n' }, 'ann');
  host.people.openPull('acme/shop', 'ann', { head: 'pin', title: 'Pin', body: '' });
  const client = await installationClient(host, scene.installation);
  const { all } = await readAll(repositoriesOfOwner(client, 'acme'));
  const [pull] = scene.pulls();
  expect(all).toEqual([
    {
      id: shop.id,
      owner: 'acme',
      name: 'shop',
      branch: 'main',
      commit: shop.git.resolve('refs/heads/main'),
      isArchived: false,
      isFork: false,
      visibility: 'public',
      topics: [],
      language: null,
      kilobytes: 0,
      pullsAt: pull?.updatedAt,
      problem: null,
    },
    expect.objectContaining({
      ...{ name: 'old', branch: null, commit: null, isArchived: true, visibility: 'private' },
      ...{ topics, language: 'Go', kilobytes: 7, pullsAt: null },
    }),
  ]);
});

test('a repository that may not be read does not hide the others', async () => {
  const scene = await githubScene({ Dockerfile: 'FROM debian:12\n' });
  const client = await installedClient(scene.host, scene.installation, { pull_requests: 'read' });
  const [page] = (await readAll(repositoriesOfOwner(client, 'acme'))).pages;
  expect(page?.repositories).toMatchObject([
    { name: 'shop', commit: null, problem: 'Resource not accessible by integration' },
  ]);
});

test('a page that takes GitHub too long is asked for in smaller pieces', async () => {
  const { host, client } = await crowdedScene();
  host.faults.next({ status: 502, match: { template: '/graphql' } });
  const { repositories } = await repositoriesOfOwner(client, 'acme')(null);
  expect(repositories).toHaveLength(25);
});

test('an owner that is not there is an error that no second try cures', async () => {
  const { host, installation } = await githubScene({});
  const client = await installationClient(host, installation);
  await expect(repositoriesOfOwner(client, 'nobody')(null)).rejects.toMatchObject({
    message: 'there is no user or organization nobody, or the token may not see it',
    status: 404,
    isRetryable: false,
  });
});
