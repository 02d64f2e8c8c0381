import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from './chance.ts';
import { TIDY, UNTIDY } from './estate.ts';
import type { Estate } from './estate.ts';
import { judge, LONGEST_WAIT, settle } from './judge.ts';

export interface RoundResult {
  /** What was killed: `worker 1`, `Redis without data`. */
  readonly killed: readonly string[];
  readonly pushes: number;
  /** Events that nobody took, and that were sent again. */
  readonly resent: number;
  /** What is not as it should be, each a sentence. */
  readonly faults: readonly string[];
}

/** Milliseconds over which the pushes of a round are spread. */
const SPREAD = 1500;

/** Pushes to most repositories while processes are killed, and looks at what it all comes to. */
export async function playRound(estate: Estate, chance: Chance): Promise<RoundResult> {
  const first = estate.host.webhooks.deliveries.length;
  const states = new Map<string, string>();
  const pushing = estate.repositories.map(async (name, index) => {
    await sleep(chance.below(SPREAD));
    if (chance.next() < 0.2) return;
    const text = chance.next() < 0.4 ? TIDY : `# ${chance.below(1_000_000)}\n${UNTIDY}`;
    states.set(name, text);
    estate.host.people.push(name, 'main', { Dockerfile: text, [`note-${index}`]: text }, 'ann');
  });
  const killed: string[] = [];
  const blows = 1 + chance.below(3);
  for (let blow = 0; blow < blows; blow += 1) {
    await sleep(chance.below(SPREAD / 2));
    killed.push(await strike(estate, chance));
  }
  await Promise.all(pushing);
  const resent = await resend(estate, first);
  const faults = [await settle(estate), ...judge(estate, states)];
  // After a first pull request others follow; then there is nothing left to do.
  await lookAgain(estate);
  faults.push(...(await lookAgain(estate)));
  return { killed, pushes: states.size, resent, faults: faults.filter((one) => one !== '') };
}

/** Kills one of the processes, and starts it again a moment later. */
async function strike({ redis, web, workers }: Estate, chance: Chance): Promise<string> {
  const target = chance.pick(['worker', 'worker', 'web', 'Redis with data', 'Redis without data']);
  const away = chance.below(400);
  if (target === 'Redis with data' || target === 'Redis without data') {
    await redis.kill();
    await sleep(away);
    await redis.start(target === 'Redis with data' ? 'with data' : 'without data');
    return target;
  }
  const victim = target === 'web' ? web : chance.pick(workers);
  await victim.kill();
  await sleep(away);
  await victim.start();
  return victim.name;
}

/** What the app did not take, GitHub keeps, and the app has it sent again when it starts; how many that were. */
async function resend({ host, web }: Estate, first: number): Promise<number> {
  await host.webhooks.settled();
  const deliveries = () => host.webhooks.deliveries.slice(first);
  const taken = () =>
    new Set(deliveries().flatMap(({ guid, statusCode }) => (statusCode === 202 ? [guid] : [])));
  const isLeft = () => {
    const known = taken();
    return deliveries().some(({ guid }) => !known.has(guid));
  };
  const resent = deliveries().filter(
    ({ statusCode, redelivery }) => statusCode !== 202 && !redelivery,
  ).length;
  if (!isLeft()) return resent;
  await web.kill();
  await web.start();
  const end = Date.now() + LONGEST_WAIT;
  while (isLeft()) {
    if (Date.now() > end) throw new Error('The app has not asked for all that it missed');
    await sleep(100);
  }
  return resent;
}

/** A whole look at everything finds nothing to do: all was as it should be. */
async function lookAgain(estate: Estate): Promise<string[]> {
  const { host, repositories, forgetHeads } = estate;
  const [installed] = host.webhooks.deliveries.filter(({ event }) => event === 'installation');
  if (installed === undefined) return ['the installation was not told'];
  await forgetHeads();
  host.log.clear();
  await host.webhooks.repeat(installed);
  const fault = await settle(estate);
  const writes = host.requests.filter(
    ({ isWrite, template }) => isWrite && !template.endsWith('/access_tokens'),
  );
  const heads = host.requests.filter(({ template }) => template.endsWith('/commits/{ref}'));
  const missed = repositories.length - new Set(heads.map(({ path }) => path)).size;
  return [
    fault,
    missed > 0 ? `${missed} repositories were not looked at` : '',
    ...writes.map(({ method, path }) => `a second look still had to ${method} ${path}`),
  ];
}
