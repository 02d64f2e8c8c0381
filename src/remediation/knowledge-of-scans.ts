import type { Dockerfile } from '../dockerfile/model.ts';
import { once } from '../dockerfile/once.ts';
import type { BaseAssessment } from '../findings/traced-vulnerability.ts';
import { installedPackages } from '../scans/installed-packages.ts';
import type { TraceContext } from '../scans/trace-context.ts';
import { traceScans } from '../scans/trace/trace.ts';
import type { TraceOutcome } from '../scans/trace/trace.ts';
import { useKey } from '../upgrades/planned-use.ts';
import type { MatchedReports } from './match-reports.ts';
import type { ScanKnowledge } from './scan-knowledge.ts';

/** Knowledge out of reports: traced to the text of each file when a rule asks. `assessments` are by `useKey`. */
export function knowledgeOfScans(
  reports: MatchedReports,
  context: TraceContext,
  assessments: ReadonlyMap<string, BaseAssessment>,
): ScanKnowledge {
  const byPath = new Map<string, (dockerfile: Dockerfile) => TraceOutcome>();
  const traced = (path: string, dockerfile: Dockerfile): TraceOutcome => {
    const known = byPath.get(path);
    if (known !== undefined) return known(dockerfile);
    const trace = once((file: Dockerfile) =>
      traceScans(file, reports.matched.get(path) ?? [], context),
    );
    byPath.set(path, trace);
    return trace(dockerfile);
  };
  const installed = installedPackages(reports.matched);
  return {
    installed,
    notices: (path, dockerfile) => traced(path, dockerfile).notices,
    vulnerabilities: (path, dockerfile) => traced(path, dockerfile).vulnerabilities,
    secrets: (path, dockerfile) => traced(path, dockerfile).secrets,
    assessment: (path, reference) => assessments.get(useKey(path, reference)) ?? null,
    problems: (path) =>
      (reports.problems.byPath.get(path) ?? []).filter(({ silencedBy }) => silencedBy === null),
  };
}
