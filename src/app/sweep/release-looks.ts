import type { JobQueue } from '../../jobs/job-queue.ts';
import type {
  ListedRepository,
  ReadRepositoryPage,
  RepositoryPage,
} from '../../remediation/sweep/repository-list.ts';
import { decideSweep, lastOf } from '../../schedule/sweep-times.ts';
import { lookAgain, lookLater, toJob } from '../app-job.ts';
import type { ImageWorld } from './image-world.ts';
import { isUnchanged } from './is-unchanged.ts';
import { basisOf } from './look-basis.ts';
import type { PendingLook, RunningSweep, SweepState } from '../stores/sweep-book.ts';
import { sweepPace } from './sweep-pace.ts';
import { HOLD, sweepJob, TICK } from './watch-schedule.ts';
import type { WorkParts } from '../work-parts.ts';

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
  readonly queue: Pick<JobQueue, 'add'>;
}

/**
 * One step of a sweep: reads the next page of the list of repositories where the one before is used up, and asks for looks at
 * some that may have changed. What is kept after it is where the sweep goes on, in whichever process.
 */
export async function releaseLooks(
  sweeping: Sweeping,
  { running: before, ...state }: RunningState,
  parts: ReleaseParts,
): Promise<object> {
  const { installation, cause } = sweeping;
  const isUsedUp = before.pending.length === 0 && !before.isListed;
  const page = isUsedUp ? (sweeping.page ?? (await sweeping.readPage(before.after))) : null;
  const full = page === null ? before : await withPage(page, { ...state, running: before }, parts);
  const running = await release(full, sweeping, parts);
  if (running.isListed && running.pending.length === 0) {
    return finish(installation, { ...state, running }, parts);
  }
  const isAtOnce = running.pause < TICK;
  const askAt = parts.now().getTime() + (isAtOnce ? HOLD : running.pause);
  await parts.sweeps.keep(installation, { ...state, running }, askAt);
  // Behind the looks that it has asked for: of no owner more than a page of them waits, and the limits of one hold up no other.
  if (isAtOnce) await parts.queue.add({ ...sweepJob(installation), cause });
  return { kind: 'sweeping', ...countsOf(running) };
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
