import type { ReadResult, ReportReader } from '../findings/report-reader.ts';
import type { Scan, ScanTarget } from '../findings/scan-report.ts';
import { rowProblem, rowSecret, rowVulnerability } from '../scans/gitlab/read-row.ts';
import type { Row } from '../scans/gitlab/row-schema.ts';
import { rowSchema } from '../scans/gitlab/row-schema.ts';
import { mainImage, rowTarget } from '../scans/gitlab/row-target.ts';
import { foundReport } from '../scans/vocabulary/found-report.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { ownField, ownText } from '../scans/vocabulary/own-field.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';

interface Gathered extends Scan {
  readonly vulnerabilities: Scan['vulnerabilities'][number][];
  readonly problems: Scan['problems'][number][];
  readonly secrets: Scan['secrets'][number][];
}

/**
 * GitLab's security reports, schemas 14 and 15: container scanning (one scan an image), and with it those of
 * dependencies, code and secrets, which have the same shape.
 */
export default {
  id: 'gitlab-container-scanning',
  tool: 'GitLab',
  formats:
    'GitLab security reports, schemas 14 and 15: container, cluster image, dependency, SAST and secret scanning',
  recognizes,
  read,
} satisfies ReportReader;

function recognizes(document: unknown): boolean {
  const rows = ownField(document, 'vulnerabilities');
  if (!Array.isArray(rows) || !/^\d+\.\d+/.test(ownText(document, 'version') ?? '')) return false;
  const scan = ownField(document, 'scan');
  const isScanned = ownText(scan, 'type') !== null && ownField(scan, 'scanner') !== undefined;
  const first: unknown = rows[0];
  const isRow =
    Array.isArray(ownField(first, 'identifiers')) && ownField(first, 'location') !== undefined;
  return (
    isScanned || isRow || (rows.length === 0 && ownField(document, 'remediations') !== undefined)
  );
}

function read(document: unknown): ReadResult {
  const notices = newNotices();
  const reading = { place: 'vulnerabilities', notices };
  const written = ownField(document, 'vulnerabilities');
  const rows = readEach(written, rowSchema, reading, (row) => row);
  const scan = ownField(document, 'scan');
  const tool = ownText(ownField(scan, 'scanner'), 'name');
  const type = ownText(scan, 'type');
  const scans = new Map<string, Gathered>();
  const main = mainImage(rows);
  for (const row of rows) {
    const into = scanFor(scans, rowTarget(row, main), tool ?? row.scanner?.name ?? 'GitLab');
    addRow(into, row, type ?? row.category ?? '');
  }
  return foundReport(notices, { scans: [...scans.values()] });
}

function scanFor(scans: Map<string, Gathered>, target: ScanTarget, tool: string): Gathered {
  const key = `${tool}\n${target.name}\n${target.workload ?? ''}`;
  const known = scans.get(key);
  if (known !== undefined) return known;
  const scan = { tool, target, vulnerabilities: [], problems: [], secrets: [] };
  scans.set(key, scan);
  return scan;
}

function addRow(scan: Gathered, row: Row, type: string): void {
  const vulnerability = rowVulnerability(row);
  if (vulnerability !== null) scan.vulnerabilities.push(vulnerability);
  else if (type === 'secret_detection') scan.secrets.push(rowSecret(row));
  else scan.problems.push(rowProblem(row));
}
