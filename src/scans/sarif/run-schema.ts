import * as z from 'zod';
import { list, numeric, objectOf, text, texts } from '../vocabulary/tolerant-fields.ts';

/** The fields used of a SARIF log (SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). */
const messageSchema = objectOf({
  text: text,
  markdown: text,
  id: text,
  arguments: texts,
});

/** Section 3.4. */
export const artifactLocationSchema = objectOf({
  uri: text,
  uriBaseId: text,
  index: numeric,
});
export type ArtifactLocation = NonNullable<z.infer<typeof artifactLocationSchema>>;

/** Section 3.49. */
export const ruleSchema = z.object({
  id: text,
  name: text,
  shortDescription: messageSchema,
  fullDescription: messageSchema,
  help: messageSchema,
  helpUri: text,
  defaultConfiguration: objectOf({ level: text }),
  messageStrings: z.unknown().optional(),
  properties: z.unknown().optional(),
});
export type WrittenRule = z.infer<typeof ruleSchema>;

/** Section 3.28. */
export const locationSchema = z.object({
  physicalLocation: objectOf({
    artifactLocation: artifactLocationSchema,
    region: objectOf({ startLine: numeric, endLine: numeric }),
  }),
  logicalLocations: list,
});

/** Section 3.27. */
export const resultSchema = z.object({
  ruleId: text,
  ruleIndex: numeric,
  rule: objectOf({
    id: text,
    index: numeric,
    toolComponent: objectOf({ index: numeric }),
  }),
  kind: text,
  level: text,
  message: messageSchema,
  baselineState: text,
  locations: list,
  suppressions: list,
  fixes: list,
  properties: z.unknown().optional(),
});
export type WrittenResult = z.infer<typeof resultSchema>;

const componentSchema = z.object({ name: z.string(), rules: list });

/** Section 3.14. */
export const runSchema = z.object({
  tool: z.object({ driver: componentSchema, extensions: list }),
  results: z.unknown().optional(),
  artifacts: list,
  originalUriBaseIds: z.unknown().optional(),
  invocations: list,
  properties: z.unknown().optional(),
});
export type WrittenRun = z.infer<typeof runSchema>;
