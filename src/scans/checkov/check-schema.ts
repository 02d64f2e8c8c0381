import * as z from 'zod';
import { list, numeric, objectOf, text, texts } from '../vocabulary/tolerant-fields.ts';

/** A check of one resource (https://www.checkov.io/2.Basics/Reviewing%20Scan%20Results.html, checkov/common/output/record.py). */
export const checkSchema = z.object({
  check_id: z.string().min(1),
  bc_check_id: text,
  check_name: text,
  check_result: objectOf({ suppress_comment: text }),
  file_path: text,
  file_line_range: list,
  resource: text,
  severity: text,
  guideline: text,
  vulnerability_details: objectOf({
    id: text,
    severity: text,
    package_name: text,
    package_version: text,
    package_type: text,
    lowest_fixed_version: text,
    fixed_versions: texts,
    cvss: numeric,
    vector: text,
    link: text,
  }),
});
export type Check = z.infer<typeof checkSchema>;

/** All checks of one kind: `dockerfile`, `secrets`, `sca_image`. */
export const kindSchema = z.object({
  check_type: z.string(),
  results: z.object({
    failed_checks: z.unknown().optional(),
    skipped_checks: z.unknown().optional(),
  }),
});
