import type { Descriptor } from '../image/registry.ts';
import type { Endpoint } from './endpoint.ts';
import { ExternalError } from '../http/external-error.ts';
import { OCI_INDEX } from './media-types.ts';
import { nextPage } from './paging.ts';
import { parseReferrers } from './parse-manifest.ts';
import { readBytes } from '../http/read-body.ts';
import type { Session } from './session.ts';
import { getManifest } from './read-manifest.ts';

const MOST_PAGES = 50;
/** Bytes. */
const LARGEST_PAGE = 8 * 1024 ** 2;

/**
 * What refers to a digest. Registries without the API of OCI distribution 1.1 ("Listing Referrers") keep an
 * index under a tag made of the digest ("Referrers Tag Schema"); without that there is nothing.
 */
export async function listReferrers(
  session: Session,
  endpoint: Endpoint,
  digest: string,
  signal: AbortSignal,
): Promise<readonly Descriptor[]> {
  const pages = await unlessMissing(readPages(session, endpoint, digest, signal));
  if (pages !== null) return pages;
  const tag = digest.replace(':', '-');
  const manifest = await unlessMissing(getManifest(session, endpoint, tag, null, signal));
  if (manifest === null || manifest === 'unchanged') return [];
  return parseReferrers(manifest.bytes, endpoint.host);
}

async function readPages(
  session: Session,
  endpoint: Endpoint,
  digest: string,
  signal: AbortSignal,
): Promise<readonly Descriptor[]> {
  const { origin, repository, host } = endpoint;
  const found: Descriptor[] = [];
  let address: URL | null = new URL(`${origin}/v2/${repository}/referrers/${digest}`);
  for (let count = 0; address !== null && count < MOST_PAGES; count += 1) {
    const current: URL = address;
    const headers = { accept: OCI_INDEX };
    const question = { method: 'GET', path: current, headers } as const;
    address = await session.ask(endpoint, question, signal, async (response) => {
      found.push(...parseReferrers(await readBytes(response, LARGEST_PAGE, host), host));
      return nextPage(current, response.headers.get('link'), session.quirkOf(endpoint));
    });
  }
  return found;
}

/** Registries without the API answer 404, some 400 or 405, and proxies in front of them a page of HTML. */
async function unlessMissing<Value>(work: Promise<Value>): Promise<Value | null> {
  try {
    return await work;
  } catch (error) {
    const isMissing =
      error instanceof ExternalError &&
      (error.reason === 'not-found' || error.reason === 'invalid-answer');
    if (isMissing) return null;
    throw error;
  }
}
