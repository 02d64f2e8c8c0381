import { anyOf, fitsGlob } from './fits-glob.ts';
import type { Fit } from './fits-glob.ts';
import type { PackageRule } from './renovate-schema.ts';

/** One image of one Dockerfile. */
export interface RenovateDependency {
  readonly path: string;
  /** Short and full. */
  readonly names: readonly string[];
}

/** Conditions that are read; a rule with another one is more narrow than it looks. */
const READ = new Set([
  'matchManagers',
  'matchDatasources',
  'matchCategories',
  'matchPackageNames',
  'matchDepNames',
  'matchFileNames',
  'matchUpdateTypes',
]);

/** Names of conditions, those of before that Renovate still takes included. */
const CONDITION =
  /^(?:match|exclude)|^(?:managers|datasources|languages|paths|updateTypes|depTypeList|package(?:Names|Patterns))$/;

/** Whether a rule is about an image, whatever the update is. */
export function fitsRule(rule: PackageRule, { path, names }: RenovateDependency): Fit {
  const fits = [
    fitsList(rule.matchManagers, ['dockerfile']),
    fitsList(rule.matchDatasources, ['docker']),
    fitsList(rule.matchCategories, ['docker']),
    fitsList(rule.matchPackageNames, names),
    fitsList(rule.matchDepNames, names),
    fitsList(rule.matchFileNames, [path]),
  ];
  if (fits.includes('no')) return 'no';
  const isNarrower = Object.keys(rule).some((key) => CONDITION.test(key) && !READ.has(key));
  return isNarrower || fits.includes('maybe') ? 'maybe' : 'yes';
}

/** A rule about major versions only leaves the others to Renovate. */
export function isAboutMostUpdates({ matchUpdateTypes }: PackageRule): boolean {
  return ['minor', 'patch'].every((type) => matchUpdateTypes?.includes(type) !== false);
}

/** One of the patterns has to fit, and none of those behind a `!` may. No list asks for nothing. */
function fitsList(patterns: readonly string[] | undefined, texts: readonly string[]): Fit {
  if (patterns === undefined) return 'yes';
  const fitsOne = (pattern: string) => anyOf(texts.map((text) => fitsPattern(pattern, text)));
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!'));
  const unwanted = patterns.filter((pattern) => pattern.startsWith('!')).map((one) => one.slice(1));
  const isWanted = wanted.length === 0 ? 'yes' : anyOf(wanted.map(fitsOne));
  const isUnwanted = anyOf(unwanted.map(fitsOne));
  if (isWanted === 'no' || isUnwanted === 'yes') return 'no';
  return isUnwanted === 'maybe' ? 'maybe' : isWanted;
}

/** A regular expression, between slashes, is not run: it is anybody's. */
function fitsPattern(pattern: string, text: string): Fit {
  if (pattern === '*') return 'yes';
  return pattern.startsWith('/') ? 'maybe' : fitsGlob(pattern.toLowerCase(), text.toLowerCase());
}
