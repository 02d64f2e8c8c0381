import { readFileSync, statSync } from 'node:fs';
import type { FileContent } from '../remediation/repository.ts';

/** Larger files are refused: no Dockerfile or configuration comes near. */
export const LARGEST_TEXT = 2 * 1024 * 1024;

/** Bytes as text, byte order mark kept, so that encoding it again gives the same bytes. */
export function decodeText(bytes: Uint8Array): FileContent {
  if (bytes.byteLength > LARGEST_TEXT) return tooLarge(bytes.byteLength);
  if (bytes.includes(0)) return { ok: false, reason: 'it is a binary file (it holds NUL bytes)' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { ok: true, text };
  } catch {
    // The decoder's only failure, and it has no more to say than this.
    return { ok: false, reason: 'it is not valid UTF-8; convert it, for instance with iconv' };
  }
}

/** Reads a text file from disk. A missing or unreadable file is an answer, not an exception. */
export function readTextFile(path: string): FileContent {
  try {
    const status = statSync(path);
    if (status.isDirectory()) return { ok: false, reason: 'it is a folder' };
    // A pipe could make us wait and a device could be read for ever.
    if (!status.isFile()) return { ok: false, reason: 'it is not a regular file' };
    return status.size > LARGEST_TEXT ? tooLarge(status.size) : decodeText(readFileSync(path));
  } catch (error) {
    return { ok: false, reason: describeReadFailure(error) };
  }
}

function tooLarge(bytes: number): FileContent {
  const limit = `${LARGEST_TEXT / 1024 / 1024} MiB`;
  const size = `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
  return { ok: false, reason: `it is larger than the limit of ${limit} (${size})` };
}

/** What a failure to read a file or folder means, one clause without a final dot. */
export function describeReadFailure(error: unknown): string {
  const failure = error instanceof Error && 'code' in error ? error.code : null;
  if (failure === 'ENOENT' || failure === 'ENOTDIR') return 'there is no such file or folder';
  if (failure === 'EACCES' || failure === 'EPERM') return 'no permission to read it';
  if (failure === 'ELOOP') return 'it is a symbolic link that leads round in circles';
  if (failure === 'ENAMETOOLONG') return 'its path is too long';
  return error instanceof Error ? error.message : 'it cannot be read';
}
