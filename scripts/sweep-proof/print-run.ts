import type { SweepRun } from './run-sweep.ts';

const WIDTHS = [20, 10, 10, 10, 13, 9, 10, 9];

export function printHead(): void {
  const names = ['unchanged', 'left out', 'requests', 'to registries', 'seconds'];
  printCells(['sweep', 'looked at', ...names, 'a second', 'peak MB']);
}

/** One row of a table; gives the run back. */
export function printRun(name: string, run: SweepRun): SweepRun {
  const { looked, unchanged, leftOut, requests, lookups, seconds, megabytes } = run;
  const counts = [looked, unchanged, leftOut, requests, lookups].map((count) => String(count));
  const speed = ((looked + unchanged + leftOut) / seconds).toFixed(1);
  printCells([name, ...counts, seconds.toFixed(1), speed, megabytes.toFixed(0)]);
  return run;
}

function printCells([first = '', ...others]: readonly string[]): void {
  const [width = 0, ...widths] = WIDTHS;
  const cells = others.map((cell, column) => cell.padStart(widths[column] ?? 10));
  console.log([first.padEnd(width), ...cells].join(' '));
}
