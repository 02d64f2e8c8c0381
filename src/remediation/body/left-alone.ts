import { leftImagesText } from '../left-images.ts';
import type { LeftImages } from '../left-images.ts';
import type { LeftFinding } from '../proposal.ts';
import { groupBy } from './grouping.ts';
import { code, details, prose } from './markdown.ts';

const ROWS = 40;

/** What was found and not changed, each with its reason, and what others move; empty when there is nothing to say. */
export function leftAloneSection(
  left: readonly LeftFinding[],
  leftToBots: readonly LeftImages[],
): string {
  const bots = leftToBots.map((one) => prose(leftImagesText(one)));
  const parts = [...bots, ...(left.length === 0 ? [] : [leftTable(left)])];
  return parts.length === 0 ? '' : ['### Left alone', ...parts].join('\n\n');
}

function leftTable(left: readonly LeftFinding[]): string {
  const groups = [...groupBy(left, ({ rule, reason }) => `${rule}\n${reason}`).values()];
  const rows = groups.slice(0, ROWS).map(row);
  const more = groups.length - rows.length;
  const table = ['| Rule | Where | Why it was left |', '| --- | --- | --- |', ...rows].join('\n');
  const rest = more > 0 ? `\n\n${more} more: run \`seaworthy check\`.` : '';
  return details(summary(left.length), `${table}${rest}`);
}

function summary(count: number): string {
  return count === 1
    ? '1 finding that this change does not touch'
    : `${count} findings that this change does not touch`;
}

function row(group: readonly LeftFinding[]): string {
  const [first] = group;
  if (first === undefined) return '';
  const shown = group.slice(0, 3).map(({ path, line }) => code(`${path}:${line}`));
  const more = group.length - shown.length;
  const where = more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
  const lines = [first.reason, ...conditions(first)].map(prose);
  return `| ${code(first.rule)} | ${where} | ${lines.join('<br>')} |`;
}

/** What kept the fix out; what held says nothing to a reader here. */
function conditions({ preconditions }: LeftFinding): string[] {
  return preconditions
    .filter(({ state }) => state !== 'held')
    .map(({ text, state }) => `${text}: ${state}`);
}
