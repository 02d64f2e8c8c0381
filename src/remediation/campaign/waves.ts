/** What became of a campaign's pull request; `open`: its checks have passed, or there are none. */
export type PullState = 'open' | 'running' | 'failing' | 'merged' | 'closed' | 'withdrawn';

/** A repository that a campaign concerns. */
export interface WaveMember {
  readonly id: number;
  /** For people: `acme/api#7`. */
  readonly name: string;
  /** `ready`: to be opened. `held`: not now, for reasons of its own. */
  readonly state: PullState | 'ready' | 'held';
  /** Milliseconds since 1970; null without a pull request. */
  readonly openedAt: number | null;
  /** Its place in the order of the campaign. */
  readonly rank: string;
}

export interface WaveSettings {
  /** How many repositories come first. */
  readonly canary: number;
  /** Of those concerned, rising, the last one is 100. */
  readonly percents: readonly number[];
  /** More than this share of the opened ones, closed or failing, ends the campaign; in percent. */
  readonly stopAt: number;
  /** Milliseconds after which an open pull request holds up nobody. */
  readonly wait: number;
}

export interface Wave {
  /** `canary`, `up to 10 %`. */
  readonly name: string;
  readonly members: readonly WaveMember[];
}

export type WaveDecision =
  /** So many more of the ready ones may be opened, in their order. */
  | { readonly kind: 'open'; readonly wave: string; readonly most: number }
  /** The waves so far have not settled. */
  | { readonly kind: 'hold'; readonly reason: string }
  /** People or checks speak against it. */
  | { readonly kind: 'stop'; readonly reason: string }
  /** All that can be opened is; some is still open. */
  | { readonly kind: 'follow'; readonly reason: string }
  | { readonly kind: 'done' };

export interface WavePlan {
  readonly waves: readonly Wave[];
  readonly decision: WaveDecision;
}

const NAMED = 3;
const HOUR = 3_600_000;

/**
 * Puts repositories into waves and says what may happen now. Those opened come first, as they were opened, so that the
 * same is found from the pull requests alone whatever has changed since; the others follow by rank, the same in every run.
 */
export function planWaves(
  members: readonly WaveMember[],
  settings: WaveSettings,
  now: number,
): WavePlan {
  const ordered = [...members].sort((a, b) => compareKeys(orderOf(a), orderOf(b)));
  const waves = cutWaves(ordered, settings);
  return { waves, decision: decide(waves, settings, now) };
}

function isOpened({ state }: WaveMember): boolean {
  return state !== 'ready' && state !== 'held';
}

function orderOf({ id, state, openedAt, rank }: WaveMember): readonly (number | string)[] {
  if (state === 'ready') return [1, rank, id];
  return state === 'held' ? [2, rank, id] : [0, openedAt ?? 0, id];
}

function compareKeys(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [index, one] of a.entries()) {
    const other = b[index] ?? 0;
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

/** Waves that would be empty are left out. */
function cutWaves(ordered: readonly WaveMember[], { canary, percents }: WaveSettings): Wave[] {
  const { length } = ordered;
  const ends = percents.map((percent): [string, number] => [
    `up to ${percent} %`,
    Math.ceil((length * percent) / 100),
  ]);
  const waves: Wave[] = [];
  let start = 0;
  for (const [name, end] of [['canary', canary] as const, ...ends]) {
    const members = ordered.slice(start, end);
    if (members.length > 0) waves.push({ name, members });
    start = Math.max(start, Math.min(end, length));
  }
  return waves;
}

function decide(waves: readonly Wave[], settings: WaveSettings, now: number): WaveDecision {
  const all = waves.flatMap(({ members }) => members);
  const stop = whyStop(all, settings);
  if (stop !== null) return { kind: 'stop', reason: stop };
  const current = waves.find(({ members }) => members.some(({ state }) => state === 'ready'));
  if (current === undefined) return closing(all);
  const before = waves.slice(0, waves.indexOf(current)).flatMap(({ members }) => members);
  const open = before.filter((one) => !isSettled(one, settings, now));
  if (open.length > 0) return { kind: 'hold', reason: whyHold(open, settings, now) };
  const room = current.members.filter((one) => !isOpened(one)).length;
  const most = Math.min(room, all.filter(({ state }) => state === 'ready').length);
  return { kind: 'open', wave: current.name, most };
}

/** Closed or failing, of all that was opened but for what we took back ourselves. */
function whyStop(all: readonly WaveMember[], { stopAt }: WaveSettings): string | null {
  const counted = all.filter((one) => isOpened(one) && one.state !== 'withdrawn');
  const closed = counted.filter(({ state }) => state === 'closed').length;
  const failing = counted.filter(({ state }) => state === 'failing').length;
  const share = ((closed + failing) / counted.length) * 100;
  if (counted.length === 0 || share <= stopAt) return null;
  const percent = Math.round(share);
  return `of ${pulls(counted.length)} ${closed} were closed without a merge and ${failing} fail their checks (${percent} %); more than ${stopAt} % stop a campaign`;
}

/** Where people have decided, or had the time to; checks that still run have not spoken. */
function isSettled({ state, openedAt }: WaveMember, { wait }: WaveSettings, now: number): boolean {
  if (state === 'running') return false;
  if (state !== 'open' && state !== 'failing') return true;
  return now - (openedAt ?? now) >= wait;
}

function whyHold(open: readonly WaveMember[], { wait }: WaveSettings, now: number): string {
  const named = open.slice(0, NAMED).map((one) => `${one.name} ${ageOf(one, wait, now)}`);
  const more = open.length > NAMED ? ` and ${open.length - NAMED} more` : '';
  return `the next wave waits until these are merged, closed, or have been open long enough: ${named.join(', ')}${more}`;
}

function ageOf({ state, openedAt }: WaveMember, wait: number, now: number): string {
  if (state === 'running') return '(checks run)';
  const hours = (milliseconds: number) => Math.floor(milliseconds / HOUR);
  // One that was opened in this run is younger than the run.
  return `(open for ${hours(Math.max(0, now - (openedAt ?? now)))} of ${hours(wait)} hours)`;
}

function closing(all: readonly WaveMember[]): WaveDecision {
  const held = all.filter(({ state }) => state === 'held').length;
  const open = all.filter(({ state }) => state === 'open' || state === 'failing').length;
  const running = all.filter(({ state }) => state === 'running').length;
  if (held + open + running === 0) return { kind: 'done' };
  const parts = [
    ...(open + running === 0 ? [] : [`${pulls(open + running)} still open`]),
    ...(held === 0 ? [] : [`${held} waiting for reasons of their own`]),
  ];
  return { kind: 'follow', reason: `all that can be opened is; ${parts.join(', ')}` };
}

function pulls(count: number): string {
  return count === 1 ? '1 pull request' : `${count} pull requests`;
}
