/**
 * Sweeps a synthetic owner, made from a seed, with the built command as a process of its own against a GitHub of ours, and holds
 * requests, memory and secondary limits to their bars: all repositories, again, again after two of a hundred have changed, with filters;
 * with one, two and four at once; five times as many listed alone; with pull requests, within GitHub's limits, and killed midway.
 * Needs `npm run build`, Linux, and Debian for docker-registry where it is missing.
 * Usage: npm run sweep-proof -- [--repositories N] [--seed S]
 */
import { parseArgs } from 'node:util';
import { printBar } from './bench/bars.ts';
import { chanceOf } from './queue-proof/chance.ts';
import { printHead } from './sweep-proof/print-run.ts';
import {
  compareSpeeds,
  listAll,
  sweepAll,
  sweepKilled,
  sweepWriting,
} from './sweep-proof/scenes.ts';
import type { Resumed, Swept, Written } from './sweep-proof/scenes.ts';
import type { SweepRun } from './sweep-proof/run-sweep.ts';
import { syntheticRepository } from './sweep-proof/synthetic-repository.ts';
import type { SyntheticRepository } from './sweep-proof/synthetic-repository.ts';

const MOST_REQUESTS = 0.02;
const MOST_MEGABYTES = 300;

/** So many are enough to compare speeds. */
const SPEEDS = 300;

/** More requests that create content than a minute has room for. */
const WRITTEN = 30;

/** As many are looked at at once, and may be under way when the command is killed. */
const AT_ONCE = 4;

async function main(count: number, seed: number): Promise<number> {
  const some = (most: number) =>
    Array.from({ length: most }, (_, index) => syntheticRepository(seed, index));
  const all = some(count);
  console.log(`seed ${seed}\n`);
  printHead();
  const swept = await sweepAll(all);
  await compareSpeeds(all.slice(0, Math.min(SPEEDS, count / 2)));
  const listed = await listAll(some(count * 5));
  const written = await sweepWriting(some(WRITTEN));
  const resumed = await sweepKilled(some(WRITTEN), chanceOf(seed));
  console.log('');
  const violations = swept.violations + written.violations + resumed.violations;
  const bars = [
    ...barsOf(all, swept, listed),
    ...barsOfWriting(written, resumed),
    atMost('violations of secondary limits', violations, 0),
  ];
  return bars.every((isMet) => isMet) ? 0 : 1;
}

function barsOf(
  all: readonly SyntheticRepository[],
  { first, idle, changed, second, filtered }: Swept,
  listed: SweepRun,
): readonly boolean[] {
  const wanted = all.filter(
    ({ name, language, topics, private: isPrivate }) =>
      language === 'Go' && !name.startsWith('mail-') && isPrivate && topics.includes('platform'),
  ).length;
  const runs = [first, idle, second, filtered, listed];
  const each = idle.requests / Math.max(1, idle.unchanged);
  const peak = Math.max(...runs.map(({ megabytes }) => megabytes));
  return [
    exactly('repositories of the first sweep', first.looked, all.length),
    exactly('of the second one', second.looked, changed),
    exactly('of one with filters', filtered.unchanged, wanted),
    exactly('that were only listed', listed.leftOut, all.length * 5),
    atMost('requests for an unchanged one', each, MOST_REQUESTS, 4),
    atMost('peak MB', peak, MOST_MEGABYTES),
  ];
}

function barsOfWriting(written: Written, resumed: Resumed): readonly boolean[] {
  const missing = written.pulls.filter((pull) => !resumed.pulls.includes(pull));
  const made = new Set(written.pulls.map(placeOf));
  const places = resumed.pulls.map(placeOf);
  const more = places.length - new Set(places).size + places.filter((one) => !made.has(one)).length;
  return [
    atMost('pull requests lost or otherwise after a kill', missing.length, 0),
    atMost('made twice or too many', more, 0),
    atMost('repositories looked at again after a kill', resumed.twice, AT_ONCE),
  ];
}

/** Repository and branch. */
function placeOf(pull: string): string {
  return pull.slice(0, pull.lastIndexOf(' '));
}

function exactly(what: string, count: number, wanted: number): boolean {
  return printBar(`${what} = ${wanted}`, count === wanted, String(count));
}

function atMost(what: string, measured: number, most: number, digits = 0): boolean {
  return printBar(`${what} <= ${most}`, measured <= most, measured.toFixed(digits));
}

const { values } = parseArgs({
  options: {
    repositories: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
  },
});
process.exitCode = await main(Number(values.repositories), Number(values.seed));
