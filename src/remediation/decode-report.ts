import type { FileContent } from './repository.ts';

/** Marks that begin a text in another encoding (Unicode standard, section 23.8): PowerShell's `>` writes one. */
const ENCODINGS: readonly (readonly [mark: readonly number[], name: string])[] = [
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** The bytes of a scan report as text: UTF-8, or UTF-16 with a mark. Not bounded: the caller has bounded them. */
export function decodeReport(bytes: Uint8Array): FileContent {
  const encoding = ENCODINGS.find(([mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (encoding === undefined && bytes.subarray(0, 4096).includes(0)) {
    return { ok: false, reason: 'it is a binary file (it holds NUL bytes)' };
  }
  // A broken character in a description must not hide the findings: it is replaced.
  return { ok: true, text: new TextDecoder(encoding?.[1] ?? 'utf-8').decode(bytes) };
}
