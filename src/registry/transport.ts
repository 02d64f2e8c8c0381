import type { Response } from '../http/exchange.ts';
import { checkAddress } from './check-address.ts';
import { createDispatcher } from '../http/dispatcher.ts';
import { exchange } from '../http/exchange.ts';
import type { Request } from '../http/exchange.ts';
import { ExternalError } from '../http/external-error.ts';
import { createHostGates } from '../http/host-gates.ts';
import type { HostGate } from '../http/host-gates.ts';
import type { RegistryOptions } from './options.ts';
import { redirectOf, redirected } from '../http/redirect.ts';
import { readRetryAfter } from '../http/retry-after.ts';
import { insecureHosts, trustedHosts } from './trusted-hosts.ts';

const MOST_REDIRECTS = 5;
/** With these comes `Retry-After`. */
const BUSY: readonly number[] = [429, 503];

/** Sends requests and follows redirects. What fails is thrown as `ExternalError`. */
export interface Transport {
  /** `read` takes what it needs of the answer's body before it returns; the rest is dropped. */
  readonly send: <Value>(
    request: Request,
    signal: AbortSignal,
    read: (response: Response) => Promise<Value>,
  ) => Promise<Value>;
  /** After all attempts: the host that the error names is not tried again for a while. */
  readonly markDown: (error: ExternalError) => void;
}

export function createTransport(options: RegistryOptions): Transport {
  const gateOf = createHostGates(options.settings.concurrency, options.now);
  const hop = createHop(options, gateOf);
  return {
    send: async (first, signal, read) => {
      let request = first;
      for (let count = 0; count <= MOST_REDIRECTS; count += 1) {
        const outcome = await hop(request, signal, read);
        if ('value' in outcome) return outcome.value;
        request = redirected(request, outcome.location);
      }
      const message = `${first.address.host} redirects more than ${MOST_REDIRECTS} times`;
      throw new ExternalError('invalid-answer', message);
    },
    markDown: (error) => {
      if (error.downHost !== null) gateOf(error.downHost).markDown(error);
    },
  };
}

/** One request on the way through redirects: where it leads on to, or what its answer says. */
type Hop = <Value>(
  request: Request,
  signal: AbortSignal,
  read: (response: Response) => Promise<Value>,
) => Promise<{ readonly location: URL } | { readonly value: Value }>;

function createHop(options: RegistryOptions, gateOf: (host: string) => HostGate): Hop {
  const { settings, now } = options;
  const trusted = trustedHosts(settings);
  const insecure = insecureHosts(settings);
  const { ca, timeouts, concurrency } = settings;
  const connections = {
    ca,
    connectTimeout: timeouts.connect,
    concurrency,
    proxies: options.proxies,
  };
  const dispatcher = createDispatcher(connections, (host) => trusted.has(host));

  function keepPause({ status, headers }: Response, gate: HostGate): void {
    const pause = BUSY.includes(status) ? readRetryAfter(headers.get('retry-after'), now()) : null;
    if (pause !== null && pause <= settings.timeouts.request) gate.pause(pause);
  }

  return async (request, signal, read) => {
    const { address } = request;
    checkAddress(address, trusted, insecure);
    const gate = gateOf(address.host);
    return gate.pass(signal, () =>
      exchange(dispatcher, request, signal, options, async (response) => {
        const location = redirectOf(response, address);
        if (location !== null) return { location };
        keepPause(response, gate);
        return { value: await read(response) };
      }),
    );
  };
}
