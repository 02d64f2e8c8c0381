import * as z from 'zod';
import type { ReportedProblem } from '../../findings/scan-report.ts';
import { text, texts } from '../vocabulary/tolerant-fields.ts';
import { severityOf } from '../vocabulary/rated-by.ts';

/** `Check` of `pkg/apis/aquasecurity/v1alpha1/common_types.go` in aquasecurity/trivy-operator. */
export const checkSchema = z.object({
  checkID: z.string(),
  title: text,
  description: text,
  severity: text,
  messages: texts,
  success: z.boolean(),
});

/** A failed check of an object of the cluster; nothing for one that passed, null for one without an id. */
export function readCheck(row: z.infer<typeof checkSchema>): readonly ReportedProblem[] | null {
  const id = row.checkID.trim();
  if (row.success) return [];
  if (id === '') return null;
  const title = row.title?.trim() || id;
  const said = row.messages.map((message) => message.trim()).filter((message) => message !== '');
  const problem: ReportedProblem = {
    id,
    aliases: [],
    title,
    message: said.join('; ') || row.description?.trim() || title,
    severity: severityOf(row.severity),
    path: null,
    lines: null,
    link: null,
    silencedBy: null,
  };
  return [problem];
}
