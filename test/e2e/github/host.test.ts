import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeFolder } from '../../local/folders.ts';
import { asApp, asInstallation, at, text } from './client.ts';
import type { Api } from './client.ts';
import { startGitHubHost } from './host.ts';
import type { GitHubHost } from './host.ts';

const SHOP = '/repos/acme/shop';
const FILES = { Dockerfile: 'FROM debian:12\n', 'web/Dockerfile': 'FROM node:22\n' };

let host: GitHubHost;
let api: Api;

beforeEach(async () => {
  host = await startGitHubHost();
  host.addOrganization('acme');
  host.addRepository('acme/shop', { files: FILES, collaborators: { ann: 'write' } });
  api = await asInstallation(host, host.admin.install('acme', 'ann'));
});

afterEach(async () => {
  await host.stop();
});

async function head(branch = 'main'): Promise<string> {
  const { body } = await api(`GET ${SHOP}/git/ref/heads/${branch}`);
  return text(body, 'object.sha');
}

/** A branch with one more commit, made by the app through the API. */
async function makeBranch(name: string, content: string): Promise<string> {
  const parent = await head();
  const tree = await api(`POST ${SHOP}/git/trees`, {
    base_tree: parent,
    tree: [{ path: 'Dockerfile', mode: '100644', type: 'blob', content }],
  });
  const commit = await api(`POST ${SHOP}/git/commits`, {
    message: 'fix: pin',
    tree: at(tree.body, 'sha'),
    parents: [parent],
  });
  const sha = text(commit.body, 'sha');
  const ref = await api(`POST ${SHOP}/git/refs`, { ref: `refs/heads/${name}`, sha });
  expect(ref.status).toBe(201);
  return sha;
}

describe('git through the API', () => {
  test('writes what git clones: a tree, a commit of the bot, a branch', async () => {
    const sha = await makeBranch('pin', 'FROM debian:13\n');
    const folder = join(makeFolder(), 'clone');
    const source = host.repository('acme/shop').git.folder;
    execFileSync('git', ['clone', '--quiet', '--branch', 'pin', source, folder]);
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe('FROM debian:13\n');
    expect(readFileSync(join(folder, 'web/Dockerfile'), 'utf8')).toBe('FROM node:22\n');
    const format = '--format=%H %an <%ae> %cn <%ce>';
    const log = execFileSync('git', ['-C', folder, 'log', '-1', format], { encoding: 'utf8' });
    const bot = host.world.bot();
    const noreply = `${bot.id}+seaworthy[bot]@users.noreply.github.com`;
    expect(log).toBe(`${sha} seaworthy[bot] <${noreply}> GitHub <noreply@github.com>\n`);
    execFileSync('git', ['-C', source, 'fsck', '--strict']);
  });

  test('tells the commit of the default branch as a bare id', async () => {
    const answer = await api(`GET ${SHOP}/commits/HEAD`, undefined, {
      accept: 'application/vnd.github.sha',
    });
    expect(answer.body).toBe(await head());
    expect(answer.headers.get('content-type')).toBe('application/vnd.github.sha; charset=utf-8');
  });

  test('lists a tree with sizes, whole or cut', async () => {
    const { body } = await api(`GET ${SHOP}/git/trees/main?recursive=1`);
    expect(at(body, 'truncated')).toBe(false);
    expect(at(body, 'tree')).toMatchObject([
      { path: 'Dockerfile', mode: '100644', type: 'blob', size: 15 },
      { path: 'web', mode: '040000', type: 'tree' },
      { path: 'web/Dockerfile', type: 'blob' },
    ]);
    const sha = text(body, 'tree.0.sha');
    const blob = await api(`GET ${SHOP}/git/blobs/${sha}`);
    expect(Buffer.from(text(blob.body, 'content'), 'base64').toString()).toBe('FROM debian:12\n');
  });

  test('verifies commits that it signed, and only these', async () => {
    const sha = await makeBranch('pin', 'FROM debian:13\n');
    const own = await api(`GET ${SHOP}/git/commits/${sha}`);
    expect(at(own.body, 'verification.verified')).toBe(true);
    const theirs = await api(`GET ${SHOP}/git/commits/${await head()}`);
    expect(at(theirs.body, 'verification')).toMatchObject({ verified: false, reason: 'unsigned' });
  });

  test.each([
    ['a reference that exists', { ref: 'refs/heads/main' }, 'Reference already exists'],
    ['an object that does not', { sha: 'f'.repeat(40) }, 'Object does not exist'],
    [
      'a name that is none',
      { ref: 'heads/x' },
      'Reference name must contain at least three slash-separated components.',
    ],
  ])('refuses %s', async (_, fields, message) => {
    const sha = await head();
    const answer = await api(`POST ${SHOP}/git/refs`, { ref: 'refs/heads/x', sha, ...fields });
    expect(answer.status).toBe(422);
    expect(at(answer.body, 'message')).toBe(message);
  });

  test('moves a branch forward, and back only by force', async () => {
    const before = await head();
    await makeBranch('pin', 'FROM debian:13\n');
    const url = `PATCH ${SHOP}/git/refs/heads/pin`;
    const refused = await api(url, { sha: before });
    expect(refused.status).toBe(422);
    expect(at(refused.body, 'message')).toBe('Update is not a fast forward');
    expect((await api(url, { sha: before, force: true })).status).toBe(200);
    expect((await api(`DELETE ${SHOP}/git/refs/heads/pin`)).status).toBe(204);
    expect((await api(`GET ${SHOP}/git/ref/heads/pin`)).status).toBe(404);
  });
});

