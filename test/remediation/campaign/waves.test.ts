import { describe, expect, it } from 'vitest';
import { planWaves } from '../../../src/remediation/campaign/waves.ts';
import type { WaveMember, WaveSettings } from '../../../src/remediation/campaign/waves.ts';

const HOUR = 3_600_000;
const NOW = 1000 * HOUR;

const USUAL: WaveSettings = { canary: 2, percents: [50, 100], stopAt: 20, wait: 24 * HOUR };

const STATES: Readonly<Record<string, WaveMember['state']>> = {
  ...{ m: 'merged', c: 'closed', w: 'withdrawn', o: 'open', f: 'failing', r: 'running' },
  ...{ '.': 'ready', h: 'held' },
};

/** A letter a repository: capital ones are a day old, and those that are opened were so in this order. */
function membersOf(text: string): readonly WaveMember[] {
  return Array.from(text, (letter, id) => {
    const state = STATES[letter.toLowerCase()] ?? 'ready';
    const isOld = letter !== letter.toLowerCase();
    const isOpened = state !== 'ready' && state !== 'held';
    const openedAt = NOW - (isOld ? 25 * HOUR : HOUR) + id;
    const rank = String(900 - id);
    return { id, name: `r${id}`, state, openedAt: isOpened ? openedAt : null, rank };
  });
}

function planOf(text: string, settings: Partial<WaveSettings> = {}): string {
  const { waves, decision } = planWaves(membersOf(text), { ...USUAL, ...settings }, NOW);
  const sizes = waves.map(({ members }) => members.length).join('+');
  if (decision.kind !== 'open') return `${sizes} ${decision.kind}`;
  return `${sizes} open ${decision.most} of ${decision.wave}`;
}

const PLANS: readonly (readonly [string, string, string, Partial<WaveSettings>?])[] = [
  ['the canary comes first', '........', '2+2+4 open 2 of canary'],
  ['a canary that broke off goes on at once', 'o.......', '2+2+4 open 1 of canary'],
  ['an open canary holds the next wave', 'mo......', '2+2+4 hold'],
  ['one that nobody looked at for a day does not', 'mO......', '2+2+4 open 2 of up to 50 %'],
  ['a wave that was opened by halves goes on', 'mmo.....', '2+2+4 open 1 of up to 50 %'],
  ['checks that run hold it however old', 'mR......', '2+2+4 hold'],
  ['few failures hold it for a day', 'mmmmmmmmf.', '2+3+5 open 1 of up to 100 %'],
  ['what we took back is settled', 'ww......', '2+2+4 open 2 of up to 50 %'],
  ['one of four that was closed is too many', 'mmmc....', '2+2+4 stop'],
  ['as many as are allowed are not', 'mmmc....', '2+2+4 open 4 of up to 100 %', { stopAt: 25 }],
  ['failing checks count like a no', 'mmmf....', '2+2+4 stop'],
  ['what was merged with failing checks is merged', 'mm', '2 done'],
  ['what we took back does not count', 'wwwwcm', '2+1+3 stop'],
  ['nothing is allowed to fail', 'mmmmmmmmmmmmc.', '2+5+7 stop', { stopAt: 0 }],
  ['everything may fail', 'cc......', '2+2+4 open 2 of up to 50 %', { stopAt: 100 }],
  ['held ones leave their place to the next', 'hh......', '2+2+4 open 2 of canary'],
  ['held ones are not opened', 'mm.h', '2+2 open 1 of up to 100 %'],
  ['held ones alone are followed', 'mmh', '2+1 follow'],
  ['all opened are followed', 'mmoO', '2+2 follow'],
  ['all decided is the end', 'mmmmmc', '2+1+3 done'],
  ['nobody is concerned', '', ' done'],
  ['fewer than the canary are the canary', '.', '1 open 1 of canary'],
  ['without a canary the percents begin', '....', '2+2 open 2 of up to 50 %', { canary: 0 }],
  ['a percent of few is one', '...', '1+2 open 1 of up to 1 %', { canary: 0, percents: [1, 100] }],
];

describe('waves', () => {
  it.each(PLANS.map(([why, members, plan, settings = {}]) => ({ why, members, plan, settings })))(
    '$why: $members',
    ({ members, plan, settings }) => {
      expect(planOf(members, settings)).toBe(plan);
    },
  );

  it('are in the order of the ranks, whatever order the host lists repositories in', () => {
    const order = (members: readonly WaveMember[]) =>
      planWaves(members, USUAL, NOW).waves.flatMap((wave) => wave.members.map(({ id }) => id));
    const members = membersOf('........');
    expect(order(members)).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
    expect(order(members.toReversed())).toEqual(order(members));
  });

  it('say what they wait for, and why they stop', () => {
    const said = (text: string) => {
      const { decision } = planWaves(membersOf(text), { ...USUAL, canary: 5 }, NOW);
      return 'reason' in decision ? decision.reason : '';
    };
    expect(said('rooom.....')).toBe(
      'the next wave waits until these are merged, closed, or have been open long enough: r0 (checks run), r1 (open for 0 of 24 hours), r2 (open for 0 of 24 hours) and 1 more',
    );
    expect(said('mmcff....')).toBe(
      'of 5 pull requests 1 were closed without a merge and 2 fail their checks (60 %); more than 20 % stop a campaign',
    );
    expect(said('mmoh')).toBe(
      'all that can be opened is; 1 pull request still open, 1 waiting for reasons of their own',
    );
  });
});
