import * as z from 'zod';
import type { ReadResult, ReportReader } from '../findings/report-reader.ts';
import type { Scan, ScanTarget } from '../findings/scan-report.ts';
import { gatherScans } from '../scans/sarif/gather-scans.ts';
import type { SarifFinding, SarifResult } from '../scans/sarif/sarif-result.ts';
import { findingsOf, looksAt } from '../scans/sarif/tools.ts';
import { foundReport } from '../scans/vocabulary/found-report.ts';
import {
  alertRepository,
  alertsIn,
  dismissalOf,
  payloadRepository,
} from '../scans/vocabulary/github-alerts.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { numeric, objectOf, text, texts } from '../scans/vocabulary/tolerant-fields.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { ownField, ownText } from '../scans/vocabulary/own-field.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import { readSeverity } from '../scans/vocabulary/severity-words.ts';
import { imageNames } from '../scans/vocabulary/image-names.ts';
import { lineRange } from '../scans/vocabulary/line-range.ts';

/**
 * An alert of code scanning (https://docs.github.com/en/rest/code-scanning/code-scanning): GitHub made it of a SARIF
 * result, whose message stands in its latest instance, and whose rule's help only a single alert has.
 */
const alertSchema = z.object({
  html_url: text,
  state: text,
  dismissed_reason: text,
  dismissed_comment: text,
  rule: z.object({
    id: z.string(),
    name: text,
    description: text,
    full_description: text,
    help: text,
    help_uri: text,
    severity: text,
    security_severity_level: text,
    tags: texts,
  }),
  tool: z.object({ name: z.string() }),
  most_recent_instance: objectOf({
    message: objectOf({ text: text }),
    location: objectOf({
      path: text,
      start_line: numeric,
      end_line: numeric,
    }),
  }),
});
type Alert = z.infer<typeof alertSchema>;

/** Alerts of code scanning; fixed ones are left out, dismissed ones keep the reason. One scan a tool and image or repository. */
export default {
  id: 'github-code-scanning',
  tool: 'GitHub code scanning',
  formats: 'alerts of code scanning, as the REST API and the event `code_scanning_alert` have them',
  recognizes,
  read,
} satisfies ReportReader;

function recognizes(document: unknown): boolean {
  const alert = alertsIn(document)[0];
  const isRuled = ownText(ownField(alert, 'rule'), 'id') !== null;
  return isRuled && ownField(alert, 'tool') !== undefined && ownField(alert, 'state') !== undefined;
}

function read(document: unknown): ReadResult {
  const notices = newNotices();
  const reading = { place: 'alerts', notices };
  const rows = readEach(alertsIn(document), alertSchema, reading, (alert) => alert);
  const repository = payloadRepository(document);
  const groups = new Map<string, Group>();
  for (const alert of rows) {
    const tool = alert.tool.name;
    const owner = alertRepository(alert.html_url) ?? repository ?? 'a repository';
    const target = imageOf(alert) ?? newTarget({ kind: looksAt(tool), name: owner });
    const key = `${tool}\n${owner}\n${target.kind}\n${target.name}`;
    const group = groups.get(key) ?? { tool, target, findings: [] };
    groups.set(key, group);
    if (alert.state !== 'fixed') group.findings.push(...findingsOf(resultOf(alert)));
  }
  const scans = [...groups.values()].flatMap(({ tool, target, findings }): readonly Scan[] =>
    gatherScans(tool, target, findings),
  );
  return foundReport(notices, { scans });
}

interface Group {
  readonly tool: string;
  readonly target: ScanTarget;
  readonly findings: SarifFinding[];
}

/**
 * What a log says of its image is not in the alerts that GitHub makes of it. Trivy puts the packages of a system under the
 * name of the image, without registry and tag, and no folder has such packages
 * (https://github.com/aquasecurity/trivy/blob/main/pkg/report/sarif.go). Null for all others.
 */
function imageOf({ rule, most_recent_instance: instance }: Alert): ScanTarget | null {
  const name = instance?.location?.path ?? null;
  if (rule.name !== 'OsPackageVulnerability' || name === null) return null;
  const image = imageNames(name);
  return image.references.length === 0 ? null : newTarget({ ...image, name });
}

function resultOf(alert: Alert): SarifResult {
  const { rule, most_recent_instance: instance } = alert;
  const location = instance?.location;
  const word = rule.security_severity_level ?? rule.severity ?? '';
  return {
    tool: alert.tool.name,
    rule: {
      id: rule.id,
      name: rule.name,
      title: rule.description,
      description: rule.full_description,
      help: rule.help ?? '',
      link: rule.help_uri ?? alert.html_url,
      properties: { tags: rule.tags },
    },
    message: instance?.message?.text ?? '',
    severity: readSeverity(word) ?? 'medium',
    properties: null,
    path: location?.path ?? null,
    lines: lineRange(location?.start_line, location?.end_line),
    logicalNames: [],
    fixes: [],
    silencedBy: dismissalOf(alert.state, alert.dismissed_reason, alert.dismissed_comment),
  };
}
