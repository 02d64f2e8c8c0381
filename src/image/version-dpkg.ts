import { compareNumbers } from './version-numbers.ts';

/**
 * Negative when `a` is the older one: epoch, upstream version, then revision (Debian policy, section
 * 5.6.12). What is no valid version is compared by the same rules.
 */
export function compareDpkgVersions(a: string, b: string): number {
  const left = splitVersion(a.trim());
  const right = splitVersion(b.trim());
  return (
    compareNumbers(left.epoch, right.epoch) ||
    comparePart(left.upstream, right.upstream) ||
    comparePart(left.revision, right.revision)
  );
}

interface DpkgVersion {
  readonly epoch: string;
  readonly upstream: string;
  readonly revision: string;
}

/** The epoch ends at the first colon, the revision starts after the last hyphen. */
function splitVersion(version: string): DpkgVersion {
  const colon = version.indexOf(':');
  const rest = version.slice(colon + 1);
  const hyphen = rest.lastIndexOf('-');
  return {
    epoch: colon === -1 ? '' : version.slice(0, colon),
    upstream: hyphen === -1 ? rest : rest.slice(0, hyphen),
    revision: hyphen === -1 ? '' : rest.slice(hyphen + 1),
  };
}

/** Words and numbers in turn, beginning with a word, which may be empty. */
function comparePart(a: string, b: string): number {
  const left = a.split(/(\d+)/);
  const right = b.split(/(\d+)/);
  const count = Math.max(left.length, right.length);
  for (let index = 0; index < count; index += 1) {
    const compare = index % 2 === 0 ? compareWords : compareNumbers;
    const order = compare(left[index] ?? '', right[index] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

function compareWords(a: string, b: string): number {
  const count = Math.max(a.length, b.length);
  for (let index = 0; index < count; index += 1) {
    const order = weightOf(a.charAt(index)) - weightOf(b.charAt(index));
    if (order !== 0) return order;
  }
  return 0;
}

/** A tilde sorts before the end of the word, the end before letters, and letters before the rest. */
function weightOf(character: string): number {
  if (character === '') return 0;
  if (character === '~') return -1;
  const code = character.charCodeAt(0);
  return /[A-Za-z]/.test(character) ? code : code + 0x10000;
}
