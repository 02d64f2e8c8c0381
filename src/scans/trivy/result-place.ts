import { SYSTEM_TYPES } from '../../image/purl.ts';
import type { ScanTarget } from '../../findings/scan-report.ts';
import { distributionOf } from '../vocabulary/distribution.ts';
import { packageTypeOf } from '../vocabulary/package-type.ts';

/** Types whose results are gathered under a name such as `Node.js`, and whose rows have their own path. */
const GATHERED: readonly string[] = ['python-pkg', 'conda-pkg', 'gemspec', 'node-pkg', 'jar'];

/** Where a result comes from, as Trivy writes `Target`, `Class` and `Type`. */
export interface ResultPlace {
  readonly Target: string | null;
  readonly Class: string | null;
  readonly Type: string | null;
}

/** True for the packages of a distribution. Before version 0.20 there was no `Class`. */
export function isSystemResult({ Class, Type }: ResultPlace): boolean {
  if (Class !== null && Class !== '') return Class === 'os-pkgs';
  return SYSTEM_TYPES.includes(packageTypeOf(Type ?? '') ?? '');
}

/** The lock file or program that a result is about; null where `Target` is only a name. */
export function lockFileOf(result: ResultPlace): string | null {
  const { Target, Type } = result;
  if (Target === null || Type === null || isSystemResult(result)) return null;
  const isNamed = GATHERED.includes(Type) || packageTypeOf(Type) === null;
  return isNamed ? null : Target;
}

/** `alpine:3.10 (alpine 3.10.2)` of the packages of a distribution: the image's name, and the distribution. */
export function splitSystemTarget(result: ResultPlace): {
  readonly name: string;
  readonly distribution: ScanTarget['distribution'];
} {
  const target = result.Target ?? '';
  const family = result.Type ?? '';
  const opening = ` (${family} `;
  const at = family === '' ? -1 : target.lastIndexOf(opening);
  if (at === -1 || !target.endsWith(')')) return { name: target, distribution: null };
  const release = target.slice(at + opening.length, -1);
  return { name: target.slice(0, at), distribution: distributionOf(family, release) };
}
