import type { Vulnerability } from '../../findings/scan-report.ts';
import { packageTypeOf } from '../vocabulary/package-type.ts';
import type { Subject } from '../silence.ts';
import { matchesPart, readPathGlob } from './path-glob.ts';

/** Whether a finding is one that a rule means. */
export type Criterion = (subject: Subject) => boolean;

/** Keys of a rule of Grype, and of its `package`, that narrow it. */
export const RULE_CRITERIA = ['fix-state', 'namespace', 'match-type', 'vex-status'] as const;
export const PACKAGE_CRITERIA = [
  'name',
  'version',
  'language',
  'type',
  'location',
  'upstream-name',
] as const;

type CriterionName = (typeof RULE_CRITERIA)[number] | (typeof PACKAGE_CRITERIA)[number];

/** Null for what no report can answer, and for patterns that are more than wildcards. */
export function criterionOf(name: CriterionName, wanted: string): Criterion | null {
  switch (name) {
    case 'fix-state':
      return fixState(wanted);
    case 'namespace':
      return namespace(wanted);
    case 'name':
      return namePattern(wanted, ({ package: { name: own } }) => own);
    case 'upstream-name':
      return namePattern(wanted, ({ package: { source } }) => source);
    case 'version':
      return ofVulnerability((one) => one.package.version === wanted);
    case 'language':
    case 'type':
      return ofType(packageTypeOf(wanted));
    case 'location':
      return location(wanted);
    case 'match-type':
    case 'vex-status':
      return null;
  }
}

function ofVulnerability(holds: (vulnerability: Vulnerability) => boolean): Criterion {
  return ({ vulnerability }) => vulnerability !== null && holds(vulnerability);
}

function ofType(type: string | null): Criterion | null {
  return type === null ? null : ofVulnerability((one) => one.package.type === type);
}

/** Reports do not tell whether no fix exists or nobody knows of one: `not-fixed` and `unknown` are both. */
function fixState(wanted: string): Criterion | null {
  const isRefused = ({ decision }: Vulnerability) =>
    decision === 'will-not-fix' || decision === 'end-of-life';
  if (wanted === 'fixed') return ofVulnerability(({ fixed }) => fixed.length > 0);
  if (wanted === 'wont-fix') return ofVulnerability(isRefused);
  if (wanted !== 'not-fixed' && wanted !== 'unknown') return null;
  return ofVulnerability((one) => one.fixed.length === 0 && !isRefused(one));
}

/** `debian:distro:debian:12`, `github:language:python`; what `nvd:cpe` has found is not told by reports. */
function namespace(wanted: string): Criterion | null {
  const [, kind, name = '', version] = wanted.split(':');
  if (kind === 'language') return ofType(packageTypeOf(name));
  if (kind !== 'distro') return null;
  return ({ target: { distribution } }) => {
    if (distribution?.id !== name) return false;
    return version === undefined || `${distribution.version}.`.startsWith(`${version}.`);
  };
}

/** Grype reads a regular expression; here only `.*` is one, so that no pattern can take for ever. */
function namePattern(
  wanted: string,
  own: (vulnerability: Vulnerability) => string | null,
): Criterion | null {
  const glob = wanted.replaceAll('.*', '*').replaceAll('\\.', '.');
  if (/[[\]()|^$?\\{}]|\*\*/.test(glob)) return null;
  return ofVulnerability((one) => {
    const name = own(one);
    return name !== null && (name === wanted || matchesPart(glob, name));
  });
}

function location(wanted: string): Criterion | null {
  const glob = readPathGlob(wanted);
  return glob === null ? null : ({ paths }) => paths.length > 0 && paths.every(glob);
}
