import { fingerprintOf } from '../findings/fingerprint.ts';
import type { Rule } from '../findings/rule.ts';
import { writeBody } from './body.ts';
import { inertLine, shorten } from './body/plain-text.ts';
import type { Campaign } from './campaign/campaign.ts';
import { mergeCompanions } from './companion-files.ts';
import type { LeftImages } from './left-images.ts';
import type { Patch } from './patch.ts';
import { PROPOSAL_KINDS } from './proposal.ts';
import type { LeftFinding, Proposal, ProposalKey, ProposedFile, ProposedFix } from './proposal.ts';
import type { Listener } from './listener.ts';
import { concernedRows } from './scanned-rows.ts';

/** Characters; GitHub takes 256, and the house's style may put a word in front. */
const LONGEST_TITLE = 200;

/** The subject of proposals of which a repository has one. */
export const WHOLE = 'all';

export interface ProposalContext {
  readonly rules: readonly Rule[];
  readonly branchPrefix: string;
  readonly listener: Listener;
  /** Images that other bots move; none without it. */
  readonly leftToBots?: readonly LeftImages[];
  /** The campaign that it is made for; none without it. */
  readonly campaign?: Campaign;
}

/** One proposal for the patches of one kind of change; null when they change nothing. */
export function propose(
  kind: ProposalKey['kind'],
  subject: string,
  patches: readonly Patch[],
  context: ProposalContext,
): Proposal | null {
  const changed = patches.filter((patch) => patch.changed);
  if (changed.length === 0) return null;
  const fixes = changed.flatMap(({ path, applied }) => applied.map((fix) => ({ ...fix, path })));
  const left = patches.flatMap(({ path, left }) => left.map((item) => ({ ...item, path })));
  const key = { kind, subject, to: fingerprintOf(fixes.map(printFix).sort().join('\n')) };
  const title = shorten(inertLine(titleOf(key, fixes, changed.length)), LONGEST_TITLE);
  return {
    key,
    branch: branchOf(key, context.branchPrefix),
    title,
    body: writeBody({
      key,
      fixes,
      left: relevant(left, key),
      leftToBots: SPEAKS_OF_BOTS[kind] ? (context.leftToBots ?? []) : [],
      campaign: context.campaign ?? null,
      rules: context.rules,
      scanned: concernedRows(changed),
      listener: context.listener,
    }),
    files: proposedFiles(changed),
    fixes,
  };
}

/** Dockerfiles first; a file that several change is one. */
function proposedFiles(patches: readonly Patch[]): ProposedFile[] {
  const edited = patches.filter(({ before, after }) => before !== after);
  const companions = mergeCompanions(patches.flatMap((patch) => patch.companions));
  return [...edited.map(({ path, before, after }) => ({ path, before, after })), ...companions];
}

function printFix(fix: ProposedFix): string {
  return `${fix.path}\t${fix.rule}\t${fix.title}\t${fix.fix.edits.map((edit) => edit.text).join('\t')}${printCompanions(fix.fix)}`;
}

function printCompanions({ companions = [] }: ProposedFix['fix']): string {
  return companions.length === 0 ? '' : `\t${JSON.stringify(companions)}`;
}

/** A review proposal speaks of its own rule only, one of images of nothing else; who runs a campaign has chosen before. */
function relevant(left: readonly LeftFinding[], key: ProposalKey): readonly LeftFinding[] {
  if (key.kind === 'review') return left.filter(({ rule }) => rule === key.subject);
  return key.kind === 'hardening' || key.kind === 'campaign' ? left : [];
}

const SPEAKS_OF_BOTS: Readonly<Record<ProposalKey['kind'], boolean>> = {
  hardening: true,
  review: false,
  upgrade: true,
  digests: true,
  campaign: false,
};

function titleOf(key: ProposalKey, fixes: readonly ProposedFix[], files: number): string {
  const titles = [...new Set(fixes.map((fix) => fix.title))];
  const [only = ''] = titles;
  const where = files === 1 ? (fixes[0]?.path ?? 'a Dockerfile') : `${files} Dockerfiles`;
  if (titles.length === 1) return `${only} in ${where}`;
  switch (key.kind) {
    case 'hardening':
      return `Put ${where} in order: ${fixes.length} safe fixes`;
    case 'review':
    case 'campaign':
      return `${manyTitles(titles)} in ${where}`;
    case 'upgrade':
      return `${only} and what moves with it in ${where}`;
    case 'digests':
      return `Pin or refresh ${titles.length} digests in ${where}`;
  }
}

/** What all titles begin with where that is one of them, or else the first and how many more there are. */
function manyTitles(titles: readonly string[]): string {
  const [shortest = ''] = titles.toSorted((one, other) => one.length - other.length);
  if (titles.every((title) => title.startsWith(shortest))) return shortest;
  return `${titles[0] ?? ''}, and ${titles.length - 1} more like it,`;
}

/** Branch names are derived from the key, so that a second run finds the branch of the first. */
export function branchOf(key: Pick<ProposalKey, 'kind' | 'subject'>, prefix: string): string {
  const { kind, subject } = key;
  return subject === WHOLE ? `${prefix}${kind}` : `${prefix}${kind}-${subject}`;
}

/** The key's part that a branch name holds; null when the branch is not ours. */
export function parseBranch(
  branch: string,
  prefix: string,
): Pick<ProposalKey, 'kind' | 'subject'> | null {
  if (!branch.startsWith(prefix)) return null;
  const rest = branch.slice(prefix.length);
  for (const kind of PROPOSAL_KINDS) {
    if (HAS_SUBJECT[kind]) {
      const subject = rest.startsWith(`${kind}-`) ? rest.slice(kind.length + 1) : '';
      if (SUBJECT.test(subject)) return { kind, subject };
    } else if (rest === kind) {
      return { kind, subject: WHOLE };
    }
  }
  return null;
}

/** What is one proposal a repository has no subject of its own. */
const HAS_SUBJECT: Readonly<Record<ProposalKey['kind'], boolean>> = {
  hardening: false,
  review: true,
  upgrade: true,
  digests: false,
  campaign: true,
};

const SUBJECT = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
