import { RequestError } from 'octokit';
import { CodeHostError } from '../remediation/code-host-error.ts';

/** GitHub's own words are shown cut: they are text from outside. */
const LONGEST_MESSAGE = 200;

/** Status of an answer that was an error; null for anything else, as a connection that broke. */
export function statusOf(error: unknown): number | null {
  return error instanceof RequestError && error.response !== undefined ? error.status : null;
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
    if (error instanceof CodeHostError) throw error;
    throw codeHostError(what, error);
  }
}

function codeHostError(what: string, cause: unknown): CodeHostError {
  const status = statusOf(cause);
  const retryAfter = waitOf(cause);
  // 401: a token expires while we work, and the next try gets a new one.
  const isRetryable = status === null || status >= 500 || status === 401 || isRateLimit(cause);
  const said = status === null ? messageOf(cause) : `${status} ${messageOf(cause)}`;
  return new CodeHostError(`${what}: ${said}`, { cause, status, isRetryable, retryAfter });
}

/** Whether GitHub would answer if it had been asked less. */
export function isRateLimit(error: unknown): boolean {
  return hasStatus(error, 429) || (hasStatus(error, 403) && waitOf(error) !== null);
}

/** Milliseconds, by `retry-after` or, where the limit is used up, by `x-ratelimit-reset`. */
function waitOf(error: unknown): number | null {
  if (!(error instanceof RequestError)) return null;
  const headers = error.response?.headers ?? {};
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  if (Number.isFinite(seconds)) return seconds * 1000;
  if (headers['x-ratelimit-remaining'] !== '0') return null;
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
  const day = Date.parse(headers.date ?? '');
  return Number.isFinite(reset - day) ? Math.max(0, reset * 1000 - day) : 60_000;
}
