import { Refusal, refusal } from './answer.ts';
import type { Caller } from './route.ts';
import type { World } from './world.ts';

export interface RateLimitOptions {
  /** Requests an hour of an installation; GitHub's smallest is 5,000 ("Rate limits for the REST API"). */
  readonly perHour: number;
  readonly graphqlPerHour: number;
  /** Secondary limits: 80 requests a minute and 500 an hour that create content, 900 points a minute. */
  readonly contentPerMinute: number;
  readonly contentPerHour: number;
  readonly pointsPerMinute: number;
  /** False counts violations of secondary limits and lets them pass. */
  readonly enforcesSecondary: boolean;
}

export const GITHUB_LIMITS: RateLimitOptions = {
  perHour: 5000,
  graphqlPerHour: 5000,
  contentPerMinute: 80,
  contentPerHour: 500,
  pointsPerMinute: 900,
  enforcesSecondary: false,
};

type Resource = 'core' | 'graphql';

interface Window {
  used: number;
  /** Milliseconds since 1970. */
  resetAt: number;
}

interface Spent {
  readonly at: number;
  readonly points: number;
  readonly isContent: boolean;
}

/** Oldest first; what is over is dropped, since there may be tens of thousands an hour. */
interface Recent {
  readonly minute: Spent[];
  /** Times of requests that created content. */
  readonly contents: number[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Counts as GitHub does, an installation at a time; a 304 to a token costs nothing. */
export class RateLimits {
  options: RateLimitOptions;
  /** How often a secondary limit was passed. */
  secondaryViolations = 0;
  readonly #world: World;
  readonly #windows = new Map<string, Window>();
  readonly #recent = new Map<string, Recent>();

  constructor(world: World, options: RateLimitOptions) {
    this.#world = world;
    this.options = options;
  }

  /** What is left is this much, until the window ends; for tests of an app that runs out. */
  leave(installationId: number, remaining: number, resource: Resource = 'core'): void {
    const window = this.#window(`installation ${installationId}`, resource);
    window.used = this.#limitOf(resource) - remaining;
  }

  /** Throws the refusal of the primary or the secondary limit. */
  check(caller: Caller, resource: Resource, method: string): void {
    const key = keyOf(caller);
    const window = this.#window(key, resource);
    if (window.used >= this.#limitOf(resource)) throw this.#exceeded(caller, resource);
    this.#checkSecondary(key, resource, method);
  }

  spend(caller: Caller, resource: Resource): void {
    this.#window(keyOf(caller), resource).used += 1;
  }

  headersOf(caller: Caller, resource: Resource): Record<string, string> {
    const { used, resetAt } = this.#window(keyOf(caller), resource);
    const limit = this.#limitOf(resource);
    return {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - used)),
      'x-ratelimit-used': String(Math.min(used, limit)),
      'x-ratelimit-reset': String(Math.ceil(resetAt / 1000)),
      'x-ratelimit-resource': resource,
    };
  }

  stateOf(caller: Caller, resource: Resource) {
    const { used, resetAt } = this.#window(keyOf(caller), resource);
    const limit = this.#limitOf(resource);
    return { limit, used, remaining: limit - used, reset: Math.ceil(resetAt / 1000) };
  }

  #exceeded(caller: Caller, resource: Resource): Refusal {
    const whom = nameOf(caller);
    const message = `API rate limit exceeded for ${whom}.`;
    // GraphQL answers 200 with an error of this type ("Rate limits for the GraphQL API").
    if (resource === 'core') return refusal(403, message);
    const body = { errors: [{ type: 'RATE_LIMIT', code: 'graphql_rate_limit', message }] };
    return new Refusal({ status: 200, body }, message);
  }

  #checkSecondary(key: string, resource: Resource, method: string): void {
    const now = this.#world.milliseconds();
    const isContent = resource === 'core' && method !== 'GET' && method !== 'HEAD';
    const { minute, contents } = this.#recentOf(key, now);
    const points = minute.reduce((total, entry) => total + entry.points, 0);
    const inMinute = minute.filter((entry) => entry.isContent).length;
    const { contentPerMinute, contentPerHour, pointsPerMinute, enforcesSecondary } = this.options;
    const isOver =
      points >= pointsPerMinute ||
      (isContent && (inMinute >= contentPerMinute || contents.length >= contentPerHour));
    if (isOver) this.secondaryViolations += 1;
    if (isOver && enforcesSecondary) throw secondaryLimit();
    minute.push({ at: now, points: isContent ? 5 : 1, isContent });
    if (isContent) contents.push(now);
  }

  #recentOf(key: string, now: number): Recent {
    const recent = this.#recent.get(key) ?? { minute: [], contents: [] };
    this.#recent.set(key, recent);
    const { minute, contents } = recent;
    while ((minute[0]?.at ?? now) <= now - MINUTE_MS) minute.shift();
    while ((contents[0] ?? now) <= now - HOUR_MS) contents.shift();
    return recent;
  }

  #limitOf(resource: Resource): number {
    return resource === 'core' ? this.options.perHour : this.options.graphqlPerHour;
  }

  #window(key: string, resource: Resource): Window {
    const now = this.#world.milliseconds();
    const name = `${key} ${resource}`;
    const known = this.#windows.get(name);
    if (known !== undefined && known.resetAt > now) return known;
    const window = { used: 0, resetAt: now + HOUR_MS };
    this.#windows.set(name, window);
    return window;
  }
}

function nameOf(caller: Caller): string {
  if (caller.kind === 'person') return `user ID ${caller.account.id}`;
  return caller.kind === 'installation' ? `installation ID ${caller.installation.id}` : 'app';
}

function keyOf(caller: Caller): string {
  if (caller.kind === 'person') return `person ${caller.account.login}`;
  return caller.kind === 'installation' ? `installation ${caller.installation.id}` : caller.kind;
}

/** "Rate limits for the REST API", "Exceeding the rate limit". */
function secondaryLimit(): Refusal {
  const message =
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  const { answer } = refusal(403, message);
  return new Refusal({ ...answer, headers: { 'retry-after': '60' } }, message);
}
