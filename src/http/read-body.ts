import type { Response } from './exchange.ts';
import { ExternalError } from './external-error.ts';

/** The bytes of an answer, chunk by chunk; stops when they become more than `limit`. */
export async function* streamBody(
  response: Response,
  limit: number,
  host: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > limit) throw tooLarge(host, limit);
  if (response.body === null) return;
  let total = 0;
  for await (const chunk of response.body) {
    // The body of a fetched answer yields bytes (Fetch standard, "body").
    const bytes = chunk as Uint8Array;
    total += bytes.length;
    if (total > limit) throw tooLarge(host, limit);
    yield bytes;
  }
}

/** All bytes of an answer, of which there may be `limit`. */
export async function readBytes(
  response: Response,
  limit: number,
  host: string,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of streamBody(response, limit, host)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The JSON of an answer; `invalid-answer` when it is none. */
export function parseJson(bytes: Uint8Array, host: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new ExternalError('invalid-answer', `${host} answers something that is no JSON`, {
      cause,
    });
  }
}

function tooLarge(host: string, limit: number): ExternalError {
  return new ExternalError('too-large', `${host} sends more than ${limit} bytes`);
}
