import * as z from 'zod';
import type { ReadResult, ReportReader } from '../findings/report-reader.ts';
import type { ReportedProblem } from '../findings/scan-report.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { imageNames } from '../scans/vocabulary/image-names.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { text, texts } from '../scans/vocabulary/tolerant-fields.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { ownField, ownText } from '../scans/vocabulary/own-field.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import { readSeverity } from '../scans/vocabulary/severity-words.ts';

/** One checkpoint (https://github.com/goodwithtech/dockle/blob/master/pkg/report/json.go). */
const detailSchema = z.object({
  code: z.string().min(1),
  title: text,
  level: text,
  alerts: texts,
});

/** Checkpoints that hold, or were not looked at. */
const NO_FINDINGS: readonly string[] = ['PASS', 'SKIP'];

/** As many alerts say what is wrong; an image may have thousands of files of one kind. */
const MOST_ALERTS = 20;

/** Dockle's JSON: problems of a built image, without a place in a file. Checkpoints that pass or are skipped are left out. */
export default {
  id: 'dockle',
  tool: 'Dockle',
  formats: 'JSON of `dockle --format json`',
  recognizes,
  read,
} satisfies ReportReader;

function recognizes(document: unknown): boolean {
  const summary = ownField(document, 'summary');
  const isCounted = typeof ownField(summary, 'fatal') === 'number';
  return isCounted && Array.isArray(ownField(document, 'details'));
}

function read(document: unknown): ReadResult {
  const notices = newNotices();
  const reading = { place: 'details', notices };
  const problems = readEach(ownField(document, 'details'), detailSchema, reading, (row) =>
    NO_FINDINGS.includes(row.level ?? '') ? [] : problemOf(row),
  );
  const image = ownText(document, 'image');
  const target = newTarget({ ...imageNames(image), name: image ?? 'an image without a name' });
  return foundReport(notices, { scans: [newScan({ tool: 'Dockle', target, problems })] });
}

function problemOf({ code, title, level, alerts }: z.infer<typeof detailSchema>): ReportedProblem {
  const others = alerts.length - MOST_ALERTS;
  const shown = alerts.slice(0, MOST_ALERTS).join(', ') + (others > 0 ? ` and ${others} more` : '');
  return {
    id: code,
    aliases: [],
    title: title ?? code,
    message: shown === '' ? (title ?? code) : shown,
    severity: readSeverity(level) ?? 'medium',
    path: null,
    lines: null,
    link: `https://github.com/goodwithtech/dockle/blob/master/CHECKPOINT.md#${encodeURIComponent(code)}`,
    silencedBy: level === 'IGNORE' ? 'ignored in the settings of Dockle' : null,
  };
}
