import pLimit from 'p-limit';
import { setTimeout as wait } from 'node:timers/promises';
import { ExternalError } from './external-error.ts';

/** Milliseconds for which a host that could not be reached is not tried again. */
const DOWN_TIME = 30_000;

/** Names of hosts come from outside: past so many, all gates begin anew. */
const MOST_HOSTS = 10_000;

/** What all requests to one host share. */
export interface HostGate {
  /** Runs work when a place is free and the host has not asked to wait. Throws when it is down. */
  readonly pass: <Value>(signal: AbortSignal, work: () => Promise<Value>) => Promise<Value>;
  /** The host asked for a pause: nobody else asks it before. Milliseconds. */
  readonly pause: (duration: number) => void;
  readonly markDown: (error: ExternalError) => void;
}

/** One gate a host; `concurrency` requests at once. */
export function createHostGates(
  concurrency: number,
  now: () => number,
): (host: string) => HostGate {
  const gates = new Map<string, HostGate>();
  return (host) => {
    const known = gates.get(host);
    if (known !== undefined) return known;
    const gate = createGate(concurrency, now);
    if (gates.size >= MOST_HOSTS) gates.clear();
    gates.set(host, gate);
    return gate;
  };
}

function createGate(concurrency: number, now: () => number): HostGate {
  const limit = pLimit(concurrency);
  let pausedUntil = 0;
  let down: { readonly until: number; readonly error: ExternalError } | null = null;
  return {
    pass: (signal, work) =>
      limit(async () => {
        if (down !== null && now() < down.until) throw stillDown(down.error);
        const pause = pausedUntil - now();
        if (pause > 0) await wait(pause, undefined, { signal });
        signal.throwIfAborted();
        return work();
      }),
    pause: (duration) => {
      pausedUntil = Math.max(pausedUntil, now() + duration);
    },
    markDown: (error) => {
      down = { until: now() + DOWN_TIME, error };
    },
  };
}

/** Not to be tried again, and no reason to believe that the host is down for longer. */
function stillDown(cause: ExternalError): ExternalError {
  return new ExternalError(cause.reason, cause.message, { cause });
}
