import type { Response } from '../http/exchange.ts';
import { digestOf, isDigest, verifyBytes } from './digest.ts';
import type { Endpoint } from './endpoint.ts';
import { ExternalError } from '../http/external-error.ts';
import { ACCEPT } from './media-types.ts';
import { NOT_MODIFIED } from './question.ts';
import { readBytes } from '../http/read-body.ts';
import type { Session } from './session.ts';

/** Bytes; the distribution specification asks registries to take 4 MiB and lets them refuse more. */
const LARGEST_MANIFEST = 8 * 1024 ** 2;
/** What registries answer that know no HEAD. */
const NO_HEAD: readonly number[] = [400, 405, 501];

export interface ManifestName {
  readonly digest: string;
  readonly mediaType: string;
  readonly etag: string | null;
}

export interface ManifestBytes extends ManifestName {
  readonly bytes: Uint8Array;
}

/**
 * What a tag stands for, by HEAD; by GET, and then with its content, where HEAD does not tell.
 * `unchanged` when it is what the entity tag says.
 */
export async function headManifest(
  session: Session,
  endpoint: Endpoint,
  tag: string,
  etag: string | null,
  signal: AbortSignal,
): Promise<ManifestName | ManifestBytes | 'unchanged'> {
  const question = { method: 'HEAD', path: `manifests/${tag}`, headers: headersFor(etag) } as const;
  try {
    const name = await session.ask(
      endpoint,
      question,
      signal,
      (response): Promise<ManifestName | 'unchanged' | null> =>
        Promise.resolve(response.status === NOT_MODIFIED ? 'unchanged' : nameOf(response)),
    );
    if (name !== null) return name;
  } catch (error) {
    const isKnown = error instanceof ExternalError && NO_HEAD.includes(error.status ?? 0);
    if (!isKnown) throw error;
  }
  return getManifest(session, endpoint, tag, etag, signal);
}

/** A manifest by tag or digest: the bytes were verified against the digest, and against the header. */
export async function getManifest(
  session: Session,
  endpoint: Endpoint,
  reference: string,
  etag: string | null,
  signal: AbortSignal,
): Promise<ManifestBytes | 'unchanged'> {
  const path = `manifests/${reference}`;
  const question = { method: 'GET', path, headers: headersFor(etag) } as const;
  return session.ask(endpoint, question, signal, async (response) => {
    if (response.status === NOT_MODIFIED) return 'unchanged';
    const bytes = await readBytes(response, LARGEST_MANIFEST, endpoint.host);
    const named = response.headers.get('docker-content-digest');
    const digest = isDigest(reference) ? reference : (named ?? digestOf(bytes));
    verifyBytes(bytes, digest, endpoint.host);
    return { bytes, digest, mediaType: typeOf(response), etag: response.headers.get('etag') };
  });
}

function headersFor(etag: string | null): Readonly<Record<string, string>> {
  // Packed on the way, the length that the registry announces would not be that of the bytes.
  const headers = { accept: ACCEPT, 'accept-encoding': 'identity' };
  return etag === null ? headers : { ...headers, 'if-none-match': etag };
}

function nameOf(response: Response): ManifestName | null {
  const digest = response.headers.get('docker-content-digest') ?? '';
  if (!isDigest(digest)) return null;
  return { digest, mediaType: typeOf(response), etag: response.headers.get('etag') };
}

function typeOf({ headers }: Response): string {
  const [type = ''] = (headers.get('content-type') ?? '').split(';');
  return type.trim();
}