describe('pull requests', () => {
  const fields = { title: 'Pin', head: 'pin', base: 'main', body: 'Why' };

  test('are opened once, merged by people, and then closed', async () => {
    await makeBranch('pin', 'FROM debian:13\n');
    const opened = await api(`POST ${SHOP}/pulls`, fields);
    expect(opened.status).toBe(201);
    expect(opened.body).toMatchObject({
      number: 1,
      user: { login: 'seaworthy[bot]', type: 'Bot' },
      commits: 1,
      additions: 1,
      changed_files: 1,
      mergeable: null,
    });
    const again = await api(`POST ${SHOP}/pulls`, fields);
    expect(again.status).toBe(422);
    expect(at(again.body, 'errors.0.message')).toBe('A pull request already exists for acme:pin.');
    expect(at((await api(`GET ${SHOP}/pulls/1`)).body, 'mergeable')).toBe(true);
    const oid = host.people.merge('acme/shop', 1, 'ann');
    expect((await api(`GET ${SHOP}/pulls/1`)).body).toMatchObject({
      state: 'closed',
      merged: true,
      merged_by: { login: 'ann' },
      merge_commit_sha: oid,
    });
    expect(await head()).toBe(oid);
  });

  test('need commits, a head and a base', async () => {
    host.people.createBranch('acme/shop', 'same', 'ann');
    const same = await api(`POST ${SHOP}/pulls`, { ...fields, head: 'same' });
    expect(at(same.body, 'errors.0.message')).toBe('No commits between main and same');
    const none = await api(`POST ${SHOP}/pulls`, { ...fields, head: 'none' });
    expect(at(none.body, 'errors.0')).toEqual({
      resource: 'PullRequest',
      code: 'invalid',
      field: 'head',
    });
  });

  test('conflict when both sides changed the same lines', async () => {
    await makeBranch('pin', 'FROM debian:13\n');
    await api(`POST ${SHOP}/pulls`, fields);
    host.people.push('acme/shop', 'main', { Dockerfile: 'FROM alpine\n' }, 'ann');
    await api(`GET ${SHOP}/pulls/1`);
    const { body } = await api(`GET ${SHOP}/pulls/1`);
    expect(body).toMatchObject({ mergeable: false, mergeable_state: 'dirty' });
  });

  test('close with their branch, and do not reopen without it', async () => {
    await makeBranch('pin', 'FROM debian:13\n');
    await api(`POST ${SHOP}/pulls`, fields);
    host.people.deleteBranch('acme/shop', 'pin', 'ann');
    expect((await api(`GET ${SHOP}/pulls/1`)).body).toMatchObject({
      state: 'closed',
      merged: false,
    });
    const { body } = await api(`PATCH ${SHOP}/pulls/1`, { state: 'open' });
    expect(at(body, 'errors.0.message')).toBe(
      'state cannot be changed. The pin branch has been deleted.',
    );
  });
});

describe('a repository that was renamed', () => {
  test('is found by its former name, for reading and for writing', async () => {
    const { id } = host.repository('acme/shop');
    host.admin.rename('acme/shop', 'store', 'ann');
    const read = await api(`GET ${SHOP}/pulls`);
    const written = await api(`POST ${SHOP}/issues`, { title: 'Hello' });
    expect([read.status, written.status]).toEqual([301, 307]);
    const location = `${host.apiUrl}/repositories/${id}/issues`;
    expect(written.headers.get('location')).toBe(location);
  });
});

describe('tokens', () => {
  test('show what the app may see, and nothing else', async () => {
    host.addRepository('other/secret', { private: true, files: FILES });
    expect((await api('GET /repos/other/secret')).status).toBe(404);
    const readers = await asInstallation(host, installation(), { contents: 'read' });
    const refused = await readers(`POST ${SHOP}/git/refs`, {});
    expect(refused.status).toBe(403);
    expect(at(refused.body, 'message')).toBe('Resource not accessible by integration');
    expect((await asApp(host)('GET /app')).body).toMatchObject({ slug: 'seaworthy' });
  });
});

function installation() {
  const [first] = host.world.installations.values();
  if (first === undefined) throw new Error('Nothing is installed');
  return first;
}
