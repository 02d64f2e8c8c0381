import { readPurl } from '../../image/purl.ts';
import { idsInText } from '../vocabulary/advisory-ids.ts';
import type { VulnerabilityFields } from '../vocabulary/new-vulnerability.ts';
import { ownText, ownTexts } from '../vocabulary/own-field.ts';
import { packageTypeOf } from '../vocabulary/package-type.ts';
import { readSeverity } from '../vocabulary/severity-words.ts';
import { splitVersions } from '../vocabulary/written-text.ts';
import { foundVulnerability } from './found.ts';
import type { SarifFinding, SarifResult, SarifTool } from './sarif-result.ts';

/**
 * Scanners that we do not know: a rule or a title with an advisory's id, and a package, named by a package URL
 * among the logical locations or the properties (OWASP Dependency-Check), or by the properties `component`,
 * `componentVersion` and `componentOrigin` (Black Duck).
 */
export const namedPackage: SarifTool = { names: /^/, looksAt: 'files', read };

function read(result: SarifResult): readonly SarifFinding[] | null {
  const { rule, properties, severity } = result;
  const ids = advisoriesOf(rule.id);
  const named = purlPackage(result) ?? componentPackage(result);
  if (ids.length === 0 || named === null) return null;
  const isIgnored = ownText(properties, 'remediationStatus') === 'Ignored';
  const ignored = isIgnored ? 'its status is `Ignored`' : null;
  return foundVulnerability(result, {
    ids,
    severity: readSeverity(ownText(properties, 'securityRisk')) ?? severity,
    fixed: splitVersions(ownText(rule.properties, 'fixed_version')),
    silencedBy: result.silencedBy ?? ignored,
    package: named,
  });
}

/** `CVE-2020-1`, `BDSA-2020-1001 (CVE-2020-11022)`. */
function advisoriesOf(ruleId: string): readonly string[] {
  const own = ruleId.slice(0, 500).match(/\bBDSA-\d{4}-\d{1,8}\b/g) ?? [];
  return [...idsInText(ruleId.slice(0, 500)), ...own];
}

function purlPackage(result: SarifResult): VulnerabilityFields['package'] | null {
  const { rule, logicalNames, properties, path } = result;
  const written = [properties, rule.properties].flatMap((bag) => [
    ...ownTexts(bag, 'purl'),
    ...ownTexts(bag, 'purls'),
  ]);
  for (const purl of [...logicalNames, ...written]) {
    const read = readPurl(purl);
    if (read !== null) return { name: read.name, purl, path };
  }
  return null;
}

function componentPackage({ properties }: SarifResult): VulnerabilityFields['package'] | null {
  const name = ownText(properties, 'component');
  const version = ownText(properties, 'componentVersion');
  if (name === null || version === null) return null;
  return { name, version, type: packageTypeOf(ownText(properties, 'componentOrigin') ?? '') };
}
