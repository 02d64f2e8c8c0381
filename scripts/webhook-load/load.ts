/** What is to be sent. */
export interface Load {
  /** Where the app takes events. */
  readonly url: string;
  readonly secret: string;
  /** Events a second. */
  readonly rate: number;
  readonly seconds: number;
  /** Sent in turn, over and over, each time with an id of its own. */
  readonly events: readonly SampleEvent[];
}

export interface SampleEvent {
  /** `push`. */
  readonly name: string;
  readonly body: string;
}

export interface Answer {
  /** 0 where there was none. */
  readonly status: number;
  /** From when the event was due to the end of its answer. */
  readonly milliseconds: number;
}

/** In the same run: what the app answered, and a server beside it that does nothing but answer. */
export interface LoadResult {
  readonly app: readonly Answer[];
  readonly floor: readonly Answer[];
}

/** How many milliseconds this share of all answers took at most; `share`: 0.99. */
export function percentile(answers: readonly Answer[], share: number): number {
  const times = answers.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other);
  return times[Math.ceil(times.length * share) - 1] ?? Number.NaN;
}
