import { fetch } from 'undici';
import { createDispatcher } from './dispatcher.ts';
import { environmentProxies } from './environment-proxies.ts';
import type { Environment } from './environment-proxies.ts';

/** Milliseconds. */
const CONNECT_TIMEOUT = 10_000;

/** Of one program to its code host. */
const CONNECTIONS = 16;

/**
 * For hosts that the operator has named, and whose clients bring a `fetch` of their own: the one of Node knows nothing of the
 * proxies of the environment. Any address is allowed. An answer that breaks off rejects at once: octokit would take it for an empty one.
 */
export function environmentFetch(environment: Environment): typeof globalThis.fetch {
  const ask = proxiedFetch(environment);
  return async (input, init) => {
    const answer = await ask(input, init);
    await answer.clone().arrayBuffer();
    return answer;
  };
}

function proxiedFetch(environment: Environment): typeof globalThis.fetch {
  const proxies = environmentProxies(environment);
  if (proxies === null) return globalThis.fetch;
  const options = { ca: null, connectTimeout: CONNECT_TIMEOUT, concurrency: CONNECTIONS, proxies };
  const dispatcher = createDispatcher(options, () => true);
  const ask = (input: Parameters<typeof fetch>[0], init?: Parameters<typeof fetch>[1]) =>
    fetch(input, { ...init, dispatcher });
  // Node's own fetch is undici, too, and differs in the name of its types only.
  return ask as unknown as typeof globalThis.fetch;
}
