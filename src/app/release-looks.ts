import type { JobQueue } from '../jobs/job-queue.ts';
import type {
  ListedRepository,
  ReadRepositoryPage,
  RepositoryPage,
} from '../remediation/sweep/repository-list.ts';
import { decideSweep, lastOf } from '../schedule/sweep-times.ts';
import { lookAgain, lookLater, toJob } from './app-job.ts';
import type { ImageWorld } from './image-world.ts';
import { isUnchanged } from './is-unchanged.ts';
import { basisOf } from './look-basis.ts';
import type { PendingLook, RunningSweep, SweepState } from './sweep-book.ts';
import { sweepPace } from './sweep-pace.ts';
import { HOLD, TICK } from './watch-schedule.ts';
import type { WorkParts } from './work-parts.ts';

/** Where a sweep is, and how its list is read. */
export interface Sweeping {
  readonly installation: number;
  readonly cause: string;
  readonly readPage: ReadRepositoryPage;
  /** The first page, where it has been read already. */
  readonly page: RepositoryPage | null;
}

export interface RunningState extends SweepState {
  readonly running: RunningSweep;
}

/** What it takes, as far as it is used. */
export interface ReleaseParts extends Pick<WorkParts, 'sweeps' | 'heads' | 'version' | 'now'> {
  readonly world: (now: Date) => Pick<ImageWorld, 'newsOf'>;
  readonly queue: Pick<JobQueue, 'add' | 'counts'>;
}

/** While so many jobs wait, no sweep adds others: a queue of any owner stays short, and people are not kept waiting. */
const MOST_WAITING = 500;

/** Milliseconds until a queue that is full is looked at again. */
const PATIENCE = 30_000;

/**
 * Reads the list of repositories page by page and has those looked at that may have changed, as many as are due until the next
 * time that somebody asks about the sweep. What is kept after each step is where it goes on, in whichever process.
 */
export async function releaseLooks(
  { page, ...sweeping }: Sweeping,
  state: RunningState,
  parts: ReleaseParts,
): Promise<object> {
  const { installation } = sweeping;
  let unread = page;
  let { running } = state;
  for (let owed = 0; ;) {
    if (running.pending.length === 0 && !running.isListed) {
      const read = unread ?? (await sweeping.readPage(running.after));
      unread = null;
      running = await withPage(read, { ...state, running }, parts);
    }
    running = await release(running, sweeping, parts);
    if (running.isListed && running.pending.length === 0) {
      return finish(installation, { ...state, running }, parts);
    }
    owed += running.pause;
    const isFull = (await parts.queue.counts()).waiting >= MOST_WAITING;
    const wait = isFull ? Math.max(owed, PATIENCE) : owed;
    const isPausing = wait >= TICK;
    const askAt = parts.now().getTime() + (isPausing ? wait : HOLD);
    await parts.sweeps.keep(installation, { ...state, running }, askAt);
    if (isPausing) return { kind: 'sweeping', ...countsOf(running) };
  }
}

async function release(
  running: RunningSweep,
  { installation, cause }: Pick<Sweeping, 'installation' | 'cause'>,
  { queue }: ReleaseParts,
): Promise<RunningSweep> {
  const { pending, share, isAgain } = running;
  for (const one of pending.slice(0, share)) {
    const place = { installation, ...one };
    const asked = isAgain ? { ...lookAgain(place), priority: 'sweep' as const } : lookLater(place);
    await queue.add(toJob(asked, cause));
  }
  return { ...running, pending: pending.slice(share) };
}

/** Where the page at hand is used up, the next one says what is to be looked at. */
async function withPage(
  page: RepositoryPage,
  { running, ...state }: RunningState,
  parts: ReleaseParts,
): Promise<RunningSweep> {
  const now = parts.now();
  const basis = basisOf(parts, state);
  const { newsOf } = parts.world(now);
  const known = await Promise.all(page.repositories.map(({ id }) => parts.heads.find(id)));
  const pending: PendingLook[] = [];
  for (const [index, repository] of page.repositories.entries()) {
    const { id, owner, name, commit } = repository;
    if (!mayBeLookedAt(repository) || id === running.except) continue;
    const before = running.isAgain ? null : (known[index] ?? null);
    const present = { commit: commit ?? '', basis, now: now.getTime(), newsOf };
    if (before !== null && (await isUnchanged(before, present))) continue;
    pending.push({ id, owner, repo: name });
  }
  const { window, repositories, looks, after } = running;
  return {
    ...running,
    after: page.next,
    isListed: page.next === null || page.next === after,
    pending,
    ...sweepPace(window, page.total, pending.length),
    repositories: repositories + page.repositories.length,
    looks: looks + pending.length,
  };
}

/** Where nothing can be written, and where there is no commit, nothing is to be done. */
function mayBeLookedAt({ isArchived, commit, problem }: ListedRepository): boolean {
  return !isArchived && commit !== null && problem === null;
}

async function finish(
  installation: number,
  { running, ...state }: RunningState,
  { sweeps, now }: ReleaseParts,
): Promise<object> {
  const ended = now().getTime();
  const last = lastOf(state.wishes, installation, running.began, ended);
  const { askAt } = decideSweep(state.wishes, installation, last, ended);
  await sweeps.keep(installation, { ...state, last, running: null }, askAt);
  return { kind: 'swept', ...countsOf(running) };
}

function countsOf({ repositories, looks }: RunningSweep) {
  return { repositories, looks };
}
