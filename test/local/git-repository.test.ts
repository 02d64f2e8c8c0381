import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULTS } from '../../src/config/defaults.ts';
import { openGitRepository } from '../../src/local/git-repository.ts';
import { keyBlockOf, parseKeyBlock } from '../../src/remediation/key-block.ts';
import type { ProposalOutcome } from '../../src/remediation/repository.ts';
import {
  branchesOf,
  commitAll,
  gitIn,
  makeCheckout,
  makeFolder,
  readFolder,
  writeFiles,
} from './folders.ts';
import { proposalFor } from './proposals.ts';

const BRANCH = 'seaworthy/hardening';
const FILES = { Dockerfile: 'FROM alpine\nADD . /app\n', 'notes.txt': 'unrelated\n' };
const AFTER = { Dockerfile: 'FROM alpine\nCOPY . /app\n' };

async function ensure(
  folder: string,
  after: Readonly<Record<string, string>> = AFTER,
): Promise<ProposalOutcome> {
  return (await openGitRepository(folder, 'test')).ensureProposal(
    proposalFor(after),
    DEFAULTS.pullRequests,
  );
}

/** The working tree, the index, HEAD and all branches, without what a new branch brings. */
function snapshot(folder: string): unknown {
  const news = /^\.git\/(?:objects|refs\/heads\/seaworthy|logs\/refs\/heads\/seaworthy)/;
  return Object.entries(readFolder(folder)).filter(([path]) => !news.test(path));
}

describe('reading a checkout', () => {
  test('tells the commit and the branch', async () => {
    const folder = makeCheckout(FILES);
    const { head } = await openGitRepository(folder, 'test');
    expect(await head()).toEqual({ commit: gitIn(folder, 'rev-parse', 'HEAD'), branch: 'main' });
  });

  test('tells no branch for a detached head', async () => {
    const folder = makeCheckout(FILES);
    gitIn(folder, 'checkout', '--quiet', '--detach');
    const { head } = await openGitRepository(folder, 'test');
    expect(await head()).toEqual({ commit: gitIn(folder, 'rev-parse', 'HEAD'), branch: null });
  });

  test('reads the commit, not the working tree', async () => {
    const folder = makeCheckout(FILES);
    writeFiles(folder, { Dockerfile: 'changed', 'new.Dockerfile': 'new' });
    const { listFiles, readFiles } = await openGitRepository(folder, 'test');
    expect(await listFiles()).toEqual(['Dockerfile', 'notes.txt']);
    expect((await readFiles(['Dockerfile'])).get('Dockerfile')).toEqual({
      ok: true,
      text: FILES.Dockerfile,
    });
    expect((await readFiles(['new.Dockerfile'])).get('new.Dockerfile')).toEqual({
      ok: false,
      reason: 'it is not in the commit at HEAD',
    });
  });

  test('lists no links, no submodules and no names that are not UTF-8', async () => {
    const folder = makeCheckout(FILES);
    symlinkSync('Dockerfile', join(folder, 'Dockerfile.link'));
    commitAll(folder, 'A link');
    const head = gitIn(folder, 'rev-parse', 'HEAD');
    const blob = gitIn(folder, 'rev-parse', 'HEAD:Dockerfile');
    gitIn(folder, 'update-index', '--add', '--cacheinfo', `160000,${head},module`);
    const input = Buffer.from(`100644 ${blob}\tcaf\u00e9.Dockerfile\0`, 'latin1');
    execFileSync('git', ['update-index', '-z', '--index-info'], { cwd: folder, input });
    gitIn(folder, 'commit', '--quiet', '--message', 'More');
    const { listFiles } = await openGitRepository(folder, 'test');
    expect(await listFiles()).toEqual(['Dockerfile', 'notes.txt']);
  });

  test('refuses what is no text', async () => {
    const folder = makeCheckout({ Dockerfile: Uint8Array.of(0, 1, 2) });
    const { readFiles } = await openGitRepository(folder, 'test');
    expect((await readFiles(['Dockerfile'])).get('Dockerfile')).toMatchObject({ ok: false });
  });

  test('says that a checkout has no commit yet', async () => {
    const folder = makeFolder(FILES);
    gitIn(folder, 'init', '--quiet');
    await expect(openGitRepository(folder, 'test')).rejects.toThrow('there is no commit yet');
  });
});

