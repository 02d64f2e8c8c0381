import type { IncomingMessage } from 'node:http';

export type UploadOutcome =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: 'too large' | 'cut off' };

/** All bytes of a request, of which there may be `limit`; what comes after them is let pass, so that the sender hears why. */
export function readUpload(request: IncomingMessage, limit: number): Promise<UploadOutcome> {
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    request.resume();
    return Promise.resolve({ ok: false, reason: 'too large' });
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const add = (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      request.off('data', add);
      chunks.length = 0;
      request.resume();
      resolve({ ok: false, reason: 'too large' });
    };
    request.on('data', add);
    request.once('end', () => {
      resolve({ ok: true, bytes: Buffer.concat(chunks) });
    });
    // After the end this changes nothing.
    request.once('close', () => {
      resolve({ ok: false, reason: 'cut off' });
    });
    request.once('error', () => {
      resolve({ ok: false, reason: 'cut off' });
    });
  });
}
