/** What one request weighs: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#calculating-points-for-the-secondary-rate-limit */
export interface Weight {
  readonly points: number;
  readonly isContent: boolean;
}

interface Window {
  readonly length: number;
  readonly most: number;
  readonly weigh: (weight: Weight) => number;
}

interface Spent extends Weight {
  /** Milliseconds since 1970. */
  readonly at: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Of one request. */
const MOST_POINTS = 5;

/** What GitHub allows an installation or a person. */
const GITHUB_POINTS_PER_MINUTE = 900;

/** GitHub's are 900 points a minute, and 80 requests a minute and 500 an hour that create content; some room is left for others. */
export const LIMITS = { pointsPerMinute: 850, contentPerMinute: 75, contentPerHour: 480 };

const WINDOWS: readonly Window[] = [
  { length: MINUTE, most: LIMITS.pointsPerMinute, weigh: ({ points }) => points },
  { length: MINUTE, most: LIMITS.contentPerMinute, weigh: ({ isContent }) => (isContent ? 1 : 0) },
  { length: HOUR, most: LIMITS.contentPerHour, weigh: ({ isContent }) => (isContent ? 1 : 0) },
];

const LIMITED_HOST = /^api\.github\.com$|\.ghe\.com$/;

/** Whether the host of an API has these limits by itself: an enterprise server has none unless its owner sets some. */
export function hasLimits(host: string): boolean {
  return LIMITED_HOST.test(host);
}

/** Keeps what asks one GitHub with one token within its secondary limits. */
export class RequestPace {
  readonly #now: () => number;
  readonly #pause: (milliseconds: number) => Promise<void>;
  readonly #windows: readonly Window[];
  #spent: Spent[] = [];
  #last: Promise<void> = Promise.resolve();

  /** A server that allows other `pointsPerMinute` than GitHub is taken to allow other content in the same proportion. */
  constructor(
    now: () => number,
    pause: (milliseconds: number) => Promise<void>,
    pointsPerMinute = GITHUB_POINTS_PER_MINUTE,
  ) {
    this.#now = now;
    this.#pause = pause;
    const share = pointsPerMinute / GITHUB_POINTS_PER_MINUTE;
    this.#windows = WINDOWS.map((window) => ({
      ...window,
      most: Math.max(MOST_POINTS, Math.floor(window.most * share)),
    }));
  }

  /** Resolves when a request may be sent, in the order in which they ask. */
  turn(method: string, url: string): Promise<void> {
    const weight = weightOf(method, url);
    this.#last = this.#last.then(() => this.#wait(weight));
    return this.#last;
  }

  async #wait(weight: Weight): Promise<void> {
    const wait = this.#waitFor(weight);
    if (wait > 0) await this.#pause(wait);
    // A pause that was cut short is for a program that ends.
    this.#spent.push({ ...weight, at: this.#now() });
  }

  #waitFor(weight: Weight): number {
    const now = this.#now();
    this.#spent = this.#spent.filter((one) => one.at > now - (one.isContent ? HOUR : MINUTE));
    return Math.max(...this.#windows.map((window) => this.#waitIn(window, weight, now)));
  }

  /** Until so much of what was spent is over that there is room. */
  #waitIn({ length, most, weigh }: Window, weight: Weight, now: number): number {
    if (weigh(weight) === 0) return 0;
    const recent = this.#spent.filter(({ at }) => at > now - length);
    let over = recent.reduce((sum, one) => sum + weigh(one), weigh(weight)) - most;
    for (const one of recent) {
      if (over <= 0) break;
      over -= weigh(one);
      if (over <= 0) return one.at + length - now;
    }
    return 0;
  }
}

/** GraphQL is asked by POST; what it changes is rare, and counted as content where it is not told apart. */
export function weightOf(method: string, url: string): Weight {
  const isRead = method === 'GET' || method === 'HEAD' || url.endsWith('/graphql');
  return { points: isRead ? 1 : MOST_POINTS, isContent: !isRead };
}
