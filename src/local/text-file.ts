import { readFileSync, statSync } from 'node:fs';
import { decodeText, LARGEST_TEXT, tooLarge } from '../remediation/decode-text.ts';
import type { FileContent } from '../remediation/repository.ts';

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

/** What a failure to read a file or folder means, one clause without a final dot. */
export function describeReadFailure(error: unknown): string {
  const failure = error instanceof Error && 'code' in error ? error.code : null;
  if (failure === 'ENOENT' || failure === 'ENOTDIR') return 'there is no such file or folder';
  if (failure === 'EACCES' || failure === 'EPERM') return 'no permission to read it';
  if (failure === 'ELOOP') return 'it is a symbolic link that leads round in circles';
  if (failure === 'ENAMETOOLONG') return 'its path is too long';
  return error instanceof Error ? error.message : 'it cannot be read';
}
