import { createHash } from 'node:crypto';
import type { DownloadAnswer } from '../findings/download.ts';
import { createDispatcher } from '../http/dispatcher.ts';
import { exchange } from '../http/exchange.ts';
import type { Request, Response } from '../http/exchange.ts';
import { ExternalError } from '../http/external-error.ts';
import { readBytes, streamBody } from '../http/read-body.ts';
import { redirectOf, redirected } from '../http/redirect.ts';
import { withRetries } from '../http/retry.ts';
import { statusError } from '../http/status-error.ts';
import type { DownloadSource } from '../remediation/download-plan.ts';
import { checkHop } from './download-hop.ts';
import type { DownloadOptions } from './download-options.ts';

const MOST_REDIRECTS = 10;

/**
 * With these some servers say that they know no HEAD, or take it for something else (as signed addresses do).
 * https://www.rfc-editor.org/rfc/rfc9110#section-9.3.2
 */
const NO_HEAD: readonly number[] = [400, 403, 405, 501];

/** The bytes as ADD, curl and wget store them: none of these asks for a compressed transfer. */
const HEADERS = { accept: '*/*', 'accept-encoding': 'identity' };

interface Seen {
  readonly sha256: string | null;
  readonly text: string | null;
}

type Read = (response: Response, host: string) => Promise<Seen>;

const NOTHING: Seen = { sha256: null, text: null };

/** Asks the web, without credentials; expected failures are answers with a reason. */
export function createDownloadSource(options: DownloadOptions): DownloadSource {
  const { limits } = options;
  const follow = createFollower(options);
  let total = 0;
  const count = (bytes: number) => {
    total += bytes;
    if (total <= limits.total) return;
    throw new ExternalError('too-large', 'this run has downloaded as much as it may');
  };

  const digest: Read = async (response, host) => {
    requireFile(response, host);
    const hash = createHash('sha256');
    for await (const chunk of streamBody(response, limits.file, host)) {
      count(chunk.length);
      hash.update(chunk);
    }
    return { ...NOTHING, sha256: hash.digest('hex') };
  };
  const text: Read = async (response, host) => {
    requireFile(response, host);
    const bytes = await readBytes(response, limits.text, host);
    count(bytes.length);
    return { ...NOTHING, text: decode(bytes, host) };
  };
  const presence: Read = () => Promise.resolve(NOTHING);
  const { request, transfer } = limits;
  return {
    digest: (address) => answer(address, () => follow(address, 'GET', transfer, digest)),
    text: (address) => answer(address, () => follow(address, 'GET', request, text)),
    presence: (address) =>
      answer(address, async () => {
        try {
          return await follow(address, 'HEAD', request, presence);
        } catch (error) {
          const isNoHead = error instanceof ExternalError && NO_HEAD.includes(error.status ?? 0);
          if (!isNoHead) throw error;
          return follow(address, 'GET', request, presence);
        }
      }),
    host: (address) => answer(address, () => follow(address, 'HEAD', request, 'any answer')),
  };
}

/** Asks an address and those that redirects lead to. */
type Follow = (
  address: string,
  method: 'GET' | 'HEAD',
  timeout: number,
  read: Read | 'any answer',
) => Promise<DownloadAnswer>;

function createFollower(options: DownloadOptions): Follow {
  const { trusted, ca, proxies, limits } = options;
  const { connect, concurrency, retries, backoff } = limits;
  const connections = { ca, connectTimeout: connect, concurrency, proxies };
  const dispatcher = createDispatcher(connections, (host) => trusted.has(host));

  async function once(
    first: Request,
    signal: AbortSignal,
    read: Read | 'any answer',
  ): Promise<DownloadAnswer> {
    let request = first;
    for (let count = 0; count <= MOST_REDIRECTS; count += 1) {
      const { address } = request;
      const outcome = await exchange(dispatcher, request, signal, options, async (response) => {
        if (read === 'any answer') return { seen: NOTHING };
        const location = redirectOf(response, address);
        if (location !== null) return { location };
        if (response.status !== 200) throw statusError(response, address.host, Date.now());
        return { seen: await read(response, address.host) };
      });
      if ('seen' in outcome) return { ok: true, address: address.href, ...outcome.seen };
      request = redirected(request, checkHop(outcome.location, address, trusted));
    }
    const message = `${first.address.host} redirects more than ${MOST_REDIRECTS} times`;
    throw new ExternalError('invalid-answer', message);
  }

  return (text, method, timeout, read) => {
    const address = checkHop(addressOf(text), null, trusted);
    const request: Request = { method, address, headers: HEADERS, body: null, timeout };
    const signal = AbortSignal.timeout(timeout);
    return withRetries({ retries, backoff, longestPause: 0, signal }, () =>
      once(request, signal, read),
    );
  };
}

function addressOf(text: string): URL {
  if (URL.canParse(text)) return new URL(text);
  throw new ExternalError('invalid-answer', 'it is no address');
}

/** What is made anew for each request, or is a page for people, is not the file that was meant. */
function requireFile({ headers }: Response, host: string): void {
  const encoding = headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity') {
    const message = `${host} sends it packed (${JSON.stringify(encoding.slice(0, 20))}), so that what is stored depends on who asks`;
    throw new ExternalError('invalid-answer', message);
  }
  if (/(?:^|[\s,])no-store(?:$|[\s,;])/i.test(headers.get('cache-control') ?? '')) {
    throw new ExternalError('invalid-answer', `${host} says that it is not to be kept (no-store)`);
  }
  if (/^text\/html\b/i.test(headers.get('content-type') ?? '')) {
    throw new ExternalError('invalid-answer', `${host} answers with a web page`);
  }
}

function decode(bytes: Uint8Array, host: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ExternalError('invalid-answer', `${host} sends what is no text`, { cause });
  }
}

async function answer(
  address: string,
  ask: () => Promise<DownloadAnswer>,
): Promise<DownloadAnswer> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ExternalError) return { ok: false, reason: error.message };
    // The time for all attempts together is over.
    if (error instanceof DOMException) {
      return { ok: false, reason: `${addressOf(address).host} did not answer in time` };
    }
    throw error;
  }
}
