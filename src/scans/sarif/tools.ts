import { clair } from './clair.ts';
import { dockerScout } from './docker-scout.ts';
import { dockle } from './dockle.ts';
import { foundProblem } from './found.ts';
import { grype } from './grype.ts';
import { namedPackage } from './named-package.ts';
import { osvScanner } from './osv-scanner.ts';
import type { SarifFinding, SarifResult, SarifTool } from './sarif-result.ts';
import { secretScanners } from './secret-scanners.ts';
import { snyk } from './snyk.ts';
import { trivy } from './trivy.ts';

/** The last one knows every name. */
const TOOLS: readonly SarifTool[] = [
  ...[trivy, grype, snyk, dockerScout, osvScanner, clair, secretScanners, dockle],
  namedPackage,
];

/** What a scanner looks at whose results do not say it. */
export function looksAt(tool: string): SarifTool['looksAt'] {
  return TOOLS.find(({ names }) => names.test(tool))?.looksAt ?? 'files';
}

/** What a result stands for, by the knowledge of its scanner, else of any; an ordinary problem where nobody knows more. */
export function findingsOf(result: SarifResult): readonly SarifFinding[] {
  for (const { names, read } of TOOLS) {
    const found = names.test(result.tool) ? read(result) : null;
    if (found !== null) return found;
  }
  const { rule, tool } = result;
  return foundProblem({ ...result, rule: { ...rule, id: rule.id === '' ? tool : rule.id } });
}
