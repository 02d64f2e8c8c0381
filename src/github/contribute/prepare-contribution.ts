import { joinDropped, parseDropped } from '../../contribute/dropped-fixes.ts';
import type { Dropped } from '../../contribute/dropped-fixes.ts';
import { demandsOf, judgeHouse, stopsIn } from '../../contribute/etiquette/judge-house.ts';
import type { Demands } from '../../contribute/etiquette/judge-house.ts';
import { finalStop, stop } from '../../contribute/etiquette/manner.ts';
import type { Manner } from '../../contribute/etiquette/manner.ts';
import type { House } from '../../contribute/house.ts';
import { standingIn } from '../../contribute/past-contributions.ts';
import type { PastContribution, Standing } from '../../contribute/past-contributions.ts';
import { planContribution } from '../../contribute/plan-contribution.ts';
import type { ContributionOptions } from '../../contribute/plan-contribution.ts';
import { FIRST, LATER } from '../../contribute/small-change.ts';
import { parseKeyBlock } from '../../remediation/key-block.ts';
import { branchOf, WHOLE } from '../../remediation/propose.ts';
import type { Repository } from '../../remediation/repository.ts';
import { openGitHubRepository } from '../github-repository.ts';
import { makeOffer } from './make-offer.ts';
import type { Offer, Offering } from './make-offer.ts';
import { houseOf, readHouseAnswer } from './read-house.ts';
import { readContributions } from './read-contributions.ts';
import { withOtherChanges } from './read-other-changes.ts';

export interface PreparationInput
  extends Offering, Pick<ContributionOptions, 'registry' | 'downloads' | 'branchPrefix' | 'now'> {
  /** `github.com`, or that of an enterprise server. */
  readonly host: string;
  /** Ids of manners that the person sets aside. */
  readonly setAside: ReadonlySet<string>;
  /** What is to be taken out of the open contribution, besides what was before. */
  readonly drop: Dropped;
}

/** What there is to offer, and what good manners say to it. */
export interface Preparation {
  readonly manners: readonly Manner[];
  /** Why nothing may be offered. */
  readonly stops: readonly Manner[];
  /** One of before that is still open. */
  readonly open: PastContribution | null;
  /** Null where something stops it, or where there is nothing to offer. */
  readonly offer: Offer | null;
  /** Whether there is nothing to offer because nothing is left to do, and not because a Dockerfile is left to others. */
  readonly isSettled: boolean;
  /** What was or is to be taken out, as the text of the contribution remembers it. */
  readonly dropped: Dropped;
}

/** Reads the house and works the contribution out; nothing is written. */
export async function prepareContribution(input: PreparationInput): Promise<Preparation> {
  const { client, name, identity, now } = input;
  const answer = await readHouseAnswer(client, name);
  const branch = branchOf({ kind: 'hardening', subject: WHOLE }, input.branchPrefix);
  const past = await readContributions({ client, identity, name, branch, now });
  const standing = standingIn(past, answer.nameWithOwner, now);
  const commits = new Map(answer.refs.nodes.map((ref) => [ref.name, ref.target?.oid ?? '']));
  const head = answer.defaultBranchRef;
  if (head === null) {
    const empty = finalStop('empty', 'GitHub', 'it has no commit yet');
    return {
      manners: [empty],
      stops: [empty],
      open: null,
      offer: null,
      isSettled: false,
      dropped: input.drop,
    };
  }
  const first = openAt(input, head.target.oid);
  const house = await houseOf(answer, first, identity.login);
  const { open } = standing;
  const before = judge(input, house, standing);
  const stops = stopsIn(before, setAsideBy(input, open, before));
  const dropped = joinDropped([input.drop, ...past.here.map(({ body }) => parseDropped(body))]);
  const known = { standing, first, tip: head.target.oid, commits, dropped };
  if (stops.length > 0) {
    return { manners: before, stops, open, offer: null, isSettled: false, dropped };
  }
  return plan(input, await withOtherChanges(client, name, house), known);
}

