import type * as z from 'zod';
import type { Notices } from './notices.ts';

/** Where a list stands in the report (`Results[0].Vulnerabilities`), and who is told what of it cannot be read. */
export interface ListReading {
  readonly place: string;
  readonly notices: Notices;
}

/**
 * Reads the rows of a list one by one: a row that the schema refuses, or of which `convert` makes nothing (null),
 * becomes a notice that names its place. A missing list has no rows; `convert` may also leave a row out (an empty list).
 */
export function readEach<Row, Result>(
  value: unknown,
  schema: z.ZodType<Row>,
  { place, notices }: ListReading,
  convert: (row: Row, index: number) => Result | readonly Result[] | null,
): readonly Result[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    notices.add(`${place} is not a list`);
    return [];
  }
  const results: Result[] = [];
  for (const [index, row] of value.entries()) {
    const read = schema.safeParse(row);
    const result = read.success ? convert(read.data, index) : null;
    if (!read.success) notices.add(`${place}[${index}]: ${wrongField(read.error)}`);
    else if (result === null) notices.add(`${place}[${index}]: it has no id or no name`);
    else if (!isList(result)) results.push(result);
    else for (const one of result) results.push(one);
  }
  return results;
}

/** The first field that is not what it should be, never its value: a clause without a final dot. */
export function wrongField({ issues: [issue] }: z.ZodError): string {
  const field = issue?.path.map(String).join('.').slice(0, 100) ?? '';
  return field === '' ? 'it is not an object' : `${field} is missing or of a wrong type`;
}

function isList<Result>(result: Result | readonly Result[]): result is readonly Result[] {
  return Array.isArray(result);
}
