import type { UpgradeCandidate, UpgradeKind } from '../../image/upgrade.ts';
import type { AllowedCandidate, AllowedMoves } from '../allowed-moves.ts';
import { newestFirst } from '../version-order.ts';

/** From the smallest change to the largest. */
const SIZES: readonly UpgradeKind[] = [
  'digest-pin',
  'digest-refresh',
  'patch',
  'minor',
  'distribution',
  'replacement',
  'major',
];

/** Of one kind, as many are asked about until the registry refuses none. */
const MOST_REFUSALS = 3;

export interface SearchInput<Judged> {
  readonly moves: AllowedMoves;
  /** What the policy takes; looked at in any case. */
  readonly chosen: UpgradeCandidate | null;
  /** How many candidates may be looked at: each costs requests, and layers. */
  readonly most: number;
  /** Looks at a candidate. */
  readonly judge: (candidate: UpgradeCandidate) => Promise<Judged>;
  /** Positive when the first one gains more; of two that gain as much, the smaller change is the better one. */
  readonly compare: (a: Judged, b: Judged) => number;
}

/**
 * Looks at a few of the images that may be taken, and returns them from the smallest change to the
 * largest. Of each kind the newest; then, where most is gained, the smallest that gains as much, by halving.
 */
export async function searchOptions<Judged>(input: SearchInput<Judged>): Promise<Judged[]> {
  const { moves, chosen, most, judge, compare } = input;
  const found = new Map<string, Judged>();
  const look = async (candidate: UpgradeCandidate): Promise<Judged | null> => {
    const known = found.get(candidate.reference);
    if (known !== undefined || found.size >= most) return known ?? null;
    const judged = await judge(candidate);
    found.set(candidate.reference, judged);
    return judged;
  };
  const lookAllowed = async (one: AllowedCandidate): Promise<Judged | null> => {
    const taken = isTaken(one.candidate, chosen) ? chosen : null;
    if (taken !== null) return look(taken);
    return (await one.refusal()) === null ? look(one.candidate) : null;
  };
  if (chosen !== null && chosen.kind !== 'digest-pin') await look(chosen);
  const refresh = chosen?.kind === 'digest-refresh' ? null : await moves.refresh();
  if (refresh !== null) await look(refresh);
  const groups = groupsOf(moves.candidates);
  for (const group of groups) await lookAtNewest(group, lookAllowed);
  const [best] = [...found.values()].sort((a, b) => compare(b, a));
  const group = best === undefined ? undefined : firstReaching(groups, found, best, compare);
  if (best !== undefined && group !== undefined) {
    const isEnough = (judged: Judged | null) => judged !== null && compare(judged, best) >= 0;
    await halve(group, async (one) => isEnough(await lookAllowed(one)));
  }
  const order = [
    ...(refresh === null ? [] : [refresh]),
    ...groups.flat().map((one) => one.candidate),
  ];
  return inOrder(found, order, chosen);
}

/** By kind, the smallest change first; of one kind the oldest first. */
function groupsOf(candidates: readonly AllowedCandidate[]): readonly AllowedCandidate[][] {
  return SIZES.map((kind) =>
    candidates
      .filter(({ candidate }) => candidate.kind === kind)
      .sort((a, b) => newestFirst(b.version ?? [], a.version ?? [])),
  ).filter((group) => group.length > 0);
}

async function lookAtNewest<Judged>(
  group: readonly AllowedCandidate[],
  look: (one: AllowedCandidate) => Promise<Judged | null>,
): Promise<void> {
  for (const one of group.toReversed().slice(0, MOST_REFUSALS)) {
    if ((await look(one)) !== null) return;
  }
}

/** The group of the smallest changes of which one that was looked at gains as much as the best. */
function firstReaching<Judged>(
  groups: readonly AllowedCandidate[][],
  found: ReadonlyMap<string, Judged>,
  best: Judged,
  compare: (a: Judged, b: Judged) => number,
): AllowedCandidate[] | undefined {
  for (const group of groups) {
    const reaching = group.findIndex(({ candidate }) => {
      const judged = findJudged(found, candidate);
      return judged !== undefined && compare(judged, best) >= 0;
    });
    if (reaching !== -1) return group.slice(0, reaching + 1);
  }
  return undefined;
}

/** Looks for the first that is enough, where the last one is and newer ones fix no less than older ones. */
async function halve(
  group: readonly AllowedCandidate[],
  isEnough: (one: AllowedCandidate) => Promise<boolean>,
): Promise<void> {
  let low = 0;
  let high = group.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = group[middle];
    if (one !== undefined && (await isEnough(one))) high = middle;
    else low = middle + 1;
  }
}

function inOrder<Judged>(
  found: ReadonlyMap<string, Judged>,
  order: readonly UpgradeCandidate[],
  chosen: UpgradeCandidate | null,
): Judged[] {
  const isListed = order.some((candidate) => isTaken(candidate, chosen));
  const all = chosen === null || isListed ? order : insertBySize(order, chosen);
  return all.flatMap((candidate) => findJudged(found, candidate) ?? []);
}

function insertBySize(
  order: readonly UpgradeCandidate[],
  chosen: UpgradeCandidate,
): readonly UpgradeCandidate[] {
  const size = SIZES.indexOf(chosen.kind);
  const at = order.findIndex(({ kind }) => SIZES.indexOf(kind) > size);
  return at === -1 ? [...order, chosen] : order.toSpliced(at, 0, chosen);
}

/** The chosen one may carry a digest where the list of what is allowed has none. */
function findJudged<Judged>(
  found: ReadonlyMap<string, Judged>,
  candidate: UpgradeCandidate,
): Judged | undefined {
  const own = found.get(candidate.reference);
  if (own !== undefined) return own;
  for (const [reference, judged] of found) {
    if (candidate.digest === null && reference.startsWith(`${candidate.reference}@`)) return judged;
  }
  return undefined;
}

function isTaken(candidate: UpgradeCandidate, chosen: UpgradeCandidate | null): boolean {
  if (chosen === null || chosen.kind !== candidate.kind) return false;
  const { reference } = chosen;
  return reference === candidate.reference || reference.startsWith(`${candidate.reference}@`);
}
