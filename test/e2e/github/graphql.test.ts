import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asInstallation, at, text } from './client.ts';
import type { Api } from './client.ts';
import { startGitHubHost } from './host.ts';
import type { GitHubHost } from './host.ts';
import type { Installation } from './model.ts';

let host: GitHubHost;
let installation: Installation;
let api: Api;

beforeEach(async () => {
  host = await startGitHubHost();
  host.addOrganization('acme');
  host.addRepository('acme/shop', {
    files: { Dockerfile: 'FROM debian:12\n', 'bin.dat': new Uint8Array([0, 1, 2]) },
    collaborators: { ann: 'write' },
  });
  installation = host.admin.install('acme', 'ann');
  api = await asInstallation(host, installation);
});

afterEach(async () => {
  await host.stop();
});

async function ask(query: string, variables: object = {}): Promise<unknown> {
  const { status, body } = await api('POST /graphql', { query, variables });
  expect(status).toBe(200);
  return body;
}

const COMMIT = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) {
    commit { oid author { name user { login } } signature { isValid wasSignedByGitHub } }
    ref { name target { oid } }
  }
}`;

function commitInput(branchName: string, expectedHeadOid: string): object {
  return {
    branch: { repositoryNameWithOwner: 'acme/shop', branchName },
    expectedHeadOid,
    message: { headline: 'fix: pin', body: 'Why' },
    fileChanges: {
      additions: [{ path: 'Dockerfile', contents: Buffer.from('FROM x\n').toString('base64') }],
      deletions: [{ path: 'bin.dat' }],
    },
  };
}

describe('queries', () => {
  test('read branches, files and their history', async () => {
    const body = await ask(`{
      repository(owner: "acme", name: "shop") {
        nameWithOwner isArchived isFork isEmpty
        defaultBranchRef { name target { oid ... on Commit { history(first: 5) { totalCount nodes { message author { name } } } } } }
        file: object(expression: "main:Dockerfile") { ... on Blob { oid text isBinary isTruncated byteSize } }
        binary: object(expression: "HEAD:bin.dat") { ... on Blob { text isBinary } }
        none: object(expression: "main:none") { oid }
        refs(refPrefix: "refs/heads/", first: 10) { nodes { name target { oid } associatedPullRequests(first: 5, states: [OPEN]) { nodes { number } } } }
      }
      rateLimit { cost remaining }
    }`);
    expect(at(body, 'errors')).toBeUndefined();
    expect(at(body, 'data.repository')).toMatchObject({
      nameWithOwner: 'acme/shop',
      isEmpty: false,
      defaultBranchRef: {
        name: 'main',
        target: { history: { totalCount: 1, nodes: [{ message: 'First commit' }] } },
      },
      file: { text: 'FROM debian:12\n', isBinary: false, isTruncated: false, byteSize: 15 },
      binary: { text: null, isBinary: true },
      none: null,
      refs: { nodes: [{ name: 'main', associatedPullRequests: { nodes: [] } }] },
    });
  });

  test('read a hundred repositories at once, with an error for each one that is not there', async () => {
    for (let at = 0; at < 98; at += 1) host.addRepository(`acme/r${at}`, { files: { a: `${at}` } });
    const names = ['shop', 'gone', ...Array.from({ length: 98 }, (_, at) => `r${at}`)];
    const parts = names.map(
      (name, at) =>
        `r${at}: repository(owner: "acme", name: "${name}") { defaultBranchRef { target { oid } } }`,
    );
    const body = await ask(`{ ${parts.join('\n')} }`);
    expect(Object.values(at(body, 'data') ?? {}).filter((one) => one !== null)).toHaveLength(99);
    expect(at(body, 'errors')).toMatchObject([
      {
        type: 'NOT_FOUND',
        path: ['r1'],
        message: "Could not resolve to a Repository with the name 'acme/gone'.",
      },
    ]);
  });

  test('list the repositories of an owner page by page', async () => {
    host.addRepository('acme/api', { private: true, topics: ['web'], language: 'Go', size: 12 });
    host.addRepository('ben/tool', { collaborators: { acme: 'write' } });
    host.addRepository('acme/old', { archived: true });
    const page = async (words: string): Promise<unknown> =>
      ask(`{ repositoryOwner(login: "acme") { repositories(first: 2, ${words}) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes { name diskUsage isMirror primaryLanguage { name }
          repositoryTopics(first: 5) { nodes { topic { name } } } }
      } } }`);
    const all = 'data.repositoryOwner.repositories';
    const order = 'ownerAffiliations: [OWNER], orderBy: {field: NAME, direction: ASC}';
    const first = await page(order);
    expect(at(first, all)).toMatchObject({
      totalCount: 3,
      pageInfo: { hasNextPage: true },
      nodes: [
        {
          ...{ name: 'api', diskUsage: 12, isMirror: false, primaryLanguage: { name: 'Go' } },
          repositoryTopics: { nodes: [{ topic: { name: 'web' } }] },
        },
        { name: 'old', primaryLanguage: null },
      ],
    });
    const after = text(first, `${all}.pageInfo.endCursor`);
    expect(at(await page(`${order}, after: "${after}"`), `${all}.nodes`)).toMatchObject([
      { name: 'shop' },
    ]);
    const shared = await page('isArchived: false, privacy: PUBLIC');
    expect(at(shared, `${all}.nodes`)).toMatchObject([{ name: 'shop' }, { name: 'tool' }]);
  });

  test('sum up the checks of a pull request', async () => {
    host.people.push('acme/shop', 'pin', { Dockerfile: 'FROM debian:13\n' }, 'ann');
    host.people.openPull('acme/shop', 'ann', { head: 'pin', title: 'Pin', body: 'Why' });
    const shop = host.repository('acme/shop');
    const pull = 'data.repository.pullRequest';
    const states: unknown[] = [];
    for (const conclusion of [undefined, null, 'skipped', 'timed_out', 'success']) {
      if (conclusion !== undefined) host.robots.reportCheck(shop, 1, conclusion);
      const body = await ask(`{ repository(owner: "acme", name: "shop") { pullRequest(number: 1) {
        statusCheckRollup { state }
        commits(last: 1) { nodes { commit { statusCheckRollup { state commit { oid } } } } }
      } } }`);
      const { state = null } = Object(at(body, `${pull}.statusCheckRollup`)) as { state?: string };
      const commit = at(body, `${pull}.commits.nodes.0.commit.statusCheckRollup`);
      expect(commit).toEqual(state === null ? null : expect.objectContaining({ state }));
      states.push(state);
    }
    expect(states).toEqual([null, 'PENDING', 'SUCCESS', 'FAILURE', 'SUCCESS']);
  });

  test('tell who closed a pull request, and what its commits are', async () => {
    host.people.push('acme/shop', 'pin', { Dockerfile: 'FROM debian:13\n' }, 'ann');
    host.people.openPull('acme/shop', 'ann', { head: 'pin', title: 'Pin', body: 'Why' });
    host.people.close('acme/shop', 1, 'bob');
    const body = await ask(`{ repository(owner: "acme", name: "shop") {
      pullRequests(headRefName: "pin", states: [CLOSED], first: 5, orderBy: {field: CREATED_AT, direction: DESC}) {
        nodes {
          id number state isDraft merged body author { login __typename } mergeable
          commits(last: 1) { nodes { commit { oid author { name } parents(first: 1) { nodes { oid } } } } }
          timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { actor { login } } } }
        }
      }
    } }`);
    expect(at(body, 'data.repository.pullRequests.nodes.0')).toMatchObject({
      number: 1,
      state: 'CLOSED',
      author: { login: 'ann', __typename: 'User' },
      commits: { nodes: [{ commit: { author: { name: 'ann' } } }] },
      timelineItems: { nodes: [{ actor: { login: 'bob' } }] },
    });
    const id = text(body, 'data.repository.pullRequests.nodes.0.id');
    const node = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', {
      ids: [id],
    });
    expect(at(node, 'data.nodes.0')).toEqual({ __typename: 'PullRequest', id });
  });

  test('count what a pull request was given, whether or not it still has it', async () => {
    host.people.push('acme/shop', 'pin', { Dockerfile: 'FROM debian:13\n' }, 'ann');
    host.people.openPull('acme/shop', 'bob', { head: 'pin' });
    host.people.setLabels('acme/shop', 1, 'ann', ['docker', 'pin']);
    host.people.setLabels('acme/shop', 1, 'ann', []);
    await api('POST /repos/acme/shop/pulls/1/requested_reviewers', { reviewers: ['ann'] });
    const body = await ask(`{ repository(owner: "acme", name: "shop") { pullRequest(number: 1) {
      marked: timelineItems(itemTypes: [LABELED_EVENT, ASSIGNED_EVENT], first: 1) {
        filteredCount totalCount nodes { __typename }
      }
      asked: timelineItems(itemTypes: [REVIEW_REQUESTED_EVENT], first: 1) { filteredCount }
    } } }`);
    expect(at(body, 'data.repository.pullRequest')).toEqual({
      marked: { filteredCount: 2, totalCount: 3, nodes: [{ __typename: 'LabeledEvent' }] },
      asked: { filteredCount: 1 },
    });
  });

  test('want a number of nodes, and the permission', async () => {
    const unbounded = await ask(
      '{ repository(owner: "acme", name: "shop") { issues { totalCount } } }',
    );
    expect(at(unbounded, 'errors.0.type')).toBe('MISSING_PAGINATION_BOUNDARIES');
    api = await asInstallation(host, installation, { contents: 'read' });
    const refused = await ask(
      '{ repository(owner: "acme", name: "shop") { issue(number: 1) { id } } }',
    );
    expect(at(refused, 'errors.0')).toMatchObject({
      type: 'FORBIDDEN',
      message: 'Resource not accessible by integration',
      path: ['repository', 'issue'],
    });
  });

  test('that the host does not know make the test fail', async () => {
    await ask('{ repository(owner: "acme", name: "shop") { openGraphImageUrl } }');
    expect(() => {
      host.assertHonest();
    }).toThrow('openGraphImageUrl');
  });
});

describe('createCommitOnBranch', () => {
  test('commits as the bot, signed, and moves the branch', async () => {
    host.people.createBranch('acme/shop', 'pin', 'ann');
    const { git } = host.repository('acme/shop');
    const head = git.resolve('refs/heads/pin') ?? '';
    const body = await ask(COMMIT, { input: commitInput('pin', head) });
    expect(at(body, 'errors')).toBeUndefined();
    expect(at(body, 'data.createCommitOnBranch')).toMatchObject({
      commit: {
        author: { name: 'seaworthy[bot]', user: null },
        signature: { isValid: true, wasSignedByGitHub: true },
      },
      ref: { name: 'pin', target: { oid: git.resolve('refs/heads/pin') } },
    });
    expect(git.run(['show', '--format=%B', '--name-status', 'pin'])).toBe(
      'fix: pin\n\nWhy\n\nM\tDockerfile\nD\tbin.dat',
    );
  });

  test('refuses a branch that moved meanwhile', async () => {
    const stale = 'a'.repeat(40);
    const body = await ask(COMMIT, { input: commitInput('main', stale) });
    expect(at(body, 'errors.0')).toMatchObject({
      type: 'STALE_DATA',
      message: `Expected branch to point to "${stale}" but it did not.  Pull and try again.`,
    });
  });
});

describe('updateRefs', () => {
  const MOVE = `mutation ($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }`;

  async function move(update: object): Promise<unknown> {
    const found = await ask('{ repository(owner: "acme", name: "shop") { id } }');
    const repositoryId = text(found, 'data.repository.id');
    return ask(MOVE, {
      input: { repositoryId, refUpdates: [{ name: 'refs/heads/pin', ...update }] },
    });
  }

  test('moves a branch from where it is thought to be, and from nowhere else', async () => {
    const before = host.people.push('acme/shop', 'pin', { a: '1' }, 'ann');
    const main = host.repository('acme/shop').git.resolve('refs/heads/main');
    const stale = await move({ beforeOid: main, afterOid: main, force: true });
    expect(at(stale, 'errors.0.type')).toBe('UNPROCESSABLE');
    const slow = await move({ beforeOid: before, afterOid: main });
    expect(at(slow, 'errors.0.message')).toBe('Update is not a fast forward');
    expect(host.repository('acme/shop').git.resolve('refs/heads/pin')).toBe(before);
    const moved = await move({ beforeOid: before, afterOid: main, force: true });
    expect(moved).toEqual({ data: { updateRefs: { clientMutationId: null } } });
    expect(host.repository('acme/shop').git.resolve('refs/heads/pin')).toBe(main);
  });
});
