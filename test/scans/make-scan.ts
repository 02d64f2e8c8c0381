import type { Scan, ScanTarget, Vulnerability } from '../../src/findings/scan-report.ts';
import { newTarget } from '../../src/scans/vocabulary/new-target.ts';
import { newVulnerability } from '../../src/scans/vocabulary/new-vulnerability.ts';
import type { VulnerabilityFields } from '../../src/scans/vocabulary/new-vulnerability.ts';

/** A vulnerability of `name@version`, with what else a report tells. */
export function weakness(
  ids: string,
  nameAndVersion: string,
  fields: Partial<Omit<VulnerabilityFields, 'package'>> & {
    readonly package?: Partial<VulnerabilityFields['package']>;
  } = {},
): Vulnerability {
  const at = nameAndVersion.lastIndexOf('@');
  const name = nameAndVersion.slice(0, at);
  const version = nameAndVersion.slice(at + 1);
  const found = newVulnerability({
    severity: 'medium',
    ...fields,
    ids: ids.split(' '),
    package: { name, version, ...fields.package },
  });
  if (found === null) throw new Error('no vulnerability');
  return found;
}

export function image(name: string, fields: Partial<ScanTarget> = {}): ScanTarget {
  return newTarget({ kind: 'image', name, references: [name], ...fields });
}

export function scan(
  tool: string,
  target: ScanTarget,
  vulnerabilities: readonly Vulnerability[] = [],
  fields: Partial<Scan> = {},
): Scan {
  return { tool, target, vulnerabilities, problems: [], secrets: [], ...fields };
}

/** A digest that ends with a word. */
export function digest(word: string): string {
  const hex = Buffer.from(word).toString('hex');
  return `sha256:${hex.padStart(64, '0')}`;
}
