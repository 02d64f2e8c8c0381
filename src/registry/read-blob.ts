import type { Descriptor } from '../image/registry.ts';
import { createVerifier } from './digest.ts';
import type { Endpoint } from './endpoint.ts';
import { ExternalError } from '../http/external-error.ts';
import { streamBody } from '../http/read-body.ts';
import type { Session } from './session.ts';

/** Packed on the way, the bytes would not be those of the digest. */
const HEADERS = { 'accept-encoding': 'identity' };

/** The verified bytes of a blob; throws `too-large` past `limit`, and past what its descriptor says. */
export async function readBlob(
  session: Session,
  endpoint: Endpoint,
  blob: Descriptor,
  limit: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  await streamBlob(session, endpoint, blob, { limit, timeout: null }, signal, async (bytes) => {
    // An attempt that broke off has left its part behind.
    chunks.length = 0;
    for await (const chunk of bytes) chunks.push(chunk);
  });
  return Buffer.concat(chunks);
}

export interface StreamLimits {
  /** Bytes. */
  readonly limit: number;
  /** Milliseconds for the whole stream; null is the usual time of a request. */
  readonly timeout: number | null;
}

/**
 * Lets `read` see a blob as it comes. What it returns counts only when all bytes came and were those of
 * the digest. It may be called again when a first attempt broke off.
 */
export async function streamBlob<Value>(
  session: Session,
  endpoint: Endpoint,
  blob: Descriptor,
  { limit, timeout }: StreamLimits,
  signal: AbortSignal,
  read: (bytes: AsyncIterable<Uint8Array>) => Promise<Value>,
): Promise<Value> {
  const { host } = endpoint;
  if (blob.size > limit) {
    const message = `${host} has ${blob.size} bytes for ${blob.digest}, more than ${limit}`;
    throw new ExternalError('too-large', message);
  }
  const question = {
    method: 'GET',
    path: `blobs/${blob.digest}`,
    headers: HEADERS,
    ...(timeout !== null && { timeout }),
  } as const;
  return session.ask(endpoint, question, signal, async (response) => {
    const verifier = createVerifier(blob.digest, host);
    const source = streamBody(response, Math.min(limit, blob.size), host);
    const value = await read(untilEnd(source, verifier.add));
    // A reader may stop early; the digest is that of all bytes.
    for await (const chunk of source) verifier.add(chunk);
    verifier.check();
    return value;
  });
}

/** The chunks of a source; a reader that stops early leaves the source open. */
function untilEnd(
  source: AsyncGenerator<Uint8Array, void, undefined>,
  see: (chunk: Uint8Array) => void,
): AsyncIterable<Uint8Array> {
  const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    const result = await source.next();
    if (result.done === true) return { done: true, value: undefined };
    see(result.value);
    return { done: false, value: result.value };
  };
  return { [Symbol.asyncIterator]: () => ({ next }) };
}
