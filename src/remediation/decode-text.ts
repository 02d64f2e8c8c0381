import type { FileContent } from './repository.ts';

/** Larger files are refused: no Dockerfile or configuration comes near. */
export const LARGEST_TEXT = 2 * 1024 * 1024;

/** What a file of Git LFS holds instead of its content (git-lfs/docs/spec.md). */
const LFS_POINTER = 'version https://git-lfs.github.com/spec/v1\n';

/** Bytes as text, byte order mark kept, so that encoding it again gives the same bytes. */
export function decodeText(bytes: Uint8Array): FileContent {
  if (bytes.byteLength > LARGEST_TEXT) return tooLarge(bytes.byteLength);
  if (bytes.includes(0)) return { ok: false, reason: 'it is a binary file (it holds NUL bytes)' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.startsWith(LFS_POINTER) ? LFS : { ok: true, text };
  } catch {
    // The decoder's only failure, and it has no more to say than this.
    return { ok: false, reason: 'it is not valid UTF-8; convert it, for instance with iconv' };
  }
}

const LFS: FileContent = {
  ok: false,
  reason: 'its content is kept elsewhere (Git LFS); keep text in git itself',
};

/** The answer for a file of so many bytes. */
export function tooLarge(bytes: number): FileContent {
  const limit = `${LARGEST_TEXT / 1024 / 1024} MiB`;
  const size = `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
  return { ok: false, reason: `it is larger than the limit of ${limit} (${size})` };
}
