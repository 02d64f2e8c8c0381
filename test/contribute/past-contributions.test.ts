import { expect, test } from 'vitest';
import { standingIn } from '../../src/contribute/past-contributions.ts';
import type { Past, PastContribution } from '../../src/contribute/past-contributions.ts';
import { NOW } from './sample-house.ts';

function past(parts: Partial<PastContribution>): PastContribution {
  return {
    repository: 'acme/shop',
    number: 7,
    url: 'https://github.com/acme/shop/pull/7',
    branch: 'seaworthy/hardening',
    title: 'Tidy',
    body: '',
    state: 'open',
    createdAt: '2026-11-01T12:00:00Z',
    isWithdrawn: false,
    isTouched: false,
    base: null,
    edits: null,
    ownTitle: null,
    status: { isDraft: false, review: null, checks: null, conflicts: false },
    remarks: [],
    ...parts,
  };
}

const others = (count: number, parts: Partial<PastContribution>) =>
  Array.from({ length: count }, (_, index) =>
    past({ ...parts, repository: `${parts.repository ?? 'other'}${index}` }),
  );
const remark = (text: string, isOfHouse = true) => ({
  ...{ author: 'ann', isOfHouse, text },
  ...{ path: null, line: null, rows: [], isNew: true },
});

/** As the code host is asked: what was offered here, and what counts for the caps. */
const among = (all: readonly PastContribution[], parts: Partial<Past> = {}): Past => ({
  here: all.filter(({ repository }) => repository === 'acme/shop'),
  offered: all,
  refusedOfOthers: null,
  isCut: false,
  ...parts,
});

test.each<readonly [string, readonly PastContribution[], readonly string[]]>([
  ['nothing stops the first', [], []],
  [
    'one that was closed is a no',
    [past({ state: 'closed' })],
    ['somebody there said no to #7, which holds for good'],
  ],
  ['one that we took back is none', [past({ state: 'closed', isWithdrawn: true })], []],
  ['one that was merged is none', [past({ state: 'merged' })], []],
  [
    'words of the house are one',
    [past({ remarks: [remark('Sorry, we don’t want this.')] })],
    ['somebody there said no to #7, which holds for good'],
  ],
  ['a question is none', [past({ remarks: [remark('Do you want this in 2.0, too?')] })], []],
  ['words of a guest are none', [past({ remarks: [remark('No thanks.', false)] })], []],
  [
    'two are open with the owner',
    others(2, { repository: 'acme/part' }),
    ['2 changes that you offered are open with this owner'],
  ],
  ['those of other owners do not count', others(3, { repository: 'else/part' }), []],
  [
    'five a day are enough',
    others(5, { repository: 'else/part', state: 'merged', createdAt: '2026-11-26T01:00:00Z' }),
    ['you have offered 5 changes in a day: that is enough'],
  ],
])('%s', (_, all, reasons) => {
  expect(standingIn(among(all), 'acme/shop', NOW).stops.map(({ reason }) => reason)).toEqual(
    reasons,
  );
});

test.each<readonly [string, Partial<Past>, readonly string[]]>([
  ['a no to somebody else may be set aside', { refusedOfOthers: 3 }, ['like-refused open']],
  ['a list without an end holds any no', { isCut: true }, ['like-refused final']],
])('%s', (_, parts, expected) => {
  const { stops } = standingIn(among([], parts), 'acme/shop', NOW);
  const shown = stops.map((one) =>
    one.verdict === 'stop' ? `${one.id} ${one.isFinal ? 'final' : 'open'}` : one.id,
  );
  expect(shown).toEqual(expected);
});

test('what is open stays open, whatever others were told', () => {
  const here = past({});
  expect(standingIn(among([here], { refusedOfOthers: 3 }), 'acme/shop', NOW)).toEqual({
    ...{ open: here, isKnown: false, stops: [] },
  });
});
