import { readSeverity } from '../vocabulary/severity-words.ts';
import { httpsLink, splitVersions } from '../vocabulary/written-text.ts';
import { foundProblem, foundSecret, foundVulnerability } from './found.ts';
import { linkIn, readLabels } from './labelled-text.ts';
import type { SarifFinding, SarifResult, SarifTool } from './sarif-result.ts';

/** The kinds of Trivy, which it writes where others have the name of a rule. */
const OF_SYSTEM = 'OsPackageVulnerability';

/**
 * Trivy writes one message a kind: `Package: … Installed Version: … Vulnerability CVE-… Severity: … Fixed
 * Version: … Link: …`, `Artifact: … Type: … Vulnerability DS002 … Message: …`, `Secret … Match: …`, `License
 * …` (https://github.com/aquasecurity/trivy/blob/main/pkg/report/sarif.go, and its older template
 * contrib/sarif.tpl, which has the facts in the rule's help and a severity before the rule's id).
 */
export const trivy: SarifTool = { names: /^(?:trivy|aqua)\b/i, looksAt: 'files', read };

function read(result: SarifResult): readonly SarifFinding[] | null {
  const { rule, message } = result;
  const said = readLabels(message);
  if (rule.name === 'License' || said.has('classification')) return [{ kind: 'left-out' }];
  if (rule.name === 'Secret' || said.has('match')) return foundSecret(result, rule.id, rule.title);
  const labels = said.has('installed version') ? said : readLabels(rule.help);
  if (labels.has('package')) return readVulnerability(result, labels);
  return readMisconfiguration(result, said);
}

function readVulnerability(
  result: SarifResult,
  labels: ReadonlyMap<string, string>,
): readonly SarifFinding[] | null {
  const { rule, path, severity } = result;
  const id = rule.id.replace(/^\[[A-Z]{1,20}\] /, '');
  return foundVulnerability(result, {
    ids: [id],
    severity: readSeverity(labels.get('severity')) ?? severity,
    fixed: splitVersions(labels.get('fixed version')),
    link: httpsLink(linkIn(labels.get('link') ?? '') ?? rule.link),
    package: {
      name: labels.get('package') ?? '',
      version: labels.get('installed version') ?? '',
      path: rule.name === OF_SYSTEM ? null : packagePath(path),
    },
  });
}

/** Packages of one language are reported under its name, such as `Java`, which is no path. */
function packagePath(path: string | null): string | null {
  return path !== null && /[/.]/.test(path) ? path : null;
}

function readMisconfiguration(
  result: SarifResult,
  labels: ReadonlyMap<string, string>,
): readonly SarifFinding[] {
  const severity = readSeverity(labels.get('severity')) ?? result.severity;
  const rule = { ...result.rule, name: null };
  const message = labels.get('message') ?? result.message;
  return foundProblem({ ...result, rule, severity }, { message });
}
