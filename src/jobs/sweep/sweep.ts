import type { CodeHostError } from '../../remediation/code-host-error.ts';
import type {
  ListedRepository,
  ReadRepositoryPage,
} from '../../remediation/sweep/repository-list.ts';
import type { Exclusion } from '../../remediation/sweep/sweep-filter.ts';
import type { SweepMemory, SweptRecord } from '../../remediation/sweep/sweep-memory.ts';
import type { RetryOptions } from '../retry.ts';
import { listAll } from './list-all.ts';
import type { ListItem } from './list-all.ts';
import { Pace } from './pace.ts';
import type { Clock } from './pace.ts';
import { isRefusedToken, patiently } from './patiently.ts';
import type { Patience } from './patiently.ts';

/** What a look says of a repository that is there. */
export type SweepLook = Pick<
  SweptRecord,
  'verdict' | 'note' | 'waitsFor' | 'images' | 'survey' | 'standing'
>;

export type SweepOutcome =
  /** `unchanged`: nothing was asked about it, and what a look of before found is still true. */
  | { readonly kind: 'looked' | 'unchanged'; readonly record: SweptRecord }
  | { readonly kind: 'left-out'; readonly reason: Exclusion }
  /** `reason`: one clause for a person. */
  | { readonly kind: 'failed'; readonly reason: string };

export interface SweptRepository {
  readonly repository: ListedRepository;
  readonly outcome: SweepOutcome;
  /** How many are done with this one, and how many there are. */
  readonly done: number;
  readonly total: number;
}

export type SweepEnd =
  | { readonly kind: 'complete' }
  /** Somebody told it to; what was done is kept. */
  | { readonly kind: 'stopped' }
  /** The host lets us do nothing any more, or does not list the rest. */
  | { readonly kind: 'broken'; readonly error: CodeHostError | Error };

export interface SweepParts {
  readonly readPage: ReadRepositoryPage;
  /** Makes the pull requests of a repository be as they should, or finds out what they would be. */
  readonly look: (repository: ListedRepository) => Promise<SweepLook>;
  readonly exclusionOf: (repository: ListedRepository) => Exclusion | null;
  /** Changes whenever a look may come to something else because of the image; null where nobody can tell. */
  readonly factsOf: (image: string) => Promise<string | null>;
  readonly memory: SweepMemory;
  readonly clock: Clock;
  /** Told of each repository, one after another. */
  readonly onSwept: (swept: SweptRepository) => void;
  readonly isStopped: () => boolean;
}

export interface SweepOptions extends RetryOptions {
  /** How many repositories are looked at at once. */
  readonly concurrency: number;
  /** What all looks are built on besides the repositories: version of the rules, configuration of the owner. */
  readonly basis: string;
  /** Whether looks write nothing. */
  readonly isDry: boolean;
}

/**
 * Looks at every repository of an owner whose head, configuration, rules or images have changed since the last sweep.
 * One that fails is told and does not end it; a broken sweep goes on where it stopped, because the memory knows.
 */
export async function sweep(parts: SweepParts, options: SweepOptions): Promise<SweepEnd> {
  let broken: Error | null = null;
  const isStopped = () => broken !== null || parts.isStopped();
  const { clock } = parts;
  const patience = { ...options, clock, isStopped, pace: new Pace(clock, isStopped) };
  const items = listAll(parts.readPage, patience);
  let done = 0;
  const work = async (): Promise<void> => {
    while (!isStopped()) {
      const next = await items.next();
      // The rest may have taken a while.
      if (next.done === true || isStopped()) return;
      const { repository, total } = next.value satisfies ListItem;
      const outcome = await sweepOne(repository, parts, { ...options, patience });
      if (outcome === null) return;
      done += 1;
      parts.onSwept({ repository, outcome, done, total });
    }
  };
  const workers = Array.from({ length: options.concurrency }, () =>
    work().catch((error: unknown) => {
      broken ??= error instanceof Error ? error : new Error(String(error));
    }),
  );
  await Promise.all(workers);
  // Assigned in a callback, which the compiler does not follow.
  const error = broken as Error | null;
  if (error !== null) return { kind: 'broken', error };
  return parts.isStopped() ? { kind: 'stopped' } : { kind: 'complete' };
}

interface Sweeping extends SweepOptions {
  readonly patience: Patience;
}

/** Null where the sweep was stopped before anything was known. */
async function sweepOne(
  repository: ListedRepository,
  parts: SweepParts,
  options: Sweeping,
): Promise<SweepOutcome | null> {
  const reason = parts.exclusionOf(repository);
  if (reason !== null) return { kind: 'left-out', reason };
  const { problem, commit } = repository;
  if (problem !== null || commit === null) return { kind: 'failed', reason: problem ?? 'no head' };
  const before = await parts.memory.recall(repository.id);
  if (before !== null && (await isUnchanged(repository, before, parts, options))) {
    return { kind: 'unchanged', record: before };
  }
  const looked = await lookOrFail(repository, parts, options);
  if (looked === null || 'reason' in looked) return looked;
  const record = recordOf(repository, commit, looked, parts, options);
  await parts.memory.remember(record);
  return { kind: 'looked', record };
}

/** One repository never ends a sweep, unless its host would refuse all others, too. */
async function lookOrFail(
  repository: ListedRepository,
  { look }: SweepParts,
  { patience }: Sweeping,
): Promise<SweepLook | Extract<SweepOutcome, { kind: 'failed' }> | null> {
  try {
    return await patiently(patience, () => look(repository));
  } catch (error) {
    if (isRefusedToken(error)) throw error;
    if (patience.isStopped()) return null;
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

function recordOf(
  { id, pullsAt }: ListedRepository,
  commit: string,
  looked: SweepLook,
  { clock }: SweepParts,
  { basis, isDry }: SweepOptions,
): SweptRecord {
  const at = new Date(clock.now()).toISOString();
  return { id, commit, basis, pullsAt, isDry, ...looked, at };
}

/** What is asked of the registries about images is asked once for all repositories. */
async function isUnchanged(
  { commit, pullsAt }: ListedRepository,
  before: SweptRecord,
  { factsOf }: SweepParts,
  { basis, isDry }: SweepOptions,
): Promise<boolean> {
  if (before.commit !== commit || before.basis !== basis) return false;
  if (before.isDry && !isDry) return false;
  if (before.waitsFor === 'time') return false;
  if (before.waitsFor === 'pulls' && before.pullsAt !== pullsAt) return false;
  for (const { reference, facts } of before.images) {
    const now = await factsOf(reference);
    // A registry that does not answer today says nothing of a change.
    if (now !== null && now !== facts) return false;
  }
  return true;
}
