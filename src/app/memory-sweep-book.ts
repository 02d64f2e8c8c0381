import { MOST_CLAIMED } from './sweep-book.ts';
import type { SweepBook, SweepState } from './sweep-book.ts';

/** For the life of the process: one that starts looks at all repositories in any case. */
export function createMemorySweepBook(): SweepBook {
  const moments = new Map<number, number>();
  const states = new Map<number, SweepState>();
  return {
    ensure: (installation, askAt) => {
      if (!moments.has(installation)) moments.set(installation, askAt);
      return Promise.resolve();
    },
    claim: ({ now, again, furthest }) => {
      const due = [...moments]
        .filter(([, at]) => at <= now || at > furthest)
        .slice(0, MOST_CLAIMED);
      for (const [installation] of due) moments.set(installation, again);
      return Promise.resolve(due.map(([installation]) => installation));
    },
    find: (installation) => Promise.resolve(states.get(installation) ?? null),
    keep: (installation, state, askAt) => {
      states.set(installation, state);
      moments.set(installation, askAt);
      return Promise.resolve();
    },
    forget: (installation) => {
      states.delete(installation);
      moments.delete(installation);
      return Promise.resolve();
    },
  };
}
