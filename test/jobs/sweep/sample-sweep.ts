import type {
  SweepEnd,
  SweepLook,
  SweepOptions,
  SweepParts,
} from '../../../src/jobs/sweep/sweep.ts';
import { sweep } from '../../../src/jobs/sweep/sweep.ts';
import type { ListedRepository } from '../../../src/remediation/sweep/repository-list.ts';
import { createPassingMemory } from '../../../src/remediation/sweep/sweep-memory.ts';

const PAGE = 3;

export function listed(id: number, fields: Partial<ListedRepository> = {}): ListedRepository {
  return {
    id,
    owner: 'acme',
    name: `r${id}`,
    branch: 'main',
    commit: `c${id}`,
    isArchived: false,
    isFork: false,
    visibility: 'public',
    topics: [],
    language: null,
    kilobytes: 1,
    pullsAt: null,
    problem: null,
    ...fields,
  };
}

/** Nothing to do, and nothing that waits. */
export const NOTHING: SweepLook = {
  verdict: 'done',
  note: null,
  waitsFor: 'nothing',
  images: [],
  survey: { files: 1, skipped: 0, findings: [], proposals: [] },
  standing: null,
};

export interface SampleSweep extends Partial<SweepParts> {
  readonly repositories?: readonly ListedRepository[];
  readonly options?: Partial<SweepOptions>;
}

/** A clock that moves only where somebody waits. */
export function stillClock() {
  const waits: number[] = [];
  let now = Date.parse('2026-11-26T12:00:00Z');
  return {
    waits,
    now: () => now,
    pause: (milliseconds: number) => {
      waits.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
  };
}

export interface SweepTold {
  readonly end: SweepEnd;
  /** `r1 looked`, `r2 left-out archived`, in the order in which they were told. */
  readonly told: readonly string[];
}

/** Sweeps some repositories in pages of three, one at a time. */
export async function sampleSweep(sample: SampleSweep): Promise<SweepTold> {
  const { repositories = [], options = {}, ...parts } = sample;
  const told: string[] = [];
  const end = await sweep(
    {
      readPage: (after) => {
        const begin = Number(after ?? 0);
        const next = begin + PAGE < repositories.length ? String(begin + PAGE) : null;
        const page = repositories.slice(begin, begin + PAGE);
        return Promise.resolve({ repositories: page, total: repositories.length, next });
      },
      look: () => Promise.resolve(NOTHING),
      exclusionOf: () => null,
      factsOf: () => Promise.resolve(null),
      memory: createPassingMemory(),
      clock: stillClock(),
      isStopped: () => false,
      ...parts,
      onSwept: (swept) => {
        const { repository, outcome } = swept;
        const why = 'reason' in outcome ? ` ${outcome.reason}` : '';
        told.push(`${repository.name} ${outcome.kind}${why}`);
        parts.onSwept?.(swept);
      },
    },
    {
      ...{ basis: 'v1', isDry: false },
      ...{ concurrency: 1, attempts: 3, firstWait: 1000, longestWait: 60_000, random: () => 1 },
      ...options,
    },
  );
  return { end, told };
}
