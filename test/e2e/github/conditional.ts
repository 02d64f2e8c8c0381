import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './answer.ts';

/**
 * Adds the ETag to an answer, and makes it a 304 where the client has it already. GitHub's ETags hold for one
 * token only (its support in github.com/eclipse-csi/otterdog/issues/201): whoever gets a new one asks anew.
 */
export function conditional(method: string, headers: IncomingHttpHeaders, answer: Answer): Answer {
  const isRead = method === 'GET' || method === 'HEAD';
  if (!isRead || answer.status !== 200 || answer.body === undefined) return answer;
  const etag = etagOf(answer.body, headers);
  const lastModified = answer.headers?.['last-modified'];
  const validators = { etag, 'cache-control': 'private, max-age=60, s-maxage=60', vary: VARY };
  const withValidators = { ...answer.headers, ...validators };
  if (!isFresh(headers, etag, lastModified)) return { ...answer, headers: withValidators };
  return { status: 304, headers: withValidators };
}

const VARY = 'Accept, Authorization, Cookie, X-GitHub-OTP';

function etagOf(body: unknown, { accept, authorization }: IncomingHttpHeaders): string {
  const hash = createHash('sha256');
  hash.update(`${accept ?? ''}\n${authorization ?? ''}\n`);
  hash.update(body instanceof Uint8Array ? body : JSON.stringify(body));
  return `W/"${hash.digest('hex')}"`;
}

function isFresh(
  headers: IncomingHttpHeaders,
  etag: string,
  lastModified: string | undefined,
): boolean {
  const asked = headers['if-none-match'];
  const plain = (text: string) => text.trim().replace(/^W\//, '');
  if (asked !== undefined) return asked.split(',').some((one) => plain(one) === plain(etag));
  const since = headers['if-modified-since'];
  if (since === undefined || lastModified === undefined) return false;
  return Date.parse(lastModified) <= Date.parse(since);
}
