import * as z from 'zod';
import { list, numeric, objectOf, text } from '../vocabulary/tolerant-fields.ts';

/**
 * A row of GitLab's security reports, schemas 14 and 15
 * (https://gitlab.com/gitlab-org/security-products/security-report-schemas). What a secret looks like
 * (`raw_source_code_extract`) is not read.
 */
export const rowSchema = z.object({
  category: text,
  cve: text,
  name: text,
  message: text,
  description: text,
  severity: text,
  solution: text,
  scanner: objectOf({ name: text }),
  identifiers: list,
  links: list,
  location: z.object({
    image: text,
    operating_system: text,
    file: text,
    start_line: numeric,
    end_line: numeric,
    dependency: objectOf({
      package: objectOf({ name: text }),
      version: text,
    }),
    kubernetes_resource: objectOf({
      namespace: text,
      kind: text,
      name: text,
      container_name: text,
    }),
  }),
});
export type Row = z.infer<typeof rowSchema>;
