import * as z from 'zod';
import type { ReadResult, ReportReader } from '../findings/report-reader.ts';
import type { ReportedProblem, ReportedSecret } from '../findings/scan-report.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { numeric, text } from '../scans/vocabulary/tolerant-fields.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { ownField, ownTexts } from '../scans/vocabulary/own-field.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import { readSeverity } from '../scans/vocabulary/severity-words.ts';
import { lineRange } from '../scans/vocabulary/line-range.ts';
import { httpsLink } from '../scans/vocabulary/written-text.ts';

/** One query and the files where it found something (https://docs.kics.io/latest/results/#json). */
const querySchema = z.object({
  query_id: z.string().min(1),
  query_name: text,
  query_url: text,
  severity: text,
  description: text,
  old_severity: text,
  files: z.unknown().optional(),
});
type Query = z.infer<typeof querySchema>;

const fileSchema = z.object({
  file_name: z.string(),
  line: numeric,
  resource_name: text,
  issue_type: text,
});
type Place = z.infer<typeof fileSchema>;

/** KICS's queries for secrets; the values that it found stand in fields that we do not read. */
const SECRETS = /^passwords and secrets\b/i;

/** KICS's JSON: one problem for each file of each query. The bill of materials is left out. */
export default {
  id: 'kics',
  tool: 'KICS',
  formats: 'JSON of `kics scan --report-formats json`',
  recognizes,
  read,
} satisfies ReportReader;

function recognizes(document: unknown): boolean {
  const isCounted = typeof ownField(document, 'queries_total') === 'number';
  return isCounted && Array.isArray(ownField(document, 'queries'));
}

function read(document: unknown): ReadResult {
  const notices = newNotices();
  const problems: ReportedProblem[] = [];
  const secrets: ReportedSecret[] = [];
  const queries = { place: 'queries', notices };
  readEach(ownField(document, 'queries'), querySchema, queries, (query) => {
    const reading = { place: `files of ${query.query_id.slice(0, 100)}`, notices };
    const isSecret = SECRETS.test(query.query_name ?? '');
    return readEach(query.files, fileSchema, reading, (place) => {
      if (isSecret) secrets.push(secretOf(query, place));
      else problems.push(problemOf(query, place));
      return [];
    });
  });
  const target = newTarget({ kind: 'files', name: ownTexts(document, 'paths')[0] ?? 'files' });
  return foundReport(notices, { scans: [newScan({ tool: 'KICS', target, problems, secrets })] });
}

function titleOf(query: Query): string {
  return query.query_name ?? query.query_id;
}

function problemOf(query: Query, place: Place): ReportedProblem {
  return {
    id: query.query_id,
    aliases: [query.query_name ?? ''].filter((name) => name !== ''),
    title: titleOf(query),
    message: query.description ?? titleOf(query),
    severity: readSeverity(query.severity) ?? 'medium',
    path: place.file_name,
    lines: lineRange(place.line, null),
    link: httpsLink(query.query_url),
    silencedBy: null,
  };
}

function secretOf(query: Query, place: Place): ReportedSecret {
  return {
    id: query.query_id,
    title: titleOf(query),
    severity: readSeverity(query.severity) ?? 'high',
    path: place.file_name,
    lines: lineRange(place.line, null),
    layer: null,
  };
}
