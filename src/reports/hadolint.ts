import * as z from 'zod';
import type { ReadResult, ReportReader } from '../findings/report-reader.ts';
import type { ReportedProblem } from '../findings/scan-report.ts';
import type { Severity } from '../findings/severity.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { numeric, objectOf, text } from '../scans/vocabulary/tolerant-fields.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { ownField, ownText } from '../scans/vocabulary/own-field.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import { readSeverity } from '../scans/vocabulary/severity-words.ts';
import { lineRange } from '../scans/vocabulary/line-range.ts';

/** A row of `hadolint --format json`, or of `shellcheck --format json`, whose codes are numbers. */
const plainSchema = z.object({
  code: z.union([z.string().min(1), z.number()]),
  message: text,
  level: text,
  file: text,
  line: numeric,
  endLine: numeric,
});

/** A row of `hadolint --format gitlab_codeclimate` (https://docs.gitlab.com/ci/testing/code_quality/). */
const qualitySchema = z.object({
  check_name: z.string(),
  description: text,
  severity: text,
  location: objectOf({
    path: text,
    lines: objectOf({ begin: numeric, end: numeric }),
  }),
});

/** How hadolint writes its levels into that format (src/Hadolint/Formatter/Codeclimate.hs). */
const QUALITY: ReadonlyMap<string, Severity> = new Map([
  ['blocker', 'high'],
  ['critical', 'high'],
  ['major', 'medium'],
  ['minor', 'low'],
]);

const CODE = /^(?:DL|SC)\d{4}$/;

/**
 * hadolint's JSON. ShellCheck's has the same shape, so it is read too. An empty list is what hadolint prints
 * for files without problems; other scanners print the same, and it says the same.
 */
export default {
  id: 'hadolint',
  tool: 'hadolint',
  formats:
    'JSON of `hadolint --format json` and `gitlab_codeclimate`, and of `shellcheck --format json`',
  recognizes,
  read,
} satisfies ReportReader;

function recognizes(document: unknown): boolean {
  if (!Array.isArray(document)) return false;
  const first: unknown = document[0];
  if (document.length === 0 || CODE.test(ownText(first, 'check_name') ?? '')) return true;
  const code = ownField(first, 'code');
  const isCoded = typeof code === 'string' || typeof code === 'number';
  return isCoded && typeof ownField(first, 'line') === 'number' && ownText(first, 'file') !== null;
}

function read(document: unknown): ReadResult {
  const notices = newNotices();
  const reading = { place: 'problems', notices };
  const rows: readonly unknown[] = Array.isArray(document) ? document : [];
  const isQuality = ownField(rows[0], 'check_name') !== undefined;
  const problems = isQuality
    ? readEach(rows, qualitySchema, reading, qualityProblem)
    : readEach(rows, plainSchema, reading, plainProblem);
  if (problems.length === 0) return foundReport(notices, {});
  const isOfShells = rows.every((row) => typeof ownField(row, 'code') === 'number');
  const tool = isOfShells ? 'ShellCheck' : 'hadolint';
  const target = newTarget({ kind: 'files', name: nameOf(problems) });
  return foundReport(notices, { scans: [newScan({ tool, target, problems })] });
}

function nameOf(problems: readonly ReportedProblem[]): string {
  const [file = 'files', ...others] = new Set(problems.flatMap(({ path }) => path ?? []));
  return others.length === 0 ? file : `${file} and ${others.length} more`;
}

function plainProblem(row: z.infer<typeof plainSchema>): ReportedProblem {
  const id = typeof row.code === 'number' ? `SC${row.code}` : row.code;
  const severity = readSeverity(row.level) ?? 'medium';
  const place = { path: row.file, lines: lineRange(row.line, row.endLine) };
  return problemOf(id, row.message, severity, place);
}

function qualityProblem(row: z.infer<typeof qualitySchema>): ReportedProblem {
  const { path = null, lines } = row.location ?? {};
  const place = { path, lines: lineRange(lines?.begin, lines?.end) };
  return problemOf(
    row.check_name,
    row.description,
    QUALITY.get(row.severity ?? '') ?? 'info',
    place,
  );
}

function problemOf(
  id: string,
  message: string | null,
  severity: Severity,
  { path, lines }: Pick<ReportedProblem, 'path' | 'lines'>,
): ReportedProblem {
  return {
    id,
    aliases: NO_ALIASES,
    title: message ?? id,
    message: message ?? id,
    severity,
    path,
    lines,
    link: wikiOf(id),
    silencedBy: null,
  };
}

const NO_ALIASES: readonly string[] = [];

/** The addresses that hadolint's own SARIF gives for its rules. */
function wikiOf(id: string): string | null {
  if (!CODE.test(id)) return null;
  const project = id.startsWith('DL') ? 'hadolint/hadolint' : 'koalaman/shellcheck';
  return `https://github.com/${project}/wiki/${id}`;
}
