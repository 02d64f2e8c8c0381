import { describe, expect, test } from 'vitest';
import { DEFAULTS } from '../../src/config/defaults.ts';
import { openGitRepository } from '../../src/local/git-repository.ts';
import { keyBlockOf } from '../../src/remediation/key-block.ts';
import { branchesOf, gitIn, makeCheckout, writeFiles } from './folders.ts';
import { proposalFor } from './proposals.ts';

const BRANCH = 'seaworthy/hardening';
const PROPOSAL = proposalFor({ Dockerfile: 'FROM alpine\nCOPY . /app\n' });

async function makeProposed(): Promise<string> {
  const folder = makeCheckout({ Dockerfile: 'FROM alpine\nADD . /app\n', notes: '' });
  const { ensureProposal } = await openGitRepository(folder, 'test');
  await ensureProposal(PROPOSAL, DEFAULTS.pullRequests);
  return folder;
}

async function historyOf(folder: string, branches: readonly string[] = []) {
  return (
    await (await openGitRepository(folder, 'test')).readHistory(branches, DEFAULTS.pullRequests)
  ).proposals;
}

async function withdraw(folder: string) {
  const { readHistory, withdrawProposal } = await openGitRepository(folder, 'test');
  const [past] = (await readHistory([BRANCH], DEFAULTS.pullRequests)).proposals;
  if (past === undefined) throw new Error('there is no such branch');
  return withdrawProposal({ past, successor: null });
}

function commitOn(folder: string): void {
  gitIn(folder, 'checkout', '--quiet', BRANCH);
  writeFiles(folder, { notes: 'mine' });
  gitIn(folder, 'commit', '--quiet', '--all', '--message', 'Mine');
  gitIn(folder, 'checkout', '--quiet', 'main');
}

describe('readHistory', () => {
  test('knows our branches by their commits, and what they were about', async () => {
    const folder = await makeProposed();
    gitIn(folder, 'branch', 'seaworthy/other');
    expect(await historyOf(folder)).toEqual([
      {
        name: BRANCH,
        branch: BRANCH,
        state: 'open',
        block: keyBlockOf(PROPOSAL),
        wider: null,
        isTouched: false,
      },
    ]);
  });

  test('tells that one is merged', async () => {
    const folder = await makeProposed();
    gitIn(folder, 'merge', '--quiet', BRANCH);
    expect(await historyOf(folder)).toMatchObject([{ state: 'merged' }]);
  });

  test('tells that a person has worked on one that is asked for', async () => {
    const folder = await makeProposed();
    commitOn(folder);
    expect(await historyOf(folder)).toEqual([]);
    expect(await historyOf(folder, [BRANCH])).toMatchObject([{ isTouched: true, block: null }]);
  });
});

describe('withdrawProposal', () => {
  test('deletes a branch of ours', async () => {
    const folder = await makeProposed();
    expect(await withdraw(folder)).toEqual({ kind: 'withdrawn' });
    expect(branchesOf(folder)).toEqual(['main']);
  });

  test('leaves one that a person has worked on', async () => {
    const folder = await makeProposed();
    commitOn(folder);
    expect(await withdraw(folder)).toMatchObject({ kind: 'refused' });
    expect(branchesOf(folder)).toEqual(['main', BRANCH]);
  });

  test('leaves one that is checked out', async () => {
    const folder = await makeProposed();
    gitIn(folder, 'checkout', '--quiet', BRANCH);
    expect(await withdraw(folder)).toMatchObject({ kind: 'refused' });
    expect(branchesOf(folder)).toEqual(['main', BRANCH]);
  });
});
