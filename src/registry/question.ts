import type { Response } from '../http/exchange.ts';
import type { Endpoint } from './endpoint.ts';

/** The status that says that what was kept is still true (RFC 9110, section 15.4.5). */
export const NOT_MODIFIED = 304;

/** What an endpoint is asked. */
export interface Question {
  readonly method: 'GET' | 'HEAD';
  /** Below `/v2/<repository>/`, with its query, or a whole address of the same origin. */
  readonly path: string | URL;
  readonly headers: Readonly<Record<string, string>>;
  /** False: nothing that tells who asks is sent along. True when absent. */
  readonly isAuthorized?: boolean;
  /** Milliseconds, when it is not the usual time of a request. */
  readonly timeout?: number;
}

/** A question on its way. */
export interface Errand<Value> {
  readonly endpoint: Endpoint;
  readonly question: Question;
  readonly signal: AbortSignal;
  /** Gets answers of 2xx and 304 alone. */
  readonly read: (response: Response) => Promise<Value>;
}
