import type { Scan, ScanTarget } from '../../findings/scan-report.ts';
import { newTarget } from '../vocabulary/new-target.ts';
import type { SarifFinding } from './sarif-result.ts';

interface Gathered {
  readonly target: ScanTarget;
  readonly vulnerabilities: Scan['vulnerabilities'][number][];
  readonly problems: Scan['problems'][number][];
  readonly secrets: Scan['secrets'][number][];
}

/**
 * One scan for each target that the findings tell of, `whole` (what the run tells) for all others. A run
 * without findings is one scan of it without findings.
 */
export function gatherScans(
  tool: string,
  whole: ScanTarget,
  findings: readonly SarifFinding[],
): readonly Scan[] {
  const byTarget = new Map<string, Gathered>();
  for (const finding of findings) {
    if (finding.kind === 'left-out') continue;
    const own = finding.kind === 'vulnerability' ? finding.target : {};
    const into = gatheredFor(byTarget, whole, own);
    if (finding.kind === 'vulnerability') into.vulnerabilities.push(finding.vulnerability);
    else if (finding.kind === 'problem') into.problems.push(finding.problem);
    else into.secrets.push(finding.secret);
  }
  if (byTarget.size === 0) gatheredFor(byTarget, whole, {});
  return [...byTarget.values()].map((gathered) => ({ tool, ...gathered }));
}

function gatheredFor(
  byTarget: Map<string, Gathered>,
  whole: ScanTarget,
  own: Partial<ScanTarget>,
): Gathered {
  const key = `${own.name ?? ''}\n${own.dockerfile ?? ''}\n${own.kind ?? ''}`;
  const known = byTarget.get(key);
  if (known !== undefined) return known;
  const target = newTarget({ ...whole, ...own });
  const gathered = { target, vulnerabilities: [], problems: [], secrets: [] };
  byTarget.set(key, gathered);
  return gathered;
}
