import type { RemarkedFixes } from '../../contribute/remarked-fixes.ts';
import type { PastContribution } from '../../contribute/past-contributions.ts';
import { formatRemarks } from '../format-contribution.ts';
import { printableLine } from '../printable.ts';
import type { Colors } from '../terminal.ts';
import type { Continued, Outcome } from './continue-contributions.ts';

/** What is open. */
export function formatBegun(contribution: PastContribution, colors: Colors): string {
  const { repository, number, title, url } = contribution;
  const name = printableLine(`${repository} #${number}: ${title}`);
  return `${colors.bold(name)}\n  ${colors.dim(printableLine(url))}\n`;
}

/** How it stands, and what was said on it. */
export function formatStanding(contribution: PastContribution, colors: Colors): string {
  const { remarks } = contribution;
  const fresh = remarks.filter(({ isNew }) => isNew);
  const old = remarks.length - fresh.length;
  return [
    `  ${statusText(contribution)}\n`,
    ...(fresh.length === 0 ? [] : ['  Said since you last did something there:\n']),
    formatRemarks(fresh),
    ...(old === 0 ? [] : [`  ${colors.dim(`and ${old} before that`)}\n`]),
  ].join('');
}

function statusText({ status }: PastContribution): string {
  const { isDraft, review, checks, conflicts } = status;
  return [
    isDraft ? 'draft' : 'open',
    ...(review === null ? [] : [review === 'approved' ? 'approved' : 'changes are asked for']),
    checks === null ? 'nothing checks it' : CHECKS[checks],
    conflicts === null
      ? 'GitHub does not know yet whether it can be merged'
      : MERGE[`${conflicts}`],
  ].join(', ');
}

const CHECKS = {
  passed: 'checks passed',
  failed: 'checks failed',
  running: 'checks are running',
} as const;

const MERGE = { true: 'in conflict with its base', false: 'can be merged' } as const;

/** That somebody spoke of lines that fixes changed, and how these are taken out. */
export function formatRemarked({ remark, fixes }: RemarkedFixes, colors: Colors): string {
  const rules = [...new Set(fixes.map(({ rule }) => rule))];
  const words = rules.map((rule) => `--drop ${rule}`).join(' ');
  const line = `${remark.author} speaks of ${placesOf(fixes)}; ${words} takes it out`;
  return `  ${colors.dim(printableLine(line))}\n`;
}

export function refusalQuestion({ remark, fixes }: RemarkedFixes): string {
  return printableLine(`Does ${remark.author} not want ${placesOf(fixes)}? Take it out?`);
}

function placesOf(fixes: RemarkedFixes['fixes']): string {
  return fixes.map(({ rule, path, line }) => `${rule} (${path}:${line})`).join(', ');
}

const WORDS: Readonly<Record<Outcome['kind'], string>> = {
  unchanged: 'unchanged',
  updated: 'updated',
  closed: 'closed: nothing is left to do',
  declined: 'left, as you said',
  unasked: 'left: nobody can be asked',
  unseen: 'not looked at',
  kept: 'left',
  planned: 'planned',
  stopped: 'stopped',
  refused: 'not updated',
  failed: 'failed',
};

export function formatOutcome(outcome: Outcome, colors: Colors): string {
  const why = 'reason' in outcome ? `: ${outcome.reason}` : '';
  const text = printableLine(`${WORDS[outcome.kind]}${why}`);
  const isBad = outcome.kind === 'failed' || outcome.kind === 'stopped';
  return `  ${isBad ? colors.red(text) : text}\n\n`;
}

/** The same for programs. `isCut`: more is open than was looked at. */
export function formatContinuedJson(all: readonly Continued[], isCut: boolean): string {
  const contributions = all.map(({ contribution, outcome }) => {
    const { repository, number, url, title, branch, status, remarks } = contribution;
    const reason = 'reason' in outcome ? outcome.reason : null;
    const said = remarks.map(({ author, isOfHouse, isNew, text, path, line }) => ({
      ...{ author, isOfHouse, isNew, text, path, line },
    }));
    const place = { repository, number, url, title, branch };
    return { ...place, status, remarks: said, outcome: outcome.kind, reason };
  });
  return `${JSON.stringify({ version: 1, contributions, isCut }, null, 2)}\n`;
}
