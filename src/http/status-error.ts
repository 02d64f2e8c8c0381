import type { Response } from './exchange.ts';
import type { FailureReason } from '../image/registry.ts';
import { ExternalError } from './external-error.ts';
import { readRetryAfter } from './retry-after.ts';

const REASONS: Readonly<Record<number, FailureReason>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  410: 'not-found',
  408: 'timeout',
  429: 'rate-limited',
};

const PROBLEMS: Readonly<Record<FailureReason, string>> = {
  'not-found': 'does not have it',
  unauthorized: 'wants other credentials',
  forbidden: 'does not allow it',
  'rate-limited': 'wants fewer requests',
  unavailable: 'is out of order',
  timeout: 'did not answer in time',
  'refused-address': 'has a refused address',
  'invalid-answer': 'answers something that is no answer',
  'wrong-digest': 'sends other bytes',
  'too-large': 'sends too much',
  offline: 'may not be asked',
};

/** What a status that is no success means. */
export function statusError(response: Response, host: string, now: number): ExternalError {
  const { status } = response;
  const reason = status >= 500 ? 'unavailable' : (REASONS[status] ?? 'invalid-answer');
  const retryAfter = readRetryAfter(response.headers.get('retry-after'), now);
  const isRetryable = reason === 'unavailable' ? status !== 501 : status === 429 || status === 408;
  const wait = retryAfter === null ? '' : ` and asks to wait ${Math.ceil(retryAfter / 1000)} s`;
  return new ExternalError(reason, `${host} ${PROBLEMS[reason]} (HTTP ${status})${wait}`, {
    status,
    isRetryable,
    ...(retryAfter !== null && { retryAfter, downHost: host }),
  });
}
