import { printableLine } from '../printable.ts';
import type { Colors } from '../terminal.ts';

const ROWS = 15;

/** The first rows under a title, as wide as they have to be; empty without any. */
export function table(
  colors: Colors,
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  most = ROWS,
): string {
  if (rows.length === 0) return '';
  const shown = [head, ...rows.slice(0, most)].map((row) => row.map(printableLine));
  const widths = head.map((_, column) =>
    Math.max(...shown.map((row) => (row[column] ?? '').length)),
  );
  const lines = shown.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
  const [first = '', ...others] = lines;
  const more = rows.length - most;
  const rest = more > 0 ? [colors.dim(`  and ${more} more`)] : [];
  return `${[colors.bold(title), colors.dim(first), ...others, ...rest].join('\n')}\n`;
}
