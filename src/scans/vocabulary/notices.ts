const MOST = 100;

/** What a reader could not read, in the order of the report. */
export interface Notices {
  /** One clause for a person, without a final dot. */
  readonly add: (notice: string) => void;
  /** The first hundred, and how many more there were. */
  readonly list: () => readonly string[];
}

/** Starts an empty collection: a hostile report may have a hundred thousand bad rows. */
export function newNotices(): Notices {
  const kept: string[] = [];
  let left = 0;
  return {
    add: (notice) => {
      if (kept.length < MOST) kept.push(notice);
      else left += 1;
    },
    list: () => (left === 0 ? kept : [...kept, `${left} more places could not be read`]),
  };
}
