import { pathMatcher } from '../../remediation/path-patterns.ts';
import type { House } from '../house.ts';
import { tell } from './manner.ts';
import type { Manner } from './manner.ts';

/** So many names are shown. */
const MOST_NAMES = 5;

/** Lines beyond these are not read: GitHub reads no file of more than 3 MB. */
const MOST_LINES = 2000;

/** Who is asked for a review of these files ("About code owners": the last pattern that fits counts). */
export function codeOwners(
  { codeOwners: file }: House,
  changed: readonly string[],
): readonly Manner[] {
  if (file === null) return [];
  const rules = file.text.split('\n').slice(0, MOST_LINES).flatMap(readRule);
  const owners = changed.flatMap((path) => rules.findLast(({ fits }) => fits(path))?.owners ?? []);
  const names = [...new Set(owners)].slice(0, MOST_NAMES).map((name) => `\`${name}\``);
  if (names.length === 0) return [];
  const who = names.length === 1 ? 'is asked' : 'are asked';
  return [tell('code-owners', file.path, `${names.join(', ')} ${who} for a review`)];
}

interface OwnerRule {
  readonly fits: (path: string) => boolean;
  readonly owners: readonly string[];
}

function readRule(line: string): OwnerRule[] {
  const [pattern = '', ...owners] = line
    .replace(/(?:^|\s)#.*$/, '')
    .trim()
    .split(/\s+/);
  // An exclamation mark excepts nothing in this format, and so names nothing.
  if (pattern === '' || pattern.startsWith('!')) return [];
  const names = owners.filter((name) => /^[^\s`]{1,100}$/.test(name));
  return [{ fits: pathMatcher([pattern]), owners: names }];
}
