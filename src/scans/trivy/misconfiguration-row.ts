import * as z from 'zod';
import type { ReportedProblem } from '../../findings/scan-report.ts';
import { lineRange } from '../vocabulary/line-range.ts';
import { numeric, objectOf, text } from '../vocabulary/tolerant-fields.ts';
import { severityOf } from '../vocabulary/rated-by.ts';
import { httpsLink } from '../vocabulary/written-text.ts';

/** `DetectedMisconfiguration` of `pkg/types/misconfiguration.go` in aquasecurity/trivy. */
export const misconfigurationSchema = z.object({
  ID: z.string(),
  AVDID: text,
  Title: text,
  Description: text,
  Message: text,
  Severity: text,
  PrimaryURL: text,
  Status: text,
  CauseMetadata: objectOf({ StartLine: numeric, EndLine: numeric }),
});

type Row = z.infer<typeof misconfigurationSchema>;

/** A failed check; nothing for one that passed, null for one without an id. `path` is null where no file is at fault. */
export function readMisconfiguration(
  row: Row,
  path: string | null,
  silencedBy: string | null,
): readonly ReportedProblem[] | null {
  const id = row.ID.trim();
  const status = row.Status?.toUpperCase();
  if (status === 'PASS') return [];
  if (id === '') return null;
  const exception = status === 'EXCEPTION' ? 'an exception of the scanner’s policy' : null;
  const other = row.AVDID?.trim() ?? '';
  const { StartLine, EndLine } = row.CauseMetadata ?? {};
  const title = row.Title?.trim() || id;
  const problem: ReportedProblem = {
    id,
    aliases: other === '' || other === id ? [] : [other],
    title,
    message: row.Message?.trim() || row.Description?.trim() || title,
    severity: severityOf(row.Severity),
    path,
    lines: path === null ? null : lineRange(StartLine, EndLine),
    link: httpsLink(row.PrimaryURL),
    silencedBy: silencedBy ?? exception,
  };
  return [problem];
}
