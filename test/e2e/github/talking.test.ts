import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { at, text } from './client.ts';
import { makeScene } from './fixture.ts';

const SHOP = '/repos/acme/shop';

let clock = Date.parse('2026-11-26T08:00:00Z');

async function makePull() {
  const scene = await makeScene();
  const files = { Dockerfile: 'FROM debian:13\nRUN true\nUSER node\n' };
  scene.host.people.push('acme/shop', 'pin', files, 'ann');
  scene.host.people.openPull('acme/shop', 'ann', { head: 'pin' });
  return scene;
}

describe('reviews', () => {
  test('take suggestions on lines of the diff', async () => {
    const { api } = await makePull();
    const comment = {
      path: 'Dockerfile',
      line: 1,
      body: '```suggestion\nFROM debian:13-slim\n```',
    };
    const review = { event: 'COMMENT', body: 'One fix', comments: [comment] };
    const made = await api(`POST ${SHOP}/pulls/1/reviews`, review);
    expect(made.status).toBe(200);
    expect(made.body).toMatchObject({ state: 'COMMENTED', user: { login: 'seaworthy[bot]' } });
    const { body } = await api(`GET ${SHOP}/pulls/1/comments`);
    expect(body).toMatchObject([
      { line: 1, side: 'RIGHT', position: 2, body: comment.body, start_line: null },
    ]);
    expect(text(body, '0.diff_hunk')).toMatch(/^@@ .*\n-FROM debian:12\n\+FROM debian:13$/s);
  });

  test.each([
    ['a line outside of the diff', { path: 'Dockerfile', line: 99 }, 'Line could not be resolved'],
    ['another file', { path: 'README.md', line: 1 }, 'Path could not be resolved'],
  ])('refuse %s', async (_, place, message) => {
    const { api } = await makePull();
    const comments = [{ ...place, body: 'x' }];
    const answer = await api(`POST ${SHOP}/pulls/1/reviews`, { event: 'COMMENT', comments });
    expect(answer.status).toBe(422);
    expect(at(answer.body, 'errors')).toEqual([message]);
  });

  test('show what was said on single lines in GraphQL, too', async () => {
    const { api } = await makePull();
    const comments = [{ path: 'Dockerfile', line: 1, body: 'Why 13?' }];
    await api(`POST ${SHOP}/pulls/1/reviews`, { event: 'COMMENT', body: 'Hm', comments });
    const query = `{ repository(owner: "acme", name: "shop") { pullRequest(number: 1) {
      reviews(last: 5) { nodes { body comments(first: 5) { nodes { path line body authorAssociation } } } }
    } } }`;
    const { body } = await api('POST /graphql', { query });
    const said = { path: 'Dockerfile', line: 1, body: 'Why 13?' };
    expect(at(body, 'data.repository.pullRequest.reviews.nodes')).toMatchObject([
      { body: 'Hm', comments: { nodes: [said] } },
    ]);
  });

  test('are asked of collaborators only', async () => {
    const { api } = await makePull();
    const asked = await api(`POST ${SHOP}/pulls/1/requested_reviewers`, { reviewers: ['ben'] });
    expect(asked.status).toBe(201);
    const refused = await api(`POST ${SHOP}/pulls/1/requested_reviewers`, { reviewers: ['eve'] });
    expect(refused.status).toBe(422);
    expect(text(refused.body, 'message')).toContain('is not a collaborator of the acme/shop');
  });
});

describe('issues', () => {
  test('that are turned off are gone, and pull requests are not', async () => {
    const { api, host, shop } = await makeScene();
    host.people.openIssue('acme/shop', 'ann', 'One', '');
    host.people.push('acme/shop', 'pin', { 'a.txt': 'a' }, 'ann');
    host.people.openPull('acme/shop', 'ann', { head: 'pin' });
    shop.hasIssues = false;
    const answers = [
      await api(`GET ${SHOP}/issues`),
      await api(`POST ${SHOP}/issues`, { title: 'Two' }),
      await api(`GET ${SHOP}/issues/1`),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(410);
      expect(body).toMatchObject({ message: 'Issues are disabled for this repo' });
    }
    expect((await api(`POST ${SHOP}/issues/2/comments`, { body: 'x' })).status).toBe(201);
    expect((await api(`GET ${SHOP}`)).body).toMatchObject({ has_issues: false });
  });

  test('are listed by their last change where that is asked for', async () => {
    const { api, host } = await makeScene({ now: () => (clock += 2000) });
    for (const title of ['One', 'Two']) host.people.openIssue('acme/shop', 'ann', title, '');
    host.people.editBody('acme/shop', 1, 'ann', 'New');
    const { body } = await api(`GET ${SHOP}/issues?sort=updated`);
    expect(body).toMatchObject([{ title: 'One' }, { title: 'Two' }]);
    expect((await api(`GET ${SHOP}/issues`)).body).toMatchObject([{ number: 2 }, { number: 1 }]);
  });

  test('are opened, labelled, answered and closed', async () => {
    const { api, host } = await makeScene();
    const opened = await api(`POST ${SHOP}/issues`, { title: 'Dashboard', labels: ['docker'] });
    expect(opened.status).toBe(201);
    expect(opened.body).toMatchObject({ number: 1, labels: [{ name: 'docker', color: 'ededed' }] });
    const comment = host.people.comment('acme/shop', 1, 'ann', '/seaworthy help');
    const path = `${SHOP}/issues/comments/${comment.id}/reactions`;
    expect((await api(`POST ${path}`, { content: 'eyes' })).status).toBe(201);
    expect((await api(`POST ${path}`, { content: 'eyes' })).status).toBe(200);
    await api(`PATCH ${SHOP}/issues/1`, { state: 'closed', state_reason: 'not_planned' });
    expect((await api(`GET ${SHOP}/issues/1`)).body).toMatchObject({
      state: 'closed',
      state_reason: 'not_planned',
      comments: 1,
    });
  });

  test('do not take texts that are too long', async () => {
    const { api } = await makeScene();
    await api(`POST ${SHOP}/issues`, { title: 'Dashboard' });
    const fits = await api(`POST ${SHOP}/issues/1/comments`, { body: '⚓'.repeat(65_536) });
    expect(fits.status).toBe(201);
    const long = await api(`PATCH ${SHOP}/issues/1`, { body: 'a'.repeat(65_537) });
    expect(long.status).toBe(422);
    expect(at(long.body, 'errors.0.message')).toBe(
      'body is too long (maximum is 65536 characters)',
    );
  });

  test('say which labels and milestones there are not', async () => {
    const { api } = await makeScene();
    const label = { name: 'docker', color: 'ffffff' };
    expect((await api(`POST ${SHOP}/labels`, label)).status).toBe(201);
    const again = await api(`POST ${SHOP}/labels`, label);
    expect(at(again.body, 'errors.0')).toEqual({
      resource: 'Label',
      code: 'already_exists',
      field: 'name',
    });
    const issue = await api(`POST ${SHOP}/issues`, { title: 'x', milestone: 7 });
    expect(at(issue.body, 'errors.0')).toMatchObject({ field: 'milestone', code: 'invalid' });
  });
});

