import { tallyKey } from './proposal-tally.ts';
import type { ProposalTally, RuleTally } from './proposal-tally.ts';

/** What is forgotten is not counted until its next look. */
const MOST_REPOSITORIES = 50_000;
const MOST_ENDINGS = 10_000;

/** For the life of the process. */
export function createMemoryProposalTally(most = MOST_REPOSITORIES): ProposalTally {
  /** Both with the oldest first. */
  const all = new Map<number, readonly RuleTally[]>();
  const endings = new Set<string>();
  return {
    record: (repository, tallies) => {
      all.delete(repository);
      if (tallies.length > 0) all.set(repository, tallies);
      const [oldest] = all.keys();
      if (all.size > most && oldest !== undefined) all.delete(oldest);
      return Promise.resolve();
    },
    forget: (repository) => {
      all.delete(repository);
      return Promise.resolve();
    },
    total: () => {
      const sums = new Map<string, RuleTally>();
      for (const one of [...all.values()].flat()) {
        const key = tallyKey(one);
        sums.set(key, { ...one, count: (sums.get(key)?.count ?? 0) + one.count });
      }
      return Promise.resolve([...sums.values()]);
    },
    isNewEnding: (ending) => {
      if (endings.has(ending)) return Promise.resolve(false);
      endings.add(ending);
      const [oldest] = endings;
      if (endings.size > MOST_ENDINGS && oldest !== undefined) endings.delete(oldest);
      return Promise.resolve(true);
    },
  };
}
