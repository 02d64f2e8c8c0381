import { describe, expect, test } from 'vitest';
import { asApp, asInstallation, at, text } from './client.ts';
import type { Api } from './client.ts';
import { makeScene } from './fixture.ts';
import type { Scene } from './fixture.ts';

const SHOP = '/repos/acme/shop';

interface Ids {
  readonly main: string;
  readonly pin: string;
  readonly comment: number;
  readonly review: number;
  readonly reviewComment: number;
  readonly check: number;
  readonly suite: number;
  readonly run: number;
  readonly artifact: number;
}

/** A pull request #1 with everything that can hang on one, and an issue #2. */
async function furnish({ host, shop, api }: Scene): Promise<Ids> {
  const files = { Dockerfile: 'FROM debian:13\nRUN true\nUSER node\n' };
  const pin = host.people.push('acme/shop', 'pin', files, 'ann');
  host.people.openPull('acme/shop', 'ann', { head: 'pin' });
  host.people.openIssue('acme/shop', 'ann', 'Question', 'Why?');
  const now = host.world.now();
  const milestone = { title: 'v1', description: null, state: 'open', createdAt: now } as const;
  shop.milestones.push({ id: 77, number: 1, creator: host.world.account('ann'), ...milestone });
  shop.protections.set('main', { requiresPullRequest: true, requiredApprovals: 1 });
  const run = host.robots.finishRun(shop, { artifacts: { trivy: new Uint8Array([80, 75]) } });
  const place = { path: 'Dockerfile', line: 1, message: 'x' };
  host.robots.raiseCodeAlert(shop, { rule: 'CVE-2026-1', tool: 'Trivy', ...place });
  const comment = await api(`POST ${SHOP}/issues/2/comments`, { body: 'Because' });
  const review = await api(`POST ${SHOP}/pulls/1/reviews`, {
    event: 'REQUEST_CHANGES',
    body: 'Please',
    comments: [{ path: 'Dockerfile', line: 1, body: 'Here' }],
  });
  const check = await api(`POST ${SHOP}/check-runs`, { name: 'Seaworthy', head_sha: pin });
  return {
    main: shop.git.resolve('refs/heads/main') ?? '',
    pin,
    comment: Number(at(comment.body, 'id')),
    review: Number(at(review.body, 'id')),
    reviewComment: shop.issues.get(1)?.pull?.reviewComments[0]?.id ?? 0,
    check: Number(at(check.body, 'id')),
    suite: Number(at(check.body, 'check_suite.id')),
    run: run.id,
    artifact: shop.artifacts[0]?.id ?? 0,
  };
}

const READS: Readonly<Record<string, (ids: Ids) => readonly string[]>> = {
  'the repository': () => [
    '',
    '/branches',
    '/branches/main',
    '/rules/branches/main',
    '/collaborators/ann/permission',
    '/forks',
    '/labels',
    '/labels/docker',
    '/milestones',
    '/milestones/1',
  ],
  'its git': ({ main }) => [
    '/commits',
    '/commits?path=Dockerfile&per_page=1',
    '/commits/main',
    `/commits/${main}/pulls`,
    '/compare/main...pin',
    '/contents/',
    '/contents/Dockerfile',
    '/git/matching-refs/heads/',
  ],
  'pull requests': ({ review }) => [
    '/pulls?state=all&head=acme:pin',
    '/pulls/1/commits',
    '/pulls/1/files',
    '/pulls/1/reviews',
    `/pulls/1/reviews/${review}/comments`,
    '/pulls/1/requested_reviewers',
  ],
  issues: ({ comment }) => [
    '/issues',
    '/issues/2/comments',
    '/issues/2/labels',
    '/issues/2/reactions',
    `/issues/comments/${comment}`,
    `/issues/comments/${comment}/reactions`,
  ],
  'checks and workflows': ({ check, run, artifact }) => [
    `/check-runs/${check}`,
    `/check-runs/${check}/annotations`,
    '/commits/pin/check-runs',
    '/commits/pin/check-suites',
    '/actions/runs?branch=main',
    `/actions/runs/${run}`,
    '/actions/artifacts',
    `/actions/artifacts/${artifact}`,
  ],
  alerts: () => ['/code-scanning/alerts', '/code-scanning/alerts/1', '/dependabot/alerts'],
};

async function answersTo(api: Api, endpoints: readonly string[]): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const endpoint of endpoints) answers.push(`${endpoint} ${(await api(endpoint)).status}`);
  return answers;
}

describe('what is there', () => {
  test.each(Object.entries(READS))('can be read: %s', async (_, paths) => {
    const scene = await makeScene();
    await scene.api(`POST ${SHOP}/labels`, { name: 'docker', color: 'ffffff' });
    const endpoints = paths(await furnish(scene)).map((path) => `GET ${SHOP}${path}`);
    expect(await answersTo(scene.api, endpoints)).toEqual(endpoints.map((one) => `${one} 200`));
    scene.host.assertHonest();
  });

  test('can be read by the app itself, and beside repositories', async () => {
    const { host, installation, shop, api } = await makeScene();
    const app = asApp(host);
    const endpoints = [
      'GET /app/installations',
      `GET /app/installations/${installation.id}`,
      `GET ${SHOP}/installation`,
      'GET /orgs/acme/installation',
    ];
    expect(await answersTo(app, endpoints)).toEqual(endpoints.map((one) => `${one} 200`));
    // Nobody takes it, and that is a delivery, too.
    host.webhooks.sendTo({ url: 'http://127.0.0.1:1/', secret: 'secret' });
    host.people.push('acme/shop', 'main', { 'README.md': '# Shop\n' }, 'ann');
    await host.webhooks.settled();
    const deliveries = await app('GET /app/hook/deliveries');
    const id = text(deliveries.body, '0.id');
    expect((await app(`GET /app/hook/deliveries/${id}`)).status).toBe(200);
    expect((await app(`POST /app/hook/deliveries/${id}/attempts`)).status).toBe(202);
    const others = ['GET /rate_limit', 'GET /users/ann', `GET /repositories/${shop.id}`];
    expect(await answersTo(api, others)).toEqual(others.map((one) => `${one} 200`));
  });
});

