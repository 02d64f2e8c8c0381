import { createDispatcher } from '../http/dispatcher.ts';
import { exchange } from '../http/exchange.ts';
import { ExternalError } from '../http/external-error.ts';
import { readBytes } from '../http/read-body.ts';
import { redirectOf } from '../http/redirect.ts';
import { statusError } from '../http/status-error.ts';
import { checkHop } from './download-hop.ts';
import type { DownloadOptions } from './download-options.ts';

export type ArchiveAnswer =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** `reason`: one clause without a final dot. */
  | { readonly ok: false; readonly reason: string };

const MOST_REDIRECTS = 5;

/**
 * Downloads a file whose address was signed for us, without any credential: a name that stands for a private address is
 * refused unless the operator trusts the host. `most` in bytes. Expected failures are answers; the address, which is a
 * secret, is never part of them.
 */
export function createArchiveDownload(
  options: DownloadOptions,
): (address: string, most: number) => Promise<ArchiveAnswer> {
  const { trusted, ca, proxies, limits } = options;
  const { connect, concurrency } = limits;
  const connections = { ca, connectTimeout: connect, concurrency, proxies };
  const dispatcher = createDispatcher(connections, (host) => trusted.has(host));
  return async (address, most) => {
    if (!URL.canParse(address)) return { ok: false, reason: 'it has no address' };
    try {
      const first = checkHop(new URL(address), null, trusted);
      return { ok: true, bytes: await follow(dispatcher, first, most, options) };
    } catch (error) {
      if (error instanceof ExternalError) return { ok: false, reason: error.message };
      // The time for all hops together is over.
      if (error instanceof DOMException) return { ok: false, reason: 'it did not come in time' };
      throw error;
    }
  };
}

async function follow(
  dispatcher: ReturnType<typeof createDispatcher>,
  first: URL,
  most: number,
  options: DownloadOptions,
): Promise<Uint8Array> {
  const { trusted, limits } = options;
  const signal = AbortSignal.timeout(limits.transfer);
  let address = first;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const request = { address, headers: { accept: '*/*' }, body: null, timeout: limits.transfer };
    const get = { ...request, method: 'GET' } as const;
    const answer = await exchange(dispatcher, get, signal, options, async (response) => {
      const location = redirectOf(response, address);
      if (location !== null) return { location };
      if (response.status !== 200) throw statusError(response, address.host, Date.now());
      return { bytes: await readBytes(response, most, address.host) };
    });
    if ('bytes' in answer) return answer.bytes;
    address = checkHop(answer.location, address, trusted);
  }
  throw new ExternalError('invalid-answer', `${first.host} redirects too often`);
}
