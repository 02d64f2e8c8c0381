import type { LookupFunction } from 'node:net';
import { rootCertificates } from 'node:tls';
import { Agent, EnvHttpProxyAgent, buildConnector } from 'undici';
import type { Dispatcher } from 'undici';
import type { Proxies } from './environment-proxies.ts';
import { guardedLookup } from './guarded-lookup.ts';

export interface ConnectionOptions {
  /** Certificates in PEM that are trusted beside those of Node. */
  readonly ca: string | null;
  /** Milliseconds to connect. */
  readonly connectTimeout: number;
  /** Connections at once to one host. */
  readonly concurrency: number;
  readonly proxies: Proxies | null;
}

/**
 * Connections for all hosts. Addresses are checked after the name was resolved and by the connection
 * itself, so that a name that resolves differently the second time changes nothing. `isTrusted` tells
 * the hosts (with port) that may have any address. Through a proxy only the proxy resolves names: what
 * they stand for there cannot be checked here, and is the proxy's to refuse.
 */
export function createDispatcher(
  { ca: authority, connectTimeout, concurrency, proxies }: ConnectionOptions,
  isTrusted: (host: string) => boolean,
): Dispatcher {
  const ca = authority === null ? {} : { ca: [...rootCertificates, authority] };
  const base = { ...ca, timeout: connectTimeout };
  const open = buildConnector(base);
  // Undici hands the lookup on to `net.connect`, though its types do not list it.
  const guardedOptions: buildConnector.BuildOptions & { lookup: LookupFunction } = {
    ...base,
    lookup: guardedLookup,
  };
  const guarded = buildConnector(guardedOptions);
  const connect: buildConnector.connector = (target, callback) => {
    const host = target.port === '' ? target.hostname : `${target.hostname}:${target.port}`;
    const connector = isTrusted(host) ? open : guarded;
    connector(target, callback);
  };
  const shared = { connect, connections: concurrency };
  if (proxies === null) return new Agent(shared);
  return new EnvHttpProxyAgent({
    ...shared,
    requestTls: ca,
    proxyTls: ca,
    // Empty texts, lest undici looks into the environment itself.
    httpProxy: proxies.http ?? '',
    httpsProxy: proxies.https ?? '',
    noProxy: proxies.except,
  });
}
