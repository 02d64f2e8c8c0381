import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { isPull } from '../../test/e2e/github/pulls.ts';
import { TIDY } from './estate.ts';
import type { Estate } from './estate.ts';

/** Milliseconds that the app has to come to rest. */
export const LONGEST_WAIT = 120_000;

const countsSchema = z.object({ waiting: z.number(), running: z.number(), dead: z.number() });

/** Waits until nothing is left to do; what is wrong then. */
export async function settle({ host, web }: Estate): Promise<string> {
  const end = Date.now() + LONGEST_WAIT;
  // Redis without data lets nothing wait until the workers have found out.
  let calm = 0;
  while (calm < 5) {
    await sleep(100);
    await host.webhooks.settled();
    const response = await fetch(`${web.url}/readyz`).catch(() => null);
    const counts = response?.ok === true ? countsSchema.parse(await response.json()) : null;
    if (counts !== null && counts.dead > 0) return `${counts.dead} jobs were given up`;
    calm = counts?.waiting === 0 && counts.running === 0 ? calm + 1 : 0;
    if (Date.now() > end) return `still busy: ${JSON.stringify(counts)}`;
  }
  return '';
}

function openPulls({ host }: Estate, name: string) {
  return [...host.repository(name).issues.values()]
    .filter(isPull)
    .filter(({ state }) => state === 'open');
}

/** Pull requests, none of them twice, where there is something to mend, and none where there is not. */
export function judge(estate: Estate, states: ReadonlyMap<string, string>): string[] {
  return [...states].flatMap(([name, text]) => {
    const branches = openPulls(estate, name).map(({ pull }) => pull.headRef);
    const isTwice = new Set(branches).size < branches.length;
    const isRight = text === TIDY ? branches.length === 0 : branches.length > 0;
    return isRight && !isTwice ? [] : [`${name} has the pull requests ${branches.join(', ')}`];
  });
}
