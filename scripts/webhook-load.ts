/**
 * Sends events to the built app as fast as they come from a busy organisation, while people push: the app runs as one `--web`
 * and two `--worker` with a real Redis against a GitHub of ours. Prints how long answers take, beside those of a server that
 * does nothing else, and how the memory grows. Every event has to be taken, and in the end every repository has to be as it
 * should. Needs `npm run build`, and Debian for redis-server where it is missing.
 * Usage: npm run webhook-load -- [--seconds N] [--rate EVENTS-A-SECOND] [--seed S]
 */
import { spawn } from 'node:child_process';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ensureTools } from '../test/registry/debian-tools.ts';
import { chanceOf } from './queue-proof/chance.ts';
import type { Chance } from './queue-proof/chance.ts';
import { openEstate, SECRET, TIDY, UNTIDY } from './queue-proof/estate.ts';
import type { Estate } from './queue-proof/estate.ts';
import { judge, settle } from './queue-proof/judge.ts';
import { percentile } from './webhook-load/load.ts';
import type { Load, LoadResult, SampleEvent } from './webhook-load/load.ts';

const REPOSITORIES = 20;

/** Milliseconds of 99 events in 100, beyond those of a bare server beside the app: what the machine takes is not the app's. */
const LONGEST_ANSWER = 100;

/** Megabytes that a process may have grown by. */
const LARGEST_GROWTH = 50;

interface Options {
  readonly seconds: number;
  readonly rate: number;
  readonly seed: number;
}

async function main({ seconds, rate, seed }: Options): Promise<number> {
  await ensureTools('redis-server');
  const estate = await openEstate(REPOSITORIES);
  try {
    await settle(estate);
    const events = sampleEvents(estate);
    const url = `${estate.web.url}/api/github/webhooks`;
    // What a process needs once is not what it needs more and more of.
    await send({ url, secret: SECRET, rate, seconds: 5, events });
    const before = memoryOf(estate);
    const pushing = pushMeanwhile(estate, chanceOf(seed), seconds);
    const result = await send({ url, secret: SECRET, rate, seconds, events });
    const states = await pushing;
    await estate.host.webhooks.settled();
    const faults = [await settle(estate), ...judge(estate, states)].filter((one) => one !== '');
    const growth = memoryOf(estate).map((after, index) => after - (before[index] ?? after));
    console.log(`seed ${seed}: ${rate} events a second for ${seconds} s, ${states.size} pushes`);
    return print(result, faults, growth);
  } finally {
    await estate.close();
  }
}

/** Of each kind of event that has come so far, one for each repository. */
function sampleEvents({ host }: Estate): readonly SampleEvent[] {
  const samples = new Map<string, SampleEvent>();
  for (const { event, action, payload, repositoryId } of host.webhooks.deliveries) {
    if (repositoryId === null) continue;
    const sample = { name: event, body: JSON.stringify(payload) };
    samples.set(`${event} ${action ?? ''} ${repositoryId}`, sample);
  }
  return [...samples.values()];
}

/** A push to each repository some time in between; what their Dockerfiles say in the end. */
async function pushMeanwhile({ host, repositories }: Estate, chance: Chance, seconds: number) {
  const states = new Map<string, string>();
  const pushes = repositories.map(async (name) => {
    await sleep(chance.below(seconds * 1000));
    const text = chance.next() < 0.5 ? TIDY : `# ${chance.below(1_000_000)}\n${UNTIDY}`;
    states.set(name, text);
    host.people.push(name, 'main', { Dockerfile: text }, 'ann');
  });
  await Promise.all(pushes);
  return states;
}

async function send(load: Load): Promise<LoadResult> {
  const words = ['scripts/run.mjs', 'scripts/webhook-load/send-events.ts'];
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(load));
  // Printed by our own program.
  return (await json(child.stdout)) as LoadResult;
}

function memoryOf({ web, workers }: Estate): readonly number[] {
  return [web, ...workers].map(({ memory }) => memory());
}

/** The number of bars that are missed. */
function print(
  { app, floor }: LoadResult,
  faults: readonly string[],
  growth: readonly number[],
): number {
  for (const [who, answers] of Object.entries({ 'the app': app, 'a bare server': floor })) {
    const [half, most, all] = [0.5, 0.99, 1].map((share) => percentile(answers, share).toFixed(1));
    console.log(`${who}: half within ${half} ms, 99 % within ${most} ms, all within ${all} ms`);
  }
  const lost = app.filter(({ status }) => status !== 202).length;
  const grown = growth.map((megabytes) => megabytes.toFixed(0)).join(', ');
  console.log(`${app.length} events, ${lost} lost, ${faults.length} repositories wrong`);
  console.log(`memory of the three processes has grown by ${grown} MB`);
  for (const fault of faults) console.log(`  ${fault}`);
  const isSlow = percentile(app, 0.99) - percentile(floor, 0.99) > LONGEST_ANSWER;
  const isGrowing = Math.max(...growth) > LARGEST_GROWTH;
  return [lost > 0, faults.length > 0, isSlow, isGrowing].filter(Boolean).length;
}

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    rate: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const { seconds, rate, seed } = values;
process.exitCode = await main({
  seconds: Number(seconds),
  rate: Number(rate),
  seed: Number(seed),
});
