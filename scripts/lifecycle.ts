/**
 * Checks the shipped lifecycle files: days, order, names, sources. Prints where every product stands
 * today and how old its days are; fails when a file is not in order. With a folder of newer product files of
 * https://github.com/endoflife-date/endoflife.date (`products/`) it also prints what differs, to be
 * carried over by hand together with the day on which it was read.
 * Usage: npm run lifecycle [-- DIR]
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Product } from '../src/image/lifecycle-product.ts';
import { PRODUCTS } from '../src/image/lifecycle-products.ts';
import { cycleDifferences, readNewerCycles } from './lifecycle/newer-cycles.ts';
import { productProblems } from './lifecycle/problems.ts';

/** Lines change about twice a year; older days than this are worth a look. */
const LONGEST_MONTHS = 6;
const DAYS_IN_A_MONTH = 30.4;
const MILLISECONDS_IN_A_DAY = 86_400_000;
const SHOWN_LINES = 6;

function main(folder: string | undefined): number {
  const today = new Date().toISOString().slice(0, 10);
  for (const product of PRODUCTS) console.log(stateOf(product, today));
  printAge(today);
  const problems = productProblems(PRODUCTS, today);
  for (const problem of problems) console.log(`WRONG ${problem}`);
  if (folder !== undefined) printDifferences(folder);
  console.log(`${PRODUCTS.length} products, ${problems.length} problems`);
  return problems.length === 0 ? 0 : 1;
}

/** `node  26 LTS until 2029-04-30, 24 LTS until …`. */
function stateOf({ id, cycles }: Product, today: string): string {
  const alive = cycles.filter(([, , , , end]) => end === null || (end !== 'ended' && end >= today));
  const lines = alive.slice(0, SHOWN_LINES).map(([name, , longSupport, , end]) => {
    const lts = longSupport !== null && longSupport <= today ? ' LTS' : '';
    return `${name}${lts}${end === null ? '' : ` until ${end}`}`;
  });
  const more = alive.length > SHOWN_LINES ? `, and ${alive.length - SHOWN_LINES} more` : '';
  const ended = `${cycles.length - alive.length} ended`;
  return `${id.padEnd(22)}${lines.join(', ') || 'none supported'}${more}; ${ended}`;
}

function printAge(today: string): void {
  const oldest = PRODUCTS.map(({ read }) => read).sort()[0] ?? today;
  const days = (Date.parse(today) - Date.parse(oldest)) / MILLISECONDS_IN_A_DAY;
  const months = days / DAYS_IN_A_MONTH;
  const warning = months > LONGEST_MONTHS ? `; WARNING: older than ${LONGEST_MONTHS} months` : '';
  console.log(`days read on ${oldest} or later, ${months.toFixed(1)} months ago${warning}`);
}

function printDifferences(folder: string): void {
  for (const product of PRODUCTS) {
    const path = join(folder, `${new URL(product.source).pathname.slice(1)}.md`);
    const newer = existsSync(path) ? readNewerCycles(readFileSync(path, 'utf8'), product) : null;
    if (newer === null) console.log(`MISSING ${path}`);
    for (const line of newer === null ? [] : cycleDifferences(product, newer)) {
      console.log(`DIFFERS ${line}`);
    }
  }
}

process.exitCode = main(process.argv[2]);