interface Known {
  readonly standing: Standing;
  /** At the tip of the default branch. */
  readonly first: Repository;
  readonly tip: string;
  /** Tips of the branches, by name. */
  readonly commits: ReadonlyMap<string, string>;
  readonly dropped: Dropped;
}

/** Nothing stops it: what there is to offer. */
async function plan(input: PreparationInput, house: House, known: Known): Promise<Preparation> {
  const { standing, first, tip, dropped } = known;
  const { open, isKnown } = standing;
  const manners = judge(input, house, standing);
  const demands = demandsOf(house, manners);
  const commit = known.commits.get(demands.base) ?? tip;
  const repository = commit === tip ? first : openAt(input, commit);
  const { left, taken } = await othersAt(input, { house, demands, repository, first });
  const kept = open === null ? null : (parseKeyBlock(open.body)?.marks ?? null);
  const choice = { taken, kept, dropped, size: isKnown ? LATER : FIRST };
  const planned = await planContribution(repository, { ...input, ...choice, left });
  const { proposal, isHeldBack } = planned;
  const context = { house, demands, open, commit, dropped };
  const offer = proposal === null ? null : await makeOffer(proposal, input, context);
  const isSettled = offer === null && left.size === 0 && !isHeldBack;
  return { manners, stops: [], open, offer, isSettled, dropped };
}

function judge(input: PreparationInput, house: House, standing: Standing): readonly Manner[] {
  const judged = judgeHouse(house, input.now);
  return [...standing.stops, ...judged, ...identityManners(input, house, judged)];
}

function openAt({ client, name, identity, host, branchPrefix }: PreparationInput, commit: string) {
  const place = { client, name, identity, host, branchPrefix, commit };
  // What people say there is read by a person; that they closed it counts.
  return openGitHubRepository({ ...place, listener: 'closing' });
}

/** An issue that is named has come first; what is open was weighed when it was offered, but each commit is signed off anew. */
function setAsideBy(
  { setAside, issue }: PreparationInput,
  open: PastContribution | null,
  manners: readonly Manner[],
): ReadonlySet<string> {
  const weighed = open === null ? [] : manners.map(({ id }) => id);
  const named = issue === null ? [] : ['issue-first'];
  return new Set([...setAside, ...named, ...weighed.filter((id) => id !== 'sign-off')]);
}

function identityManners(
  { identity, signsOff }: PreparationInput,
  house: House,
  judged: readonly Manner[],
): readonly Manner[] {
  if (identity.login.endsWith('[bot]')) {
    const reason = 'a person offers a contribution, and the token is that of an app';
    return [finalStop('automated', 'GitHub', reason)];
  }
  if (house.facts.name.split('/')[0]?.toLowerCase() === identity.login.toLowerCase()) {
    return [finalStop('forking', 'GitHub', 'it is yours: use `seaworthy run`')];
  }
  const isAsked = judged.some(({ id }) => id === 'sign-off');
  if (!isAsked || signsOff) return [];
  return [stop('sign-off', 'GitHub', 'commits are signed off there: say --sign-off to do so')];
}

interface Places {
  readonly house: House;
  readonly demands: Demands;
  readonly repository: Repository;
  readonly first: Repository;
}

/** Another branch has other files, of which some are generated, and other lines. */
async function othersAt(
  { client, name, identity, now }: PreparationInput,
  { house, demands, repository, first }: Places,
): Promise<Pick<Demands, 'left' | 'taken'>> {
  if (repository === first) return demands;
  const answer = await readHouseAnswer(client, name);
  const there = { ...(await houseOf(answer, repository, identity.login)), pulls: house.pulls };
  const { left, taken } = demandsOf(house, judgeHouse(there, now));
  return { left: new Map([...demands.left, ...left]), taken };
}
