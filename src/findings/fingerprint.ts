/** FNV-1a, 64 bits (RFC 9923): offset basis, and the low part of the prime 2^40 + 0x1b3. */
const BASIS_HIGH = 0xcbf29ce4;
const BASIS_LOW = 0x84222325;
const PRIME_LOW = 0x1b3;
const WORD = 2 ** 32;

/** Longer lines are told apart by their beginning only, so that a huge line costs no more. */
const LONGEST_LINE = 1000;

const encoder = new TextEncoder();

/** 16 hexadecimal digits: FNV-1a of the text's UTF-8 bytes. Not for secrets. */
export function fingerprintOf(text: string): string {
  let high = BASIS_HIGH;
  let low = BASIS_LOW;
  for (const byte of encoder.encode(text)) {
    low = (low ^ byte) >>> 0;
    const product = low * PRIME_LOW;
    high = (high * PRIME_LOW + Math.floor(product / WORD) + ((low << 8) >>> 0)) % WORD;
    low = product % WORD;
  }
  return hex(high) + hex(low);
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0');
}

/**
 * Fingerprint of a finding: stable while the text of its line stays the same, wherever the line moves
 * and however it is indented. `occurrence` counts equal lines with the same rule from 0.
 */
export function fingerprint(
  rule: string,
  path: string,
  lineText: string,
  occurrence: number,
): string {
  return fingerprintOf([rule, path, normalizeLine(lineText), occurrence].join('\0'));
}

/** Fingerprints of one file's findings in file order; equal lines get ordinals. */
export function fingerprinter(path: string): (rule: string, lineText: string) => string {
  const counts = new Map<string, number>();
  return (rule, lineText) => {
    const key = `${rule}\0${normalizeLine(lineText)}`;
    const occurrence = counts.get(key) ?? 0;
    counts.set(key, occurrence + 1);
    return fingerprint(rule, path, lineText, occurrence);
  };
}

function normalizeLine(text: string): string {
  return text.slice(0, LONGEST_LINE).replace(/\s+/g, ' ').trim();
}
