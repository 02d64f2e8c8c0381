import * as z from 'zod';
import { text } from '../vocabulary/tolerant-fields.ts';

/** `ModifiedFinding` of `pkg/types/finding.go` in aquasecurity/trivy, printed with `--show-suppressed`. */
export const modifiedSchema = z.object({
  Type: z.string(),
  Status: z.string(),
  Statement: text,
  Source: text,
  Finding: z.unknown().optional(),
});

const SILENT: ReadonlyMap<string, string> = new Map([
  ['ignored', 'ignored'],
  ['not_affected', 'not affected'],
  ['fixed', 'fixed already'],
]);

/** Why Trivy no longer counts a finding: `ignored, says .trivyignore: not reachable`; null where it still counts. */
export function reasonOf(row: Omit<z.infer<typeof modifiedSchema>, 'Finding'>): string | null {
  const word = SILENT.get(row.Status);
  if (word === undefined) return null;
  const source = row.Source?.trim() ?? '';
  const statement = row.Statement?.trim() ?? '';
  const said = source === '' ? word : `${word}, says ${source}`;
  return statement === '' ? said : `${said}: ${statement}`;
}
