import { z } from 'zod';
import { repositoriesOfInstallation } from '../../github/list-repositories.ts';
import type { Job } from '../../jobs/job-queue.ts';
import type {
  ReadRepositoryPage,
  RepositoryPage,
} from '../../remediation/sweep/repository-list.ts';
import { decideSweep } from '../../schedule/sweep-times.ts';
import { readOwnerConfiguration, USUAL_WISHES } from './owner-configuration.ts';
import { releaseLooks } from './release-looks.ts';
import type { ReleaseParts } from './release-looks.ts';
import type { RunningSweep } from '../stores/sweep-book.ts';
import { HOLD } from './watch-schedule.ts';
import { whyInstallationStopped } from '../why-stopped.ts';
import type { WorkParts } from '../work-parts.ts';

/** A sweep that is not asked for by the schedule. */
export type SweepNow = Pick<RunningSweep, 'isAgain' | 'except'>;

/** What it takes, as far as it is used. */
export interface SweepParts extends ReleaseParts, Pick<WorkParts, 'clients' | 'rules'> {}

/** Milliseconds. */
const DAY = 24 * 60 * 60 * 1000;

const fieldsSchema = z.object({ installation: z.number() });

const NOTHING_YET = {
  ...{ after: null, isListed: false, pending: [], share: 1, pause: 0 },
  ...{ repositories: 0, looks: 0 },
} as const;

/** An installation is to be asked about: a sweep goes on, begins because its time has come, or waits for its time. */
export async function workOnSweep(job: Job, parts: SweepParts): Promise<object> {
  const { installation } = fieldsSchema.parse(job.data);
  return unlessStopped(installation, parts, async (readPage) => {
    const state = await parts.sweeps.find(installation);
    if (state?.running !== undefined && state.running !== null) {
      const { running } = state;
      const place = { installation, cause: job.cause, readPage, page: null };
      return releaseLooks(place, { ...state, running }, parts);
    }
    return begin({ installation, now: null, cause: job.cause, readPage }, parts);
  });
}

/** Sweeps all repositories of an installation now, whatever its schedule is. */
export function sweepNow(
  installation: number,
  now: SweepNow,
  { cause }: Job,
  parts: SweepParts,
): Promise<object> {
  return unlessStopped(installation, parts, (readPage) =>
    begin({ installation, now, cause, readPage }, parts),
  );
}

interface Beginning {
  readonly installation: number;
  /** Null where the schedule asks. */
  readonly now: SweepNow | null;
  readonly cause: string;
  readonly readPage: ReadRepositoryPage;
}

async function begin(
  { installation, now: forced, cause, readPage }: Beginning,
  parts: SweepParts,
): Promise<object> {
  const { sweeps, clients, rules } = parts;
  const page = await readPage(null);
  const owner = ownerOf(page);
  const now = parts.now().getTime();
  const before = await sweeps.find(installation);
  // Nobody knows of a sweep before: the first one comes at the next time.
  const last = Math.min(before?.last ?? now, now);
  if (owner === null) {
    const state = { last, wishes: USUAL_WISHES, configuration: '', running: null };
    await sweeps.keep(installation, state, now + DAY);
    return { kind: 'empty' };
  }
  const client = await clients.ofInstallation(installation);
  const { wishes, signature, mistake } = await readOwnerConfiguration(client, owner, rules);
  const { isDue, askAt } = decideSweep(wishes, installation, last, now);
  const state = { last, wishes, configuration: signature };
  const woken = (await sweeps.wakes(installation)) ?? Infinity;
  const isAsked = forced !== null || woken <= now;
  if (!isAsked && !isDue) {
    await sweeps.keep(installation, { ...state, running: null }, askAt);
    return { kind: 'waiting', until: new Date(askAt).toISOString(), mistake };
  }
  const mode = forced ?? { isAgain: false, except: null };
  const window = isAsked ? 0 : wishes.window;
  const running = { ...NOTHING_YET, ...mode, began: now, window };
  // Looks that it asks for are to know the configuration of the owner.
  await sweeps.keep(installation, { ...state, running }, now + HOLD);
  if (woken <= now) await sweeps.wake(installation, null);
  const outcome = await releaseLooks(
    { installation, cause, readPage, page },
    { ...state, running },
    parts,
  );
  return { ...outcome, mistake };
}

function ownerOf({ repositories }: RepositoryPage): string | null {
  return repositories[0]?.owner ?? null;
}

/** An installation that is gone or suspended is asked about no more; a look at one of its repositories makes it known again. */
async function unlessStopped(
  installation: number,
  { clients, sweeps }: SweepParts,
  work: (readPage: ReadRepositoryPage) => Promise<object>,
): Promise<object> {
  try {
    return await work(repositoriesOfInstallation(await clients.ofInstallation(installation)));
  } catch (error) {
    const why = await whyInstallationStopped(error, installation, clients).catch(() => null);
    if (why === null) throw error;
    await sweeps.forget(installation);
    return { kind: 'stopped', why };
  }
}
