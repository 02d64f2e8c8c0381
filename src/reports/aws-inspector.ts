import type { ReportReader } from '../findings/report-reader.ts';
import type { ReportedProblem, ScanTarget, Vulnerability } from '../findings/scan-report.ts';
import {
  findingSchema,
  inspectorTarget,
  problemOf,
  vulnerabilitiesOf,
} from '../scans/aws/inspector-finding.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import { isRecord } from '../scans/vocabulary/tolerant-fields.ts';
import { itemsOf } from '../scans/vocabulary/own-field.ts';

interface Collected {
  readonly target: ScanTarget;
  readonly vulnerabilities: Vulnerability[];
  readonly problems: ReportedProblem[];
}

/** One vulnerability for each package of a finding, one problem for one about code; reachable networks are left out. */
export default {
  id: 'aws-inspector',
  tool: 'Amazon Inspector',
  formats: 'JSON of `aws inspector2 list-findings`, and an event about a finding',
  recognizes: (document) => {
    const [first] = findingsOf(document);
    return isRecord(first) && typeof first['findingArn'] === 'string';
  },
  read: (document) => {
    const notices = newNotices();
    const byTarget = new Map<string, Collected>();
    readEach(findingsOf(document), findingSchema, { place: 'findings', notices }, (finding) => {
      if (finding.type === 'NETWORK_REACHABILITY') return [];
      const target = inspectorTarget(finding);
      const known = byTarget.get(target.name) ?? { target, vulnerabilities: [], problems: [] };
      byTarget.set(target.name, known);
      const problem = problemOf(finding);
      if (problem !== null) known.problems.push(problem);
      const found = vulnerabilitiesOf(finding, target.distribution);
      for (const one of found ?? []) known.vulnerabilities.push(one);
      return found === null && problem === null ? null : [];
    });
    const scans = [...byTarget.values()].map((one) =>
      newScan({ tool: 'Amazon Inspector', ...one }),
    );
    return foundReport(notices, { scans });
  },
} satisfies ReportReader;

/** Of a list, or of an event of EventBridge (`detail-type: Inspector2 Finding`). */
function findingsOf(document: unknown): readonly unknown[] {
  if (!isRecord(document)) return [];
  if (isRecord(document['detail']) && document['detail-type'] === 'Inspector2 Finding') {
    return [document['detail']];
  }
  return itemsOf(document['findings']);
}
