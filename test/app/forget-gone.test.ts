import { expect, test } from 'vitest';
import { forgetPlace, goneOfEvent } from '../../src/app/forget-gone.ts';
import { createMemoryHeads } from '../../src/app/stores/memory-heads.ts';
import { createMemoryProposalTally } from '../../src/app/stores/memory-proposal-tally.ts';
import { createMemoryWatchedFiles } from '../../src/app/stores/memory-watched-files.ts';

const INSTALLATION = { id: 3 };
const SHOP = { id: 7, full_name: 'acme/shop' };
const WEB = { id: 8, full_name: 'acme/web' };
const PLACE = { installation: 3, id: 7, owner: 'acme', repo: 'shop' };

const repository = { id: 7, name: 'shop', owner: { login: 'acme' }, default_branch: 'main' };

test.each([
  [
    'uninstalled',
    'installation',
    { action: 'deleted', repositories: [SHOP, WEB] },
    ['shop', 'web'],
  ],
  [
    'taken from the app',
    'installation_repositories',
    { action: 'removed', repositories_removed: [SHOP] },
    ['shop'],
  ],
  ['deleted', 'repository', { action: 'deleted', repository }, ['shop']],
])('what is %s is gone', (_, event, payload, names) => {
  const gone = goneOfEvent(event, { installation: INSTALLATION, ...payload });
  expect(gone.map(({ repo }) => repo)).toEqual(names);
  expect(gone[0]).toEqual(PLACE);
});

test.each([
  ['suspended', 'installation', { action: 'suspend', repositories: [SHOP] }],
  ['installed', 'installation', { action: 'created', repositories: [SHOP] }],
  ['added', 'installation_repositories', { action: 'added', repositories_added: [SHOP] }],
  ['archived', 'repository', { action: 'archived', repository }],
  ['pushed to', 'push', {}],
])('what is %s is there', (_, event, payload) => {
  expect(goneOfEvent(event, { installation: INSTALLATION, ...payload })).toEqual([]);
});

test('of a repository that is gone nothing is kept', async () => {
  const heads = createMemoryHeads();
  const watched = createMemoryWatchedFiles();
  const tally = createMemoryProposalTally();
  const forgotten: unknown[] = [];
  const store = {
    forget: (name: object) => {
      forgotten.push(name);
      return Promise.resolve();
    },
  };
  const head = {
    etag: '"1"',
    commit: 'c0ffee',
    basis: 'today',
    images: [],
    at: 0,
    until: Infinity,
  };
  await heads.remember(7, head);
  await watched.remember(7, { words: Uint32Array.of(1), patterns: [] });
  await tally.record(7, [{ rule: 'pipefail', state: 'open', count: 1 }]);
  await forgetPlace(PLACE, { heads, watched, tally, reports: { store } });
  expect(await heads.find(7)).toBeNull();
  expect(await watched.find(7)).toBeNull();
  expect(await tally.total()).toEqual([]);
  expect(forgotten).toEqual([{ owner: 'acme', repo: 'shop' }]);
});
