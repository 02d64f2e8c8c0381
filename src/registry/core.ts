import { askEndpoints } from './ask-endpoints.ts';
import { createContentSource } from './content.ts';
import type { ContentSource } from './content.ts';
import type { Endpoint } from './endpoint.ts';
import { ExternalError } from '../http/external-error.ts';
import { createOnce } from './once.ts';
import type { Once } from './once.ts';
import type { RegistryOptions } from './options.ts';
import { createRecorder } from './record.ts';
import type { Recorder } from './record.ts';
import { createSession } from './session.ts';
import type { Session } from './session.ts';
import type { Target } from './target.ts';

/** What every question to a registry is answered with. */
export interface Core {
  readonly session: Session;
  readonly recorder: Recorder;
  readonly content: ContentSource;
  readonly once: Once;
  readonly options: RegistryOptions;
  /** Asks the places of an image one after the other, within the time for one question. */
  readonly ask: <Value>(
    endpoints: readonly Endpoint[],
    work: (endpoint: Endpoint, signal: AbortSignal) => Promise<Value>,
  ) => Promise<Value>;
}

export function createCore(options: RegistryOptions): Core {
  const { store, offline, now, settings } = options;
  const { freshness, timeouts } = settings;
  return {
    session: createSession(options),
    recorder: createRecorder({ store, freshness, offline, now }),
    content: createContentSource(store, offline),
    once: createOnce(freshness, now),
    options,
    ask: (endpoints, work) => {
      const signal = AbortSignal.timeout(timeouts.overall);
      return askEndpoints(endpoints, async (endpoint) => {
        try {
          return await work(endpoint, signal);
        } catch (error) {
          if (error instanceof ExternalError || !signal.aborted) throw error;
          const seconds = timeouts.overall / 1000;
          const message = `${endpoint.host} did not answer within ${seconds} s`;
          throw new ExternalError('timeout', message, { cause: error });
        }
      });
    },
  };
}

/** What `offline` says: the network may not be asked, and this is not kept. */
export function notKept({ name }: Target, what: string): string {
  return `${what} of ${name} is not in the cache, and the network may not be asked`;
}
