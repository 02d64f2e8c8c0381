import { readPurl } from '../../image/purl.ts';
import { ownNumber, ownText, ownTexts } from '../vocabulary/own-field.ts';
import { readSeverity } from '../vocabulary/severity-words.ts';
import { firstCvss } from '../vocabulary/cvss.ts';
import { splitVersions } from '../vocabulary/written-text.ts';
import { foundVulnerability } from './found.ts';
import { readLabels } from './labelled-text.ts';
import type { SarifFinding, SarifResult, SarifTool } from './sarif-result.ts';

/**
 * Docker Scout writes `Vulnerability : … Severity : … Package : pkg:… Affected range : … Fixed version : …`
 * as message, and the same into the rule's properties `purls`, `affected_version`, `fixed_version`,
 * `cvssV3`, `cvssV3_severity` (output of `docker scout cves --format sarif`).
 */
export const dockerScout: SarifTool = { names: /^docker[ -]?scout/i, looksAt: 'image', read };

function read(result: SarifResult): readonly SarifFinding[] | null {
  const labels = readLabels(result.message);
  const { properties } = result.rule;
  const named = labels.get('package') ?? '';
  const purls = named.startsWith('pkg:')
    ? [named]
    : [...ownTexts(properties, 'purls'), ...ownTexts(properties, 'purl')];
  const found = purls.flatMap((purl) => readPackage(result, purl, labels) ?? []);
  return found.length === 0 ? null : found;
}

function readPackage(
  result: SarifResult,
  purl: string,
  labels: ReadonlyMap<string, string>,
): readonly SarifFinding[] | null {
  const { rule, severity, path } = result;
  const { properties } = rule;
  const named = readPurl(purl);
  if (named === null) return null;
  const word = labels.get('severity') ?? ownText(properties, 'cvssV3_severity') ?? '';
  const fixed = labels.get('fixed version') ?? ownText(properties, 'fixed_version') ?? '';
  const score = ownNumber(properties, 'security-severity');
  const vector = ownText(properties, 'cvssV4') ?? ownText(properties, 'cvssV3');
  return foundVulnerability(result, {
    ids: [rule.id],
    severity: readSeverity(word) ?? severity,
    fixed: /^not fixed$/i.test(fixed) ? [] : splitVersions(fixed),
    cvss: vector === null ? null : firstCvss([{ score, vector }]),
    epss: probability(labels.get('epss score') ?? ''),
    package: { name: named.name, purl, path: path === 'Dockerfile' ? null : path },
  });
}

/** `0.00164`, or `0.16%`. */
function probability(text: string): number | null {
  const read = /^(\d{1,3}(?:\.\d{1,12})?)(%?)$/.exec(text);
  if (read === null) return null;
  const value = Number(read[1]) / (read[2] === '%' ? 100 : 1);
  return value <= 1 ? value : null;
}
