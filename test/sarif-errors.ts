import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';

/** Draft 4 as the newer validator reads it: only the names of two keywords differ in this schema. */
function readSchema(): object {
  const path = join(import.meta.dirname, 'fixtures', 'sarif-schema-2.1.0.json');
  const { $schema, id, ...schema } = JSON.parse(readFileSync(path, 'utf8')) as Record<
    string,
    unknown
  >;
  const isDraft4 = typeof $schema === 'string' && $schema.includes('draft-04');
  if (!isDraft4 || typeof id !== 'string') throw new Error('another schema');
  return schema;
}

const ajv = new Ajv({ strict: false, unicodeRegExp: false });
formats.default(ajv);
const isValid = ajv.compile(readSchema());

/** What the official schema says of a log; null when it is valid. */
export function sarifErrors(text: string): unknown {
  isValid(JSON.parse(text));
  return isValid.errors;
}
