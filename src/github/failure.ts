import { RequestError } from 'octokit';
import { z } from 'zod';
import { CodeHostError } from '../remediation/code-host-error.ts';

/** GitHub's own words are shown cut: they are text from outside. */
const LONGEST_MESSAGE = 200;

/** `CA1E:3B0F:1A2B3C4:5D6E7F8:66A1B2C3`. */
const REQUEST_ID = /^[\w:-]{1,100}$/;

/** Of errors that were caused by one another. */
const LONGEST_CHAIN = 8;

/** GraphQL answers 200 with errors of a type; these are the statuses that REST has for them. */
const STATUSES: ReadonlyMap<unknown, number> = new Map([
  ['NOT_FOUND', 404],
  ['FORBIDDEN', 403],
  ['INSUFFICIENT_SCOPES', 403],
  ['UNPROCESSABLE', 422],
  ['STALE_DATA', 422],
  ['RATE_LIMIT', 429],
  ['RATE_LIMITED', 429],
]);

const graphqlFailure = z.object({
  name: z.literal('GraphqlResponseError'),
  errors: z.array(z.object({ type: z.string().optional() })),
  headers: z.record(z.string(), z.unknown()).optional(),
});

/** Status of an answer that was an error, 429 for any limit of requests; null for anything else, as a broken connection. */
function statusOf(error: unknown): number | null {
  if (error instanceof RequestError) {
    if (error.response === undefined) return null;
    return error.status === 403 && waitOf(error) !== null ? 429 : error.status;
  }
  const failed = graphqlFailure.safeParse(error);
  return failed.success ? (STATUSES.get(failed.data.errors[0]?.type) ?? 500) : null;
}

/** Whether an answer was an error with one of these statuses. */
export function hasStatus(error: unknown, ...statuses: readonly number[]): boolean {
  const status = statusOf(error);
  return status !== null && statuses.includes(status);
}

/** What GitHub says, one line. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text.split('\n')[0] ?? '';
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE)}…` : line;
}

/** Runs requests; what fails becomes a `CodeHostError` that says whether it is worth another try. */
export async function asking<Answer>(what: string, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof CodeHostError || isBug(error)) throw error;
    throw codeHostError(what, error);
  }
}

/** What no host can cause; where a connection breaks, Node throws a TypeError, too, but one with a cause. */
function isBug(error: unknown): boolean {
  const isOfLanguage =
    error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
  return isOfLanguage && error.cause === undefined;
}

function codeHostError(what: string, cause: unknown): CodeHostError {
  if (cause instanceof z.ZodError) {
    const message = `${what}: GitHub answers in a form that is not known`;
    return new CodeHostError(message, {
      cause,
      status: null,
      isRetryable: false,
      retryAfter: null,
    });
  }
  const status = statusOf(cause);
  // 401: a token expires while we work, and the next try gets a new one.
  const isRetryable = status === null || status >= 500 || status === 401 || isRateLimit(cause);
  const said = status === null ? messageOf(cause) : `${status} ${messageOf(cause)}`;
  return new CodeHostError(`${what}: ${said}`, {
    cause,
    status,
    isRetryable,
    retryAfter: waitOf(cause),
  });
}

/** Whether GitHub would answer if it had been asked less. */
export function isRateLimit(error: unknown): boolean {
  return hasStatus(error, 429);
}

/** Milliseconds, by `retry-after` or, where the limit is used up, by `x-ratelimit-reset`. */
function waitOf(error: unknown): number | null {
  const headers = headersOf(error);
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  if (Number.isFinite(seconds)) return seconds * 1000;
  if (headers['x-ratelimit-remaining'] !== '0') return null;
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
  const { date } = headers;
  const day = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  return Number.isFinite(reset - day) ? Math.max(0, reset * 1000 - day) : 60_000;
}

/** How GitHub's support finds a request that failed; null where it gave it no id, or the failure is another. */
export function githubRequestOf(error: unknown): string | null {
  let cause = error;
  for (let depth = 0; depth < LONGEST_CHAIN && cause instanceof Error; depth += 1) {
    const id = headersOf(cause)['x-github-request-id'];
    if (typeof id === 'string' && REQUEST_ID.test(id)) return id;
    ({ cause } = cause);
  }
  return null;
}

function headersOf(error: unknown): Readonly<Record<string, unknown>> {
  if (error instanceof RequestError) return error.response?.headers ?? {};
  const failed = graphqlFailure.safeParse(error);
  return failed.success ? (failed.data.headers ?? {}) : {};
}
