import type { Response } from '../http/exchange.ts';
import { askAuthorized } from './ask-authorized.ts';
import { createAttempt } from './attempt.ts';
import { createAuthorizer } from './authorizer.ts';
import type { Endpoint } from './endpoint.ts';
import { ExternalError } from '../http/external-error.ts';
import type { RegistryOptions } from './options.ts';
import type { Question } from './question.ts';
import type { RegistryQuirk } from './quirk.ts';
import { createRecognition } from './recognition.ts';
import { withRetries } from '../http/retry.ts';
import { createTransport } from './transport.ts';

/** Asks endpoints: with authorization and retries. What fails is thrown as `ExternalError`. */
export interface Session {
  /** `read` gets answers of 2xx and 304 alone. */
  readonly ask: <Value>(
    endpoint: Endpoint,
    question: Question,
    signal: AbortSignal,
    read: (response: Response) => Promise<Value>,
  ) => Promise<Value>;
  /** What is known of the make of a registry, also from its answers. */
  readonly quirkOf: (endpoint: Endpoint) => RegistryQuirk | null;
}

export function createSession(options: RegistryOptions): Session {
  const { retries, backoff, timeouts } = options.settings;
  const recognition = createRecognition(options.quirks);
  const transport = createTransport(options);
  const attempt = createAttempt(transport, recognition, options);
  const authorizer = createAuthorizer(transport, options);
  return {
    ask: async (endpoint, question, signal, read) => {
      const plan = { retries, backoff, longestPause: timeouts.request, signal };
      const errand = { endpoint, question, signal, read };
      try {
        return await withRetries(plan, () => askAuthorized(errand, attempt, authorizer));
      } catch (error) {
        if (error instanceof ExternalError && isWorthMarking(error, timeouts.request)) {
          transport.markDown(error);
        }
        throw error;
      }
    },
    quirkOf: recognition.quirkOf,
  };
}

/** A pause that we can wait for does not make a host down. */
function isWorthMarking({ downHost, retryAfter }: ExternalError, longestPause: number): boolean {
  return downHost !== null && (retryAfter === null || retryAfter > longestPause);
}
