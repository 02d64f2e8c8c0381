import { issueNamedIn, writeContribution } from '../../contribute/contribution-text.ts';
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
import type { Proposal } from '../../remediation/proposal.ts';
import { branchOf, WHOLE } from '../../remediation/propose.ts';
import type { ProposalOutcome, Repository } from '../../remediation/repository.ts';
import type { GitHubClient, RepositoryName } from '../client.ts';
import { commitMessage } from '../commit-message.ts';
import { openGitHubRepository } from '../github-repository.ts';
import { houseStyleOf, titleInStyle } from '../house-style.ts';
import type { GitHubIdentity } from '../identity.ts';
import { readTree } from '../read-tree.ts';
import { ensureContribution } from './ensure-contribution.ts';
import { houseOf, readHouseAnswer } from './read-house.ts';
import { readContributions } from './read-contributions.ts';

export interface PreparationInput extends Omit<ContributionOptions, 'left' | 'size'> {
  readonly client: GitHubClient;
  readonly name: RepositoryName;
  readonly identity: GitHubIdentity;
  /** `github.com`, or that of an enterprise server. */
  readonly host: string;
  /** Ids of manners that the person sets aside. */
  readonly setAside: ReadonlySet<string>;
  /** Number of the issue that asks for the change; null without one. */
  readonly issue: number | null;
  /** Whether the person signs off. */
  readonly signsOff: boolean;
  /** Between looks at a fork that is being made. */
  readonly wait: () => Promise<void>;
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
}

export interface Offer {
  readonly proposal: Proposal;
  readonly isDraft: boolean;
  /** Branch that the change goes to. */
  readonly base: string;
  /** Without the line that tells where it stands, which is known when it is made. */
  readonly commitMessage: string;
  /** Whether what is open offers the same already, on the same commit. */
  readonly isUnchanged: boolean;
  /** Of the person: `Name <address>`. */
  readonly signature: string;
  /** Makes fork, branch and pull request be; doing it twice changes nothing. */
  readonly publish: () => Promise<ProposalOutcome>;
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
    return { manners: [empty], stops: [empty], open: null, offer: null, isSettled: false };
  }
  const first = openAt(input, head.target.oid);
  const house = await houseOf(answer, first, identity.login);
  const judged = judgeHouse(house, now);
  const manners = [...standing.stops, ...judged, ...identityManners(input, house, judged)];
  const demands = demandsOf(house, manners);
  const { open } = standing;
  const stops = stopsIn(manners, setAsideBy(input, open, manners));
  if (stops.length > 0) return { manners, stops, open, offer: null, isSettled: false };
  const commit = commits.get(demands.base) ?? head.target.oid;
  const repository = commit === head.target.oid ? first : openAt(input, commit);
  const left = await leftAt(input, { house, demands, repository, first });
  const size = standing.isKnown ? LATER : FIRST;
  const planned = await planContribution(repository, { ...input, left, size });
  const known = { house, demands, standing, commit };
  const offer = planned === null ? null : await offerOf(planned, input, known);
  return { manners, stops, open, offer, isSettled: offer === null && left.size === 0 };
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

/** Another branch has other files, of which some are generated. */
async function leftAt(
  { client, name, identity, now }: PreparationInput,
  { house, demands, repository, first }: Places,
): Promise<Demands['left']> {
  if (repository === first) return demands.left;
  const there = await houseOf(await readHouseAnswer(client, name), repository, identity.login);
  return new Map([...demands.left, ...demandsOf(house, judgeHouse(there, now)).left]);
}

interface Known {
  readonly house: House;
  readonly demands: Demands;
  readonly standing: Standing;
  readonly commit: string;
}

async function offerOf(
  planned: Proposal,
  input: PreparationInput,
  { house, demands, standing, commit }: Known,
): Promise<Offer> {
  const { client, name: source, identity, rules, signsOff } = input;
  const { open } = standing;
  const issue = input.issue ?? issueOf(open);
  const isSignedOff = demands.isSignedOff && signsOff;
  const { base, isDraft } = demands;
  const facts = { isSignedOff, base, hasIssue: issue !== null, hasLookedForDoubles: true };
  const template = house.template?.text ?? null;
  const body = writeContribution(planned, { rules, template, issue, facts });
  const style = houseStyleOf(house.facts.messages, { titles: 'auto', signOff: 'never' });
  const title = titleInStyle(planned.title, style);
  const proposal = { ...planned, title, body };
  const signature = await identity.signature();
  const signOff = isSignedOff ? signature : null;
  const isUnchanged = open !== null && isCurrent(open, planned, commit);
  const author = isSignedOff ? { author: authorOf(signature) } : {};
  return {
    ...{
      proposal,
      isDraft,
      base,
      signature,
      commitMessage: commitMessage(planned, title, signOff, null),
    },
    isUnchanged,
    publish: async () => {
      if (open !== null && isUnchanged) return { kind: 'unchanged', address: open.url };
      const { files } = await readTree(client, source, commit);
      return ensureContribution(proposal, {
        ...{ client, source, identity, isDraft, wait: input.wait, open },
        base: { commit, branch: base, files },
        commit: {
          message: (tree) => commitMessage(planned, title, signOff, { parent: commit, tree }),
          ...author,
        },
      });
    },
  };
}

/** The text remembers which issue asked for it. */
function issueOf(open: PastContribution | null): number | null {
  return open === null ? null : issueNamedIn(open.body);
}

function isCurrent({ base, edits, body }: PastContribution, { key }: Proposal, commit: string) {
  return base === commit && edits === key.to && parseKeyBlock(body)?.key.to === key.to;
}

/** A sign-off has to be by the author of the commit. */
function authorOf(signature: string): { readonly name: string; readonly email: string } {
  const [, name = signature, email = ''] = /^(.*) <([^<>]*)>$/.exec(signature) ?? [];
  return { name, email };
}
