import { expect, test } from 'vitest';
import { jobsOfEvent } from '../../src/app/jobs-of-event.ts';
import { createMemoryWatchedFiles } from '../../src/app/stores/memory-watched-files.ts';
import { toKept } from '../../src/app/stores/watched-files.ts';
import type { WatchedFiles } from '../../src/app/stores/watched-files.ts';
import { keyBlockOf, printKeyBlock } from '../../src/remediation/key-block.ts';
import { wordsIn } from '../../src/remediation/preload-files.ts';

const OF_SHOP = {
  repository: { id: 7, name: 'shop', owner: { login: 'acme' }, default_branch: 'main' },
  installation: { id: 3 },
  sender: { login: 'ann', type: 'User' },
};
const SHOP = { installation: 3, id: 7, owner: 'acme', repo: 'shop' };
const BLOCK = printKeyBlock(
  keyBlockOf({ key: { kind: 'hardening', subject: '', to: '1' }, fixes: [] }),
);
const AT = '2026-11-26T08:00:00Z';
const OURS = { number: 4, body: BLOCK, updated_at: AT, user: { type: 'Bot' } };
const THEIRS = { number: 5, body: null, updated_at: AT, user: { type: 'User' } };
const ISSUE = { number: 6, body: null, updated_at: AT };
const COMMAND = { id: 8, body: '/seaworthy help', updated_at: AT };
const BOT = { sender: { login: 'bot', type: 'Bot' } };
const EDITED = { action: 'edited', changes: { body: { from: '' } } };

function push(modified: readonly string[], more: object = {}): object {
  return { ref: 'refs/heads/main', commits: [{ added: [], removed: [], modified }], ...more };
}

function run(head_branch: string, id: number): object {
  const workflow_run = { id: 11, head_branch, head_repository: { id } };
  return { action: 'completed', workflow_run };
}

/** Of a repository whose Dockerfiles and configuration name these. */
function watched(text = '', patterns: readonly string[] = []): WatchedFiles {
  const files = createMemoryWatchedFiles();
  void files.remember(SHOP.id, toKept({ words: wordsIn([{ text }]), patterns }));
  return files;
}

type Case = readonly [name: string, event: string, payload: object, asked: readonly string[]];

const CASES: readonly Case[] = [
  ['a push of a Dockerfile', 'push', push(['api/Dockerfile']), ['look ']],
  ['a push of the configuration', 'push', push(['.github/seaworthy.yml']), ['look again']],
  ['a push of what another bot goes by', 'push', push(['.github/renovate.json5']), ['look ']],
  ['a push of a page', 'push', push(['docs/index.md']), []],
  ['a push to another branch', 'push', push(['Dockerfile'], { ref: 'refs/heads/x' }), []],
  ['a branch that was set back', 'push', push([], { forced: true, commits: [] }), ['look again']],
  ['a default branch that is gone', 'push', push([], { deleted: true, commits: [] }), []],
  ['ours, closed', 'pull_request', { action: 'closed', pull_request: OURS }, ['look again']],
  ['ours, opened', 'pull_request', { action: 'opened', pull_request: OURS }, []],
  [
    'a box ticked in ours',
    'pull_request',
    { ...EDITED, pull_request: OURS },
    ['answer-comment text 4'],
  ],
  [
    'theirs, opened',
    'pull_request',
    { action: 'opened', pull_request: THEIRS },
    ['check-pull pull 5'],
  ],
  ['theirs, closed', 'pull_request', { action: 'closed', pull_request: THEIRS }, []],
  ['an issue edited', 'issues', { ...EDITED, issue: ISSUE }, ['answer-comment text 6']],
  ['an issue edited by a bot', 'issues', { ...EDITED, ...BOT, issue: ISSUE }, []],
  [
    'a comment',
    'issue_comment',
    { action: 'created', issue: ISSUE, comment: COMMAND },
    ['answer-comment comment 8'],
  ],
  [
    'a comment without a command',
    'issue_comment',
    { action: 'created', issue: ISSUE, comment: { ...COMMAND, body: 'Thanks!' } },
    [],
  ],
  [
    'a comment of a bot',
    'issue_comment',
    { action: 'created', ...BOT, issue: ISSUE, comment: COMMAND },
    [],
  ],
  [
    'an alert',
    'code_scanning_alert',
    { action: 'created', alert: { number: 1 } },
    ['gather-reports alerts'],
  ],
  ['a run on the default branch', 'workflow_run', run('main', 7), ['gather-reports run 11']],
  ['a run of a fork', 'workflow_run', run('main', 99), []],
  ['a run on another branch', 'workflow_run', run('x', 7), []],
  [
    'a check asked for again',
    'check_run',
    { action: 'rerequested', check_run: { id: 9, external_id: 'pull-5-0123456789abcdef' } },
    ['check-pull pull 5'],
  ],
  ['a new name', 'repository', { action: 'renamed' }, ['look again']],
  [
    'another default branch',
    'repository',
    { action: 'edited', changes: { default_branch: {} } },
    ['look again'],
  ],
  ['another description', 'repository', { action: 'edited', changes: { description: {} } }, []],
  ['an archived repository', 'repository', { action: 'archived' }, []],
  ['an event that nobody asked for', 'star', { action: 'created' }, []],
];

