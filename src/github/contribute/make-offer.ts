import { issueNamedIn, writeContribution } from '../../contribute/contribution-text.ts';
import type { Dropped } from '../../contribute/dropped-fixes.ts';
import type { Demands } from '../../contribute/etiquette/judge-house.ts';
import type { House } from '../../contribute/house.ts';
import type { PastContribution } from '../../contribute/past-contributions.ts';
import type { Rule } from '../../findings/rule.ts';
import { parseKeyBlock } from '../../remediation/key-block.ts';
import type { Proposal } from '../../remediation/proposal.ts';
import type { ProposalOutcome } from '../../remediation/repository.ts';
import type { GitHubClient, RepositoryName } from '../client.ts';
import { commitMessage } from '../commit-message.ts';
import { houseStyleOf, titleInStyle } from '../house-style.ts';
import type { GitHubIdentity } from '../identity.ts';
import { readTree } from '../read-tree.ts';
import { ensureContribution } from './ensure-contribution.ts';

export interface Offer {
  readonly proposal: Proposal;
  readonly isDraft: boolean;
  /** Branch that the change goes to. */
  readonly base: string;
  /** Without the line that tells where it stands, which is known when it is made. */
  readonly commitMessage: string;
  /** Whether what is open offers the same already, and there is no reason to write it anew. */
  readonly isUnchanged: boolean;
  /** Whether the branch that it goes to has moved since what is open was made. */
  readonly hasMoved: boolean;
  /** Of the person: `Name <address>`. */
  readonly signature: string;
  /** Makes fork, branch and pull request be; doing it twice changes nothing. */
  readonly publish: () => Promise<ProposalOutcome>;
}

/** Who offers it, and where. */
export interface Offering {
  readonly client: GitHubClient;
  readonly name: RepositoryName;
  readonly identity: GitHubIdentity;
  readonly rules: readonly Rule[];
  /** Number of the issue that asks for the change; null without one. */
  readonly issue: number | null;
  /** Whether the person signs off. */
  readonly signsOff: boolean;
  /** Between looks at a fork that is being made. */
  readonly wait: () => Promise<void>;
}

export interface OfferContext {
  readonly house: House;
  readonly demands: Demands;
  readonly open: PastContribution | null;
  /** Tip of the branch that the change goes to. */
  readonly commit: string;
  readonly dropped: Dropped;
}

/** What is shown to the person, and how it is published. */
export async function makeOffer(
  planned: Proposal,
  offering: Offering,
  context: OfferContext,
): Promise<Offer> {
  const { client, name: source, identity, wait } = offering;
  const { house, demands, open, commit } = context;
  const { base, isDraft } = demands;
  const isSignedOff = demands.isSignedOff && offering.signsOff;
  const style = houseStyleOf(house.facts.messages, { titles: 'auto', signOff: 'never' });
  const title = titleInStyle(planned.title, style);
  const proposal = { ...planned, title, body: bodyOf(planned, offering, context) };
  const signature = await identity.signature();
  const signOff = isSignedOff ? signature : null;
  const isUnchanged = open !== null && isCurrent(open, planned, context);
  const hasMoved = open !== null && open.base !== commit;
  const author = isSignedOff ? { author: authorOf(signature) } : {};
  return {
    ...{ proposal, isDraft, base, isUnchanged, hasMoved, signature },
    commitMessage: commitMessage(planned, title, signOff, null),
    publish: async () => {
      if (open !== null && isUnchanged) return { kind: 'unchanged', address: open.url };
      const { files } = await readTree(client, source, commit);
      const message = (tree: string) =>
        commitMessage(planned, title, signOff, { parent: commit, tree });
      return ensureContribution(proposal, {
        ...{ client, source, identity, isDraft, wait, open },
        base: { commit, branch: base, files },
        commit: { message, ...author },
      });
    },
  };
}

function bodyOf(
  planned: Proposal,
  { rules, issue: named, signsOff }: Offering,
  { house, demands, open, dropped }: OfferContext,
): string {
  // The text of an open one remembers which issue asked for it.
  const issue = named ?? (open === null ? null : issueNamedIn(open.body));
  const facts = {
    isSignedOff: demands.isSignedOff && signsOff,
    base: demands.base,
    hasIssue: issue !== null,
    hasLookedForDoubles: house.knowsAllOpen,
  };
  const template = house.template?.text ?? null;
  return writeContribution(planned, { rules, template, issue, facts, dropped });
}

/** The same fixes on the same commit; or on an older one where a push would take back an approval, or is not wanted. */
function isCurrent(
  { base, edits, body, status }: PastContribution,
  { key }: Proposal,
  { commit, demands }: OfferContext,
): boolean {
  if (edits !== key.to || parseKeyBlock(body)?.key.to !== key.to) return false;
  const isLeft = status.review === 'approved' || demands.leavesHistory;
  return base === commit || (isLeft && status.conflicts === false);
}

/** A sign-off has to be by the author of the commit. */
function authorOf(signature: string): { readonly name: string; readonly email: string } {
  const [, name = signature, email = ''] = /^(.*) <([^<>]*)>$/.exec(signature) ?? [];
  return { name, email };
}