describe('ensureProposal', () => {
  test('makes a branch with one commit on top of HEAD', async () => {
    const folder = makeCheckout(FILES);
    expect(await ensure(folder)).toEqual({ kind: 'created' });
    expect(branchesOf(folder)).toEqual(['main', BRANCH]);
    expect(gitIn(folder, 'rev-parse', `${BRANCH}^`)).toBe(gitIn(folder, 'rev-parse', 'main'));
    expect(gitIn(folder, 'diff', '--stat=80', 'main', BRANCH)).toContain(
      'Dockerfile | 2 +-\n 1 file changed',
    );
    expect(gitIn(folder, 'show', `${BRANCH}:Dockerfile`)).toBe(AFTER.Dockerfile.trimEnd());
  });

  test('says in the commit what changed, and whose it is', async () => {
    const folder = makeCheckout(FILES);
    await ensure(folder);
    const message = gitIn(folder, 'log', '-1', '--format=%B', BRANCH);
    expect(message).toContain(
      'Put the Dockerfiles in order\n\n- Dockerfile:2: Use COPY (add-copy)\n',
    );
    expect(parseKeyBlock(message)).toEqual(keyBlockOf(proposalFor(AFTER)));
    expect(gitIn(folder, 'log', '-1', '--format=%an, %cn', BRANCH)).toBe('Seaworthy, Seaworthy');
  });

  test('changes nothing when it is done twice', async () => {
    const folder = makeCheckout(FILES);
    await ensure(folder);
    const commit = gitIn(folder, 'rev-parse', BRANCH);
    expect(await ensure(folder)).toEqual({ kind: 'unchanged' });
    expect(gitIn(folder, 'rev-parse', BRANCH)).toBe(commit);
  });

  test('rebuilds its own branch when HEAD has moved', async () => {
    const folder = makeCheckout(FILES);
    await ensure(folder);
    writeFiles(folder, { 'notes.txt': 'more\n' });
    commitAll(folder, 'Second');
    expect(await ensure(folder)).toEqual({ kind: 'updated' });
    expect(gitIn(folder, 'rev-parse', `${BRANCH}^`)).toBe(gitIn(folder, 'rev-parse', 'main'));
  });

  test('works from a detached head, and while a branch has the name of a tag', async () => {
    const folder = makeCheckout(FILES);
    gitIn(folder, 'tag', BRANCH);
    gitIn(folder, 'checkout', '--quiet', '--detach');
    expect(await ensure(folder)).toEqual({ kind: 'created' });
    expect(await ensure(folder)).toEqual({ kind: 'unchanged' });
  });

  test('leaves working tree and index as they are, however dirty', async () => {
    const folder = makeCheckout({ ...FILES, 'gone.txt': '' });
    writeFiles(folder, { Dockerfile: 'staged' });
    gitIn(folder, 'add', 'Dockerfile');
    gitIn(folder, 'rm', '--quiet', 'gone.txt');
    writeFiles(folder, { Dockerfile: 'changed again', 'notes.txt': 'changed', untracked: '' });
    const before = snapshot(folder);
    expect(await ensure(folder)).toEqual({ kind: 'created' });
    expect(snapshot(folder)).toEqual(before);
  });

  test('runs no hook of the checkout', async () => {
    const folder = makeCheckout(FILES);
    const trace = join(folder, 'trace');
    mkdirSync(join(folder, '.git/hooks'), { recursive: true });
    for (const name of [
      'reference-transaction',
      'post-index-change',
      'pre-commit',
      'post-commit',
    ]) {
      const hook = join(folder, '.git/hooks', name);
      writeFileSync(hook, `#!/bin/sh\ntouch '${trace}'\n`);
      chmodSync(hook, 0o755);
    }
    await ensure(folder);
    expect(existsSync(trace)).toBe(false);
  });
});

describe('ensureProposal refuses', () => {
  const refusal = (reason: string) => ({ kind: 'refused', reason });
  const foreign = refusal(`the branch ${BRANCH} holds commits that are not ours`);

  /** Commits as Alice on our branch; `words` go to `git commit`. */
  function commitOnOurs(folder: string, ...words: readonly string[]): string {
    gitIn(folder, 'checkout', '--quiet', BRANCH);
    writeFiles(folder, { 'notes.txt': 'mine\n' });
    gitIn(folder, 'commit', '--quiet', '--all', ...words);
    gitIn(folder, 'checkout', '--quiet', 'main');
    return gitIn(folder, 'rev-parse', BRANCH);
  }

  test.each([
    ['added a commit to', ['--message', 'Mine']],
    ['amended our commit on', ['--amend', '--no-edit']],
  ])('a branch when a person %s it', async (_, words) => {
    const folder = makeCheckout(FILES);
    await ensure(folder);
    const commit = commitOnOurs(folder, ...words);
    expect(await ensure(folder)).toEqual(foreign);
    expect(gitIn(folder, 'rev-parse', BRANCH)).toBe(commit);
  });

  test('a branch of that name that a person made', async () => {
    const folder = makeCheckout(FILES);
    gitIn(folder, 'branch', BRANCH);
    expect(await ensure(folder)).toEqual(foreign);
    expect(gitIn(folder, 'rev-parse', BRANCH)).toBe(gitIn(folder, 'rev-parse', 'main'));
  });

  test.each([
    ['here', (folder: string) => gitIn(folder, 'checkout', '--quiet', BRANCH)],
    [
      'elsewhere',
      (folder: string) =>
        gitIn(folder, 'worktree', 'add', '--quiet', join(makeFolder(), 'linked'), BRANCH),
    ],
  ])('a branch that is checked out %s', async (_, checkOut) => {
    const folder = makeCheckout(FILES);
    await ensure(folder);
    checkOut(folder);
    const commit = gitIn(folder, 'rev-parse', BRANCH);
    const other = { Dockerfile: 'FROM alpine\nCOPY ./ /app\n' };
    expect(await ensure(folder, other)).toEqual(refusal(`the branch ${BRANCH} is checked out`));
    expect(gitIn(folder, 'rev-parse', BRANCH)).toBe(commit);
  });

  test.each(['seaworthy', `${BRANCH}/more`])(
    'a branch that has no room beside %s',
    async (other) => {
      const folder = makeCheckout(FILES);
      gitIn(folder, 'branch', other);
      const reason = `the branch ${BRANCH} cannot be made beside the branch ${other}`;
      expect(await ensure(folder)).toEqual(refusal(reason));
      expect(branchesOf(folder)).toEqual(['main', other].sort());
    },
  );
});
