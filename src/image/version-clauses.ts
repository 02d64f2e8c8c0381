import semver from 'semver';
import { LONGEST_RANGE, npmRange, paddedText } from './version-range.ts';
import type { VersionRange } from './version-range.ts';

/** What differs between the languages in which packages state versions. */
interface Dialect {
  /** `~1.2` stays below 1.3, or, where it is `pessimistic`, below 2. */
  readonly tilde: 'line' | 'pessimistic';
}

interface Clause {
  /** In the language of npm. */
  readonly range: string;
  readonly isExcluded: boolean;
}

const CLAUSE =
  /(\^|~>|~=|~|===?|=|!=|<>|<=|>=|<|>)?\s*v?(\d{1,9}(?:\.\d{1,9}){0,3}|\*)(\.[*x])?(?:-?(?:a|b|rc|alpha|beta|dev)\.?\d{0,9})?(?:@[a-z]+)?(?=$|[\s,])/giy;
const SEPARATOR = /[\s,]*/y;
const HYPHEN = /^\s*v?\d[\d.]*\s+-\s+v?\d[\d.]*\s*$/;

/** Version specifiers of Python: `>=3.9,<3.13,!=3.9.7` (PEP 440); null when they are none. */
export function pythonRange(text: string): VersionRange | null {
  return clauseRange(text, { tilde: 'line' });
}

/** A constraint of Composer: `^8.1 || ~8.3.2` (getcomposer.org/doc/articles/versions.md). */
export function composerRange(text: string): VersionRange | null {
  return clauseRange(text, { tilde: 'pessimistic' });
}

/** A requirement of RubyGems: `~> 3.2`, several separated by commas (guides.rubygems.org/patterns). */
export function gemRange(text: string): VersionRange | null {
  return clauseRange(text, { tilde: 'pessimistic' });
}

function clauseRange(text: string, dialect: Dialect): VersionRange | null {
  if (text.length > LONGEST_RANGE) return null;
  const alternatives: VersionRange[] = [];
  for (const part of text.split(/\|\|?/)) {
    const range = HYPHEN.test(part) ? npmRange(part) : allOf(part, dialect);
    if (range === null) return null;
    alternatives.push(range);
  }
  return { text, allows: (version) => alternatives.some(({ allows }) => allows(version)) };
}

function allOf(text: string, dialect: Dialect): VersionRange | null {
  const clauses = readClauses(text, dialect);
  if (clauses === null || clauses.length === 0) return null;
  const ranges: VersionRange[] = [];
  const excluded: VersionRange[] = [];
  for (const clause of clauses) {
    const range = npmRange(clause.range);
    if (range === null) return null;
    (clause.isExcluded ? excluded : ranges).push(range);
  }
  const allows = (version: readonly number[]): boolean =>
    ranges.every((range) => range.allows(version)) &&
    !excluded.some((range) => range.allows(version));
  return { text, allows };
}

function readClauses(text: string, dialect: Dialect): Clause[] | null {
  const clauses: Clause[] = [];
  let position = skipSeparator(text, 0);
  while (position < text.length) {
    CLAUSE.lastIndex = position;
    const match = CLAUSE.exec(text);
    if (match === null) return null;
    const [, operator = '', version = '', wildcard] = match;
    const clause = clauseOf(operator, version, wildcard !== undefined, dialect);
    if (clause === null) return null;
    clauses.push(clause);
    position = skipSeparator(text, CLAUSE.lastIndex);
  }
  return clauses;
}

function skipSeparator(text: string, position: number): number {
  SEPARATOR.lastIndex = position;
  SEPARATOR.exec(text);
  return SEPARATOR.lastIndex;
}

function clauseOf(
  operator: string,
  version: string,
  isLine: boolean,
  dialect: Dialect,
): Clause | null {
  if (version === '*') return operator === '' ? { range: '*', isExcluded: false } : null;
  const isExcluded = operator === '!=' || operator === '<>';
  const numbers = version.split('.').map(Number);
  if (isLine) {
    const isPlain = isExcluded || ['', '=', '==', '==='].includes(operator);
    return isPlain ? { range: `${version}.x`, isExcluded } : null;
  }
  return { range: rangeOf(operator, numbers, dialect), isExcluded };
}

/** A version without a wildcard is exact in all of these languages: missing numbers are 0. */
function rangeOf(operator: string, numbers: readonly number[], dialect: Dialect): string {
  const padded = paddedText(numbers);
  if (operator === '^') return `^${numbers.slice(0, 3).join('.')}`;
  if (operator === '~' && dialect.tilde === 'line') return `~${numbers.slice(0, 3).join('.')}`;
  if (operator === '~' || operator === '~>' || operator === '~=') return pessimistic(numbers);
  const isOrder = ['<', '<=', '>', '>='].includes(operator);
  return isOrder ? `${operator}${padded}` : `=${padded}`;
}

/** All but the last number stay: `~> 3.2` stays below 4, `~> 3.2.1` below 3.3. */
function pessimistic(numbers: readonly number[]): string {
  const padded = paddedText(numbers);
  const next = semver.inc(padded, numbers.length > 2 ? 'minor' : 'major') ?? padded;
  return `>=${padded} <${next}`;
}