type Write = readonly [endpoint: string, body: object | undefined, status: number];

const WRITES: Readonly<Record<string, (ids: Ids) => readonly Write[]>> = {
  'labels and people': () => [
    [`POST ${SHOP}/labels`, { name: 'old', color: 'ffffff' }, 201],
    [`PATCH ${SHOP}/labels/old`, { new_name: 'docker', description: 'About images' }, 200],
    [`POST ${SHOP}/issues/2/labels`, { labels: ['docker', 'new'] }, 200],
    [`DELETE ${SHOP}/issues/2/labels/new`, undefined, 200],
    [`DELETE ${SHOP}/issues/2/labels/new`, undefined, 404],
    [`PUT ${SHOP}/issues/2/labels`, { labels: ['other'] }, 200],
    [`DELETE ${SHOP}/issues/2/labels`, undefined, 204],
    [`POST ${SHOP}/issues/2/assignees`, { assignees: ['ann', 'eve'] }, 201],
    [`DELETE ${SHOP}/issues/2/assignees`, { assignees: ['ann'] }, 200],
    [`PATCH ${SHOP}/issues/2`, { milestone: 1 }, 200],
  ],
  comments: ({ comment }) => [
    [`PATCH ${SHOP}/issues/comments/${comment}`, { body: 'Therefore' }, 200],
    [`POST ${SHOP}/issues/2/reactions`, { content: '+1' }, 201],
    [`DELETE ${SHOP}/issues/comments/${comment}`, undefined, 204],
    [`GET ${SHOP}/issues/comments/${comment}`, undefined, 404],
  ],
  reviews: ({ review, reviewComment }) => [
    [`PUT ${SHOP}/pulls/1/reviews/${review}`, { body: 'Anew' }, 200],
    [`PATCH ${SHOP}/pulls/comments/${reviewComment}`, { body: 'There' }, 200],
    [`DELETE ${SHOP}/pulls/comments/${reviewComment}`, undefined, 204],
    [`PUT ${SHOP}/pulls/1/reviews/${review}/dismissals`, { message: 'Done' }, 200],
    [`POST ${SHOP}/pulls/1/requested_reviewers`, { reviewers: ['ben'] }, 201],
    [`DELETE ${SHOP}/pulls/1/requested_reviewers`, { reviewers: ['ben'] }, 200],
  ],
  'checks and pull requests': ({ check, suite, main }) => [
    [`PATCH ${SHOP}/check-runs/${check}`, { conclusion: 'success' }, 200],
    [`POST ${SHOP}/check-suites/${suite}/rerequest`, undefined, 201],
    [`POST ${SHOP}/git/blobs`, { content: 'eA==', encoding: 'base64' }, 201],
    [`PATCH ${SHOP}/pulls/1`, { title: 'Pin', body: 'Why' }, 200],
    [`PUT ${SHOP}/pulls/1/merge`, { sha: main }, 409],
    [`PUT ${SHOP}/pulls/1/merge`, {}, 405],
    [`PATCH ${SHOP}/pulls/1`, { state: 'closed' }, 200],
    [`PATCH ${SHOP}/pulls/1`, { state: 'open' }, 200],
  ],
};

describe('what may be changed', () => {
  test.each(Object.entries(WRITES))('is changed: %s', async (_, writes) => {
    const scene = await makeScene();
    for (const [endpoint, body, status] of writes(await furnish(scene))) {
      expect(`${endpoint} ${(await scene.api(endpoint, body)).status}`).toBe(
        `${endpoint} ${status}`,
      );
    }
    scene.host.assertHonest();
  });

  test('is merged by the app where nothing forbids it', async () => {
    const scene = await makeScene();
    await furnish(scene);
    scene.shop.protections.clear();
    const merged = await scene.api(`PUT ${SHOP}/pulls/1/merge`, { merge_method: 'squash' });
    expect(merged.body).toMatchObject({
      merged: true,
      sha: scene.shop.git.resolve('refs/heads/main'),
    });
  });

  test('is forked and brought up to date', async () => {
    const { host, api } = await makeScene();
    host.addOrganization('copies');
    const forked = await api(`POST ${SHOP}/forks`, { organization: 'copies' });
    expect(forked.status).toBe(202);
    const theirs = await asInstallation(host, host.admin.install('copies', 'ann'));
    const news = host.people.push('acme/shop', 'main', { a: 'b' }, 'ann');
    const sync = 'POST /repos/copies/shop/merge-upstream';
    expect((await api(sync, { branch: 'main' })).status).toBe(403);
    expect((await theirs(sync, { branch: 'main' })).body).toMatchObject({
      merge_type: 'fast-forward',
      base_branch: 'acme:main',
    });
    expect(host.repository('copies/shop').git.resolve('refs/heads/main')).toBe(news);
  });
});
