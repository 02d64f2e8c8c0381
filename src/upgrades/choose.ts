import type { Checked } from './check-prospect.ts';
import type { Lock, Member } from './lock.ts';
import type { Prospect } from './prospect.ts';
import type { ImageUnit } from './unit.ts';
import { agree, newestFirst } from './version-order.ts';

/** Asks the registry about what is about to be taken. */
export type Check = (unit: ImageUnit, prospect: Prospect) => Promise<Checked>;

export interface Choice {
  readonly prospect: Prospect;
  readonly checked: Extract<Checked, { ok: true }>;
}

/** What became of one image. */
export interface Chosen {
  readonly member: Member;
  readonly choice: Choice | null;
  /** What the registry said of the prospects that it was asked about. */
  readonly checks: ReadonlyMap<Prospect, Checked>;
}

/** An image at work: what was found out about its prospects so far. */
interface Candidate {
  readonly member: Member;
  readonly prospects: readonly Prospect[];
  readonly checks: Map<Prospect, Checked>;
}

/** After as many refusals by the registry, older tags are no longer asked about. */
const MOST_REFUSALS = 5;

/**
 * Chooses for all images of a lock: first replacements of deprecated images, then the newest version to
 * which all can go, or at which they are.
 */
export async function chooseTogether(lock: Lock, check: Check): Promise<readonly Chosen[]> {
  const workers = lock.members.map((member) => ({
    member,
    checks: new Map<Prospect, Checked>(),
  }));
  let choices: ReadonlyMap<Member, Choice> = new Map();
  for (let rank = 0; rank <= successorsIn(lock) && choices.size === 0; rank += 1) {
    const candidates = workers.map((worker) => ({
      ...worker,
      prospects: prospectsFor(worker.member, rank),
    }));
    choices = await chooseRound(candidates, check);
    if (candidates.some(hasFailed)) break;
  }
  return workers.map(({ member, checks }) => ({
    member,
    choice: choices.get(member) ?? null,
    checks,
  }));
}

/** How many successors the member with most of them has. */
function successorsIn({ members }: Lock): number {
  return Math.max(0, ...members.map(({ prospects }) => prospects.replacements.length));
}

/** The successor of this rank where one may be taken, else the other tags of the image itself. */
function prospectsFor({ prospects }: Member, rank: number): readonly Prospect[] {
  const successor = (prospects.replacements[rank] ?? []).filter(isOpen);
  return successor.length > 0 ? successor : prospects.moves.filter(isOpen);
}

function isOpen({ refusal }: Prospect): boolean {
  return refusal === null;
}

function isExhausted({ checks }: Pick<Candidate, 'checks'>): boolean {
  return [...checks.values()].filter(({ ok }) => !ok).length >= MOST_REFUSALS;
}

function hasFailed({ checks }: Candidate): boolean {
  return [...checks.values()].some((checked) => !checked.ok && checked.isFailure);
}

/** Where all images of a lock end; null leaves open what their tags do not tell. */
type Destination = Pick<Prospect, 'version' | 'distribution'>;

async function chooseRound(
  candidates: readonly Candidate[],
  check: Check,
): Promise<ReadonlyMap<Member, Choice>> {
  for (const destination of destinations(candidates)) {
    const choices = await chooseAll(candidates, destination, check);
    if (candidates.some(hasFailed)) return new Map();
    if (choices !== null && choices.size > 0) return choices;
    if (candidates.some(isExhausted)) return new Map();
  }
  return new Map();
}

/** Null when an image can neither go to the destination nor stay there. */
async function chooseAll(
  candidates: readonly Candidate[],
  destination: Destination,
  check: Check,
): Promise<ReadonlyMap<Member, Choice> | null> {
  const choices = new Map<Member, Choice>();
  for (const candidate of candidates) {
    const choice = await chooseAt(candidate, destination, check);
    if (choice !== null) choices.set(candidate.member, choice);
    else if (!isAt(candidate.member.unit, destination)) return null;
  }
  return choices;
}

interface RankedDestination extends Destination {
  readonly rank: number;
}

/** What is preferred first, then the fewest compromises, then the newest version; of one version, the distribution releases in the order of the prospects. */
function destinations(candidates: readonly Candidate[]): readonly Destination[] {
  const found = new Map<string, RankedDestination>();
  for (const prospect of candidates.flatMap(({ prospects }) => inPreference(prospects))) {
    const { version, distribution } = prospect;
    const { family = '', release = '' } = distribution ?? {};
    const key = `${version?.join('.') ?? ''} ${family} ${release}`;
    const rank = Math.min(found.get(key)?.rank ?? prospect.compromises, rankOf(prospect));
    found.set(key, { version, distribution, rank });
  }
  return [...found.values()].sort(
    (a, b) =>
      a.rank - b.rank ||
      newestFirst(a.version ?? [], b.version ?? []) ||
      Number(a.distribution === null) - Number(b.distribution === null),
  );
}

function inPreference(prospects: readonly Prospect[]): readonly Prospect[] {
  return prospects.toSorted(byRank);
}

function byRank(a: Prospect, b: Prospect): number {
  return rankOf(a) - rankOf(b);
}

function rankOf({ compromises, preference }: Prospect): number {
  return preference === null ? compromises : -1;
}

/** The best prospect at the destination that the registry does not refuse. */
async function chooseAt(
  candidate: Candidate,
  destination: Destination,
  check: Check,
): Promise<Choice | null> {
  const fitting = candidate.prospects.filter((prospect) => isAt(prospect, destination));
  for (const prospect of inPreference(fitting)) {
    const checked = await checkOnce(candidate, prospect, check);
    if (checked?.ok === true) return { prospect, checked };
  }
  return null;
}

/** Null when too many were refused to go on asking. */
async function checkOnce(
  { member, checks }: Candidate,
  prospect: Prospect,
  check: Check,
): Promise<Checked | null> {
  const known = checks.get(prospect);
  if (known !== undefined) return known;
  if (isExhausted({ checks })) return null;
  const checked = await check(member.unit, prospect);
  checks.set(prospect, checked);
  return checked;
}

/** Distributions of different families do not have to agree: they never did. */
function isAt(own: Destination, { version, distribution }: Destination): boolean {
  if (own.distribution !== null && own.distribution.family === distribution?.family) {
    if (own.distribution.release !== distribution.release) return false;
  }
  if (own.version === null || version === null) return own.version === version;
  return agree(own.version, version);
}
