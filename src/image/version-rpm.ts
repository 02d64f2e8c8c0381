import { compareNumbers, compareText } from './version-numbers.ts';

/**
 * Negative when `a` is the older one: epoch (none is 0), version, then release of
 * `[epoch:]version[-release]` (rpm-version(7)); a version without release is older than one with.
 */
export function compareRpmVersions(a: string, b: string): number {
  const left = splitVersion(a);
  const right = splitVersion(b);
  const order =
    compareNumbers(left.epoch, right.epoch) || compareRpmText(left.version, right.version);
  if (order !== 0) return order;
  if (left.release === null || right.release === null) {
    return Number(left.release !== null) - Number(right.release !== null);
  }
  return compareRpmText(left.release, right.release);
}

interface RpmVersion {
  readonly epoch: string;
  readonly version: string;
  readonly release: string | null;
}

function splitVersion(text: string): RpmVersion {
  const epoch = /^(\d*):/.exec(text)?.[1] ?? null;
  const rest = epoch === null ? text : text.slice(epoch.length + 1);
  const hyphen = rest.lastIndexOf('-');
  return {
    epoch: epoch ?? '',
    version: hyphen === -1 ? rest : rest.slice(0, hyphen),
    release: hyphen === -1 ? null : rest.slice(hyphen + 1),
  };
}

/** Everything else only separates. */
const SEGMENT = /\d+|[A-Za-z]+|[~^]/g;

/**
 * Compares two versions, or two releases, segment by segment. `~` sorts before everything, even
 * before the end; `^` sorts after the end and before everything else (rpm-version(7)).
 */
export function compareRpmText(a: string, b: string): number {
  const left = a.match(SEGMENT) ?? [];
  const right = b.match(SEGMENT) ?? [];
  const count = Math.max(left.length, right.length);
  for (let index = 0; index < count; index += 1) {
    const order = compareSegments(left[index] ?? null, right[index] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

function compareSegments(a: string | null, b: string | null): number {
  const order = kindOf(a) - kindOf(b);
  if (order !== 0 || a === null || b === null) return order;
  return startsWithDigit(a) ? compareNumbers(a, b) : compareText(a, b);
}

/** In the order in which they sort. */
function kindOf(segment: string | null): number {
  if (segment === '~') return 0;
  if (segment === null) return 1;
  if (segment === '^') return 2;
  return startsWithDigit(segment) ? 4 : 3;
}

function startsWithDigit(segment: string): boolean {
  return segment >= '0' && segment < ':';
}
