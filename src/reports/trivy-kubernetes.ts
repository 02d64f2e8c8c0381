import * as z from 'zod';
import type { ReadResult, ReportReader } from '../findings/report-reader.ts';
import { readResource, resourceSchema } from '../scans/trivy/cluster-resource.ts';
import { foundReport } from '../scans/vocabulary/found-report.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { readEach, wrongField } from '../scans/vocabulary/read-each.ts';

/**
 * Lists of resources in the reports of `trivy k8s` (`pkg/k8s/report/report.go` in aquasecurity/trivy): `Resources` of
 * `--report all`, `Findings` of `--report summary`, the other two before version 0.36.
 */
const LISTS = ['Resources', 'Findings', 'Vulnerabilities', 'Misconfigurations'] as const;

const reportSchema = z.object({
  Resources: z.unknown().optional(),
  Findings: z.unknown().optional(),
  Vulnerabilities: z.unknown().optional(),
  Misconfigurations: z.unknown().optional(),
});

function recognizes(document: unknown): boolean {
  if (typeof document !== 'object' || document === null || !('ClusterName' in document))
    return false;
  return typeof document.ClusterName === 'string' && !('apiVersion' in document);
}

function read(document: unknown): ReadResult {
  const report = reportSchema.safeParse(document);
  if (!report.success) return { ok: false, problem: wrongField(report.error) };
  const notices = newNotices();
  const scans = LISTS.flatMap((list) =>
    readEach(report.data[list], resourceSchema, { place: list, notices }, (resource, index) =>
      readResource(resource, `${list}[${index}]`, notices),
    ),
  );
  return foundReport(notices, { scans });
}

export default {
  id: 'trivy-kubernetes',
  tool: 'Trivy',
  formats: 'JSON of `trivy k8s`, with `--report all` or `summary`',
  recognizes,
  read,
} satisfies ReportReader;
