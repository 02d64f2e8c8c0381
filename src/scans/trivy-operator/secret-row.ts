import * as z from 'zod';
import type { ReportedSecret } from '../../findings/scan-report.ts';
import { text } from '../vocabulary/tolerant-fields.ts';
import { trimPath } from '../vocabulary/new-vulnerability.ts';
import { severityOf } from '../vocabulary/rated-by.ts';

/**
 * `ExposedSecret` of `pkg/apis/aquasecurity/v1alpha1/secret_types.go` in aquasecurity/trivy-operator, without
 * `match`, which quotes the file around the secret.
 */
export const secretSchema = z.object({
  ruleID: z.string(),
  title: text,
  severity: text,
  target: text,
});

/** A secret; null for one without a rule. */
export function readSecret(row: z.infer<typeof secretSchema>): ReportedSecret | null {
  const id = row.ruleID.trim();
  if (id === '') return null;
  return {
    id,
    title: row.title?.trim() || id,
    severity: severityOf(row.severity),
    path: trimPath(row.target),
    lines: null,
    layer: null,
  };
}
