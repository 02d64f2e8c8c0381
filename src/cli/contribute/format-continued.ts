import type { PastContribution } from '../../contribute/past-contributions.ts';
import { formatRemarks } from '../format-contribution.ts';
import { printableLine } from '../printable.ts';
import type { Colors } from '../terminal.ts';
import type { Continued, Outcome } from './continue-contributions.ts';

/** What is open, and what was said on it. */
export function formatBegun(contribution: PastContribution, colors: Colors): string {
  const { repository, number, title, url, remarks } = contribution;
  const name = printableLine(`${repository} #${number}: ${title}`);
  return `${colors.bold(name)}\n  ${colors.dim(printableLine(url))}\n${formatRemarks(remarks)}`;
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
    const { repository, number, url, title, branch, remarks } = contribution;
    const reason = 'reason' in outcome ? outcome.reason : null;
    return { repository, number, url, title, branch, remarks, outcome: outcome.kind, reason };
  });
  return `${JSON.stringify({ version: 1, contributions, isCut }, null, 2)}\n`;
}
