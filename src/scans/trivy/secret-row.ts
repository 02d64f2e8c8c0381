import * as z from 'zod';
import type { ReportedSecret } from '../../findings/scan-report.ts';
import { lineRange } from '../vocabulary/line-range.ts';
import { numeric, objectOf, text } from '../vocabulary/tolerant-fields.ts';
import { severityOf } from '../vocabulary/rated-by.ts';

/**
 * `SecretFinding` of `pkg/fanal/types/secret.go` in aquasecurity/trivy, without `Match` and `Code`, which quote
 * the file around the secret.
 */
export const secretSchema = z.object({
  RuleID: z.string(),
  Title: text,
  Severity: text,
  StartLine: numeric,
  EndLine: numeric,
  Layer: objectOf({ DiffID: text, Digest: text }),
});

/** A secret; null for one without a rule. `path` is null in the configuration of the image. */
export function readSecret(
  row: z.infer<typeof secretSchema>,
  path: string | null,
): ReportedSecret | null {
  const id = row.RuleID.trim();
  if (id === '') return null;
  return {
    id,
    title: row.Title?.trim() || id,
    severity: severityOf(row.Severity),
    path,
    lines: path === null ? null : lineRange(row.StartLine, row.EndLine),
    layer: row.Layer?.DiffID || row.Layer?.Digest || null,
  };
}
