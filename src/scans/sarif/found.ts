import type { ScanTarget, Vulnerability } from '../../findings/scan-report.ts';
import type { VulnerabilityFields } from '../vocabulary/new-vulnerability.ts';
import { newVulnerability } from '../vocabulary/new-vulnerability.ts';
import { firstCvss } from '../vocabulary/cvss.ts';
import { ownNumber, ownText } from '../vocabulary/own-field.ts';
import { httpsLink } from '../vocabulary/written-text.ts';
import type { SarifFinding, SarifResult } from './sarif-result.ts';

/** Titles beyond this are descriptions. */
const LONGEST_TITLE = 300;

/** A vulnerability with what every result tells; `fields` count first. Null when it has no id or no package. */
export function foundVulnerability(
  result: SarifResult,
  fields: VulnerabilityFields,
  target: Partial<ScanTarget> = {},
): readonly SarifFinding[] | null {
  const { rule, severity, silencedBy } = result;
  const vulnerability = newVulnerability({
    severity,
    title: rule.title,
    link: httpsLink(rule.link),
    cvss: cvssOf(rule.properties),
    silencedBy,
    ...fields,
  });
  return vulnerability === null ? null : [{ kind: 'vulnerability', vulnerability, target }];
}

/** What the rule says of a secret; never the message, which may quote it. One that the log suppresses is left out. */
export function foundSecret(
  result: SarifResult,
  id: string,
  title: string | null,
): readonly SarifFinding[] {
  const { severity, path, lines, silencedBy } = result;
  if (silencedBy !== null) return [{ kind: 'left-out' }];
  const secret = { id, title: title ?? id, severity, path, lines, layer: null };
  return [{ kind: 'secret', secret }];
}

/** A result that is no more than that: other names of its rule are its name and its title. */
export function foundProblem(
  result: SarifResult,
  written: { readonly message?: string; readonly path?: null } = {},
): readonly SarifFinding[] {
  const { rule, message, severity, path, lines, silencedBy } = result;
  const id = rule.id;
  const names = [rule.name, rule.title].flatMap((name) => {
    const trimmed = name?.trim() ?? '';
    return trimmed === '' || trimmed.length > LONGEST_TITLE ? [] : [trimmed];
  });
  const aliases = [...new Set(names)].filter((name) => name !== id && !name.includes('\n'));
  const title = rule.title ?? rule.name ?? id;
  const link = httpsLink(rule.link);
  const problem = {
    ...{ id, aliases, title, message, severity, path, lines, link, silencedBy },
    ...written,
  };
  return [{ kind: 'problem', problem }];
}

/** Names of CVSS in properties: AWS's and Trivy's (`cvssv3_baseScore`), the newest version first. */
const CVSS_KEYS: readonly (readonly [scores: readonly string[], vector: string])[] = [
  [['cvssv40_score', 'cvssv40_baseScore', 'cvssv4_baseScore'], 'cvssv40_vector'],
  [['cvssv3_baseScore', 'cvssv3_score'], 'cvssv3_vector'],
  [['cvssv2_score', 'cvssv2_baseScore'], 'cvssv2_vector'],
];

/** The newest CVSS that the properties of a rule or a result have. */
function cvssOf(properties: unknown): Vulnerability['cvss'] {
  return firstCvss(
    CVSS_KEYS.map(([scores, vector]) => ({
      score: scores.map((key) => ownNumber(properties, key)).find((score) => score !== null),
      vector: ownText(properties, vector),
    })),
  );
}
