import type { GatheredReports } from '../../remediation/given-report.ts';

/** A list that came whole with one answer. */
export interface RememberedList {
  readonly etag: string;
  readonly items: readonly unknown[];
}

/** Saves requests and downloads; without it the same is asked again. */
export interface GatherMemory {
  /** By the request. */
  readonly lists: LimitedMap<RememberedList>;
  /** By the id of an artifact, which never changes. */
  readonly artifacts: LimitedMap<GatheredReports>;
}

/** For the life of a process. */
export function newGatherMemory(): GatherMemory {
  return { lists: new LimitedMap(500), artifacts: new LimitedMap(100) };
}

/** Forgets what was not used for the longest time. */
export class LimitedMap<Value> {
  readonly #values = new Map<string, Value>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): Value | null {
    const value = this.#values.get(key);
    if (value === undefined) return null;
    this.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size <= this.#most) return;
    for (const oldest of this.#values.keys()) {
      this.#values.delete(oldest);
      return;
    }
  }
}
