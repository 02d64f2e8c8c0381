import { leftImagesText } from '../left-images.ts';
import type { LeftImages } from '../left-images.ts';
import type { LeftFinding } from '../proposal.ts';
import { groupBy } from './grouping.ts';
import { code, details, prose } from './markdown.ts';

const ROWS = 40;
const PLACES = 3;
const CONDITIONS = 10;

/** What was found and not changed, each with its reason, and what others move; empty when there is nothing to say. */
export function leftAlonePart(
  left: readonly LeftFinding[],
  leftToBots: readonly LeftImages[],
): string {
  const bots = leftToBots.map((one) => prose(leftImagesText(one)));
  const parts = left.length === 0 ? bots : [...bots, leftList(left)];
  return parts.join('\n\n');
}

function leftList(left: readonly LeftFinding[]): string {
  const groups = [...groupBy(left, ({ rule, reason }) => `${rule}\n${reason}`).values()];
  const rows = groups.slice(0, ROWS).map(row);
  const more = groups.length - rows.length;
  const rest = more > 0 ? [`- and ${more} more: \`seaworthy check\` lists them`] : [];
  return details(summary(left.length), [...rows, ...rest].join('\n'));
}

function summary(count: number): string {
  const what = count === 1 ? 'one finding' : `${count} findings`;
  return `Left alone: ${what} that this change does not touch, each with the reason`;
}

function row(group: readonly LeftFinding[]): string {
  const [first] = group;
  if (first === undefined) return '';
  const places = [...new Set(group.map(({ path, line }) => `${path}:${line}`))];
  const shown = places.slice(0, PLACES).map(code).join(', ');
  const more = places.length - PLACES;
  const where = more > 0 ? `${shown} and ${more} more` : shown;
  return [`- ${code(first.rule)} at ${where}: ${prose(first.reason)}`, ...conditions(first)].join(
    '\n',
  );
}

/** What kept the fix out; what held says nothing to a reader here. */
function conditions({ preconditions }: LeftFinding): string[] {
  return preconditions
    .filter(({ state }) => state !== 'held')
    .slice(0, CONDITIONS)
    .map(
      ({ text, state }) => `  - ${state === 'unknown' ? 'not known' : 'not so'}: ${prose(text)}`,
    );
}