describe('check runs', () => {
  const annotation = {
    path: 'Dockerfile',
    start_line: 1,
    end_line: 1,
    annotation_level: 'warning',
    message: 'x',
  };

  test('are made, found again by commit, and asked for once more by people', async () => {
    const { api, host, shop } = await makePull();
    const head_sha = shop.git.resolve('refs/heads/pin');
    const output = { title: 'Two', summary: 'Two findings', annotations: [annotation] };
    const made = await api(`POST ${SHOP}/check-runs`, {
      name: 'Seaworthy',
      head_sha,
      conclusion: 'neutral',
      output,
    });
    expect(made.status).toBe(201);
    const { body } = await api(`GET ${SHOP}/commits/pin/check-runs`);
    expect(body).toMatchObject({
      total_count: 1,
      check_runs: [
        { status: 'completed', output: { annotations_count: 1 }, pull_requests: [{ number: 1 }] },
      ],
    });
    host.robots.rerequestCheck(shop, Number(at(made.body, 'id')), 'ann');
    expect(host.webhooks.deliveries.at(-1)).toMatchObject({
      event: 'check_run',
      action: 'rerequested',
    });
  });

  test('take fifty annotations at once', async () => {
    const { api, shop } = await makeScene();
    const annotations = Array.from({ length: 51 }, () => annotation);
    const output = { title: 'Many', summary: 'x', annotations };
    const head_sha = shop.git.resolve('refs/heads/main');
    const answer = await api(`POST ${SHOP}/check-runs`, { name: 'Seaworthy', head_sha, output });
    expect(answer.status).toBe(422);
  });
});

describe('reports', () => {
  test('come as artifacts, from a host that must not see the token', async () => {
    const { api, host, shop } = await makeScene();
    const run = host.robots.finishRun(shop, {
      artifacts: { trivy: new Uint8Array([80, 75, 5, 6]) },
    });
    const list = await api(`GET ${SHOP}/actions/runs/${run.id}/artifacts`);
    expect(list.body).toMatchObject({ total_count: 1, artifacts: [{ name: 'trivy' }] });
    const path = new URL(text(list.body, 'artifacts.0.archive_download_url')).pathname;
    const moved = await api(`GET ${path}`);
    expect(moved.status).toBe(302);
    const location = moved.headers.get('location') ?? '';
    expect(new URL(location).host).not.toBe(new URL(host.apiUrl).host);
    const zip = await fetch(location);
    expect(new Uint8Array(await zip.arrayBuffer())).toEqual(new Uint8Array([80, 75, 5, 6]));
    const leak = await fetch(location, { headers: { authorization: 'token x' } });
    expect(leak.status).not.toBe(200);
  });

  test('go to code scanning as gzip in base64', async () => {
    const { api, shop } = await makeScene();
    const sarif = gzipSync(JSON.stringify({ version: '2.1.0', runs: [] })).toString('base64');
    const commit_sha = shop.git.resolve('refs/heads/main');
    const upload = { commit_sha, ref: 'refs/heads/main', sarif };
    const path = `POST ${SHOP}/code-scanning/sarifs`;
    expect((await api(path, upload)).status).toBe(202);
    expect(shop.sarifs[0]?.document).toEqual({ version: '2.1.0', runs: [] });
    expect((await api(path, { ...upload, sarif: 'e30=' })).status).toBe(400);
  });

  test('come from code scanning, or not at all', async () => {
    const { api, host, shop } = await makeScene();
    const path = `GET ${SHOP}/code-scanning/alerts?state=open`;
    expect((await api(path)).status).toBe(404);
    const place = { path: 'Dockerfile', line: 1, message: 'x' };
    host.robots.raiseCodeAlert(shop, { rule: 'CVE-2026-1', tool: 'Trivy', ...place });
    expect((await api(path)).body).toMatchObject([{ number: 1, rule: { id: 'CVE-2026-1' } }]);
  });
});
