import type { Precondition } from '../rule.ts';

/** What one look at an image says about running it as another user than root. */
export type Check =
  | { readonly state: 'held' | 'unknown'; readonly text: string }
  /** `left`: why there is no USER and what a person should do, one clause. */
  | { readonly state: 'did not hold'; readonly text: string; readonly left: string };

export function held(text: string): Check {
  return { state: 'held', text };
}

export function unknown(text: string): Check {
  return { state: 'unknown', text };
}

export function refused(text: string, left: string): Check {
  return { state: 'did not hold', text, left };
}

/** The checks up to the first that did not hold, as data for the pull request. */
export interface Verdict {
  readonly preconditions: readonly Precondition[];
  /** Null when no check refused. */
  readonly left: string | null;
}

export function verdictOf(checks: Iterable<Check>): Verdict {
  const preconditions: Precondition[] = [];
  for (const check of checks) {
    preconditions.push({ text: check.text, state: check.state });
    if (check.state === 'did not hold') return { preconditions, left: check.left };
  }
  return { preconditions, left: null };
}
