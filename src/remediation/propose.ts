import { fingerprintOf } from '../findings/fingerprint.ts';
import type { Rule } from '../findings/rule.ts';
import { writeBody } from './body.ts';
import type { Patch } from './patch.ts';
import type { LeftFinding, Proposal, ProposalKey, ProposedFix } from './proposal.ts';

export interface ProposalContext {
  readonly rules: readonly Rule[];
  readonly branchPrefix: string;
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
  const title = titleOf(key, fixes, changed.length);
  return {
    key,
    branch: branchOf(key, context.branchPrefix),
    title,
    body: writeBody({ key, fixes, left: relevant(left, key), rules: context.rules }),
    files: changed.map(({ path, before, after }) => ({ path, before, after })),
    fixes,
  };
}

function printFix(fix: ProposedFix): string {
  return `${fix.path}\t${fix.rule}\t${fix.title}\t${fix.fix.edits.map((edit) => edit.text).join('\t')}`;
}

/** A review proposal speaks of its own rule only. */
function relevant(left: readonly LeftFinding[], key: ProposalKey): readonly LeftFinding[] {
  return key.kind === 'review' ? left.filter(({ rule }) => rule === key.subject) : left;
}

function titleOf(key: ProposalKey, fixes: readonly ProposedFix[], files: number): string {
  const titles = [...new Set(fixes.map((fix) => fix.title))];
  const [only] = titles;
  const where = files === 1 ? (fixes[0]?.path ?? 'a Dockerfile') : `${files} Dockerfiles`;
  if (titles.length === 1 && only !== undefined) return `${only} in ${where}`;
  if (key.kind === 'review') return `Apply ${key.subject} in ${where}`;
  return `Put ${where} in order: ${fixes.length} safe fixes`;
}

/** Branch names are derived from the key, so that a second run finds the branch of the first. */
export function branchOf(key: Pick<ProposalKey, 'kind' | 'subject'>, prefix: string): string {
  return key.kind === 'hardening' ? `${prefix}hardening` : `${prefix}review-${key.subject}`;
}

/** The key's part that a branch name holds; null when the branch is not ours. */
export function parseBranch(
  branch: string,
  prefix: string,
): Pick<ProposalKey, 'kind' | 'subject'> | null {
  if (!branch.startsWith(prefix)) return null;
  const rest = branch.slice(prefix.length);
  if (rest === 'hardening') return { kind: 'hardening', subject: 'all' };
  const subject = /^review-([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(rest)?.[1];
  return subject === undefined ? null : { kind: 'review', subject };
}
