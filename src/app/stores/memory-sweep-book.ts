import { MOST_CLAIMED } from './sweep-book.ts';
import type { SweepBook, SweepState } from './sweep-book.ts';

/** For the life of the process: one that starts looks at all repositories in any case. */
export function createMemorySweepBook(): SweepBook {
  const moments = new Map<number, number>();
  const states = new Map<number, SweepState>();
  const wakes = new Map<number, number>();
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
      moments.set(installation, Math.min(askAt, wakes.get(installation) ?? askAt));
      return Promise.resolve();
    },
    wake: (installation, moment) => {
      if (moment === null) wakes.delete(installation);
      else {
        const soonest = Math.min(moment, wakes.get(installation) ?? moment);
        wakes.set(installation, soonest);
        moments.set(installation, Math.min(soonest, moments.get(installation) ?? soonest));
      }
      return Promise.resolve();
    },
    wakes: (installation) => Promise.resolve(wakes.get(installation) ?? null),
    forget: (installation) => {
      wakes.delete(installation);
      states.delete(installation);
      moments.delete(installation);
      return Promise.resolve();
    },
  };
}