test.each(CASES)('%s', async (_, event, payload, asked) => {
  const jobs = await jobsOfEvent(event, { ...OF_SHOP, ...payload }, watched());
  const subjects = jobs.map(({ kind, subject }) => `${kind} ${subject}`);
  expect(subjects.map((one) => one.replace(/ [0-9a-f]{16}$/, ''))).toEqual(asked);
  for (const { place } of jobs) expect(place).toEqual(SHOP);
});

test('an edit waits beside what it has edited, and the same event twice is one job', async () => {
  const subjectOf = async (payload: object) => {
    const event = { ...OF_SHOP, issue: ISSUE, ...payload };
    const [asked] = await jobsOfEvent('issue_comment', event, watched());
    return asked?.subject;
  };
  const created = { action: 'created', comment: COMMAND };
  const edited = { ...EDITED, comment: { ...COMMAND, body: '/seaworthy pause' } };
  const subject = await subjectOf(created);
  expect(await subjectOf(created)).toBe(subject);
  expect(await subjectOf(edited)).not.toBe(subject);
});

const SHARED = { ...OF_SHOP, repository: { ...OF_SHOP.repository, name: '.github' } };

test.each([
  ['the shared configuration', push(['.github/seaworthy.yml']), ['look', 'look-at-heirs']],
  ['another one that is extended', push(['strict/seaworthy.yaml']), ['look', 'look-at-heirs']],
  ['a profile', push(['profile/README.md']), []],
  ['the shared one set back', push([], { forced: true, commits: [] }), ['look', 'look-at-heirs']],
])('a push of %s', async (_, payload, kinds) => {
  const jobs = await jobsOfEvent('push', { ...SHARED, ...payload }, watched());
  expect(jobs.map(({ kind }) => kind)).toEqual(kinds);
});

test.each([
  ['created', ['shop', 'web']],
  ['unsuspend', ['shop', 'web']],
  ['deleted', []],
  ['suspend', []],
])('an installation that is %s', async (action, repos) => {
  const repositories = ['shop', 'web'].map((name, id) => ({ id, full_name: `acme/${name}` }));
  const jobs = await jobsOfEvent(
    'installation',
    { action, installation: { id: 3 }, repositories },
    watched(),
  );
  expect(jobs.map(({ place }) => place.repo)).toEqual(repos);
});

test('a payload that is not GitHub’s is refused', async () => {
  await expect(jobsOfEvent('push', { ref: 7 }, watched())).rejects.toThrow('ref');
});

const GO = 'FROM golang:1.24\nCOPY scripts/start /start\nRUN go build\n';
const REPORTS = ['.seaworthy/**'];

test.each<readonly [string, WatchedFiles, string, boolean]>([
  ['a file that a Dockerfile copies', watched(GO), 'scripts/start', true],
  ['one of this name elsewhere', watched(GO), 'tools/start', true],
  ['a source of what a Dockerfile builds', watched(GO), 'cmd/main.go', true],
  ['a source that no Dockerfile builds', watched('FROM alpine\n'), 'cmd/main.go', false],
  ['a lock file of a tool that a Dockerfile runs', watched('RUN npm ci\n'), 'yarn.lock', false],
  ['the lock file of this tool', watched('RUN npm ci\n'), 'package-lock.json', true],
  [
    'a report where the configuration looks for it',
    watched('', REPORTS),
    '.seaworthy/a.json',
    true,
  ],
  ['a report elsewhere', watched('', REPORTS), 'out/a.json', false],
  [
    'a page of a repository that was not looked at',
    createMemoryWatchedFiles(),
    'docs/index.md',
    true,
  ],
])('a push of %s', async (_, files, path, isLookedAt) => {
  const jobs = await jobsOfEvent('push', { ...OF_SHOP, ...push([path]) }, files);
  expect(jobs.length > 0).toBe(isLookedAt);
});
