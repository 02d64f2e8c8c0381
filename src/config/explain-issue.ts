import * as z from 'zod';
import { nearest } from '../findings/nearest.ts';
import { configSchema } from './schema.ts';

/** One mistake in the values of a configuration. */
export interface Mistake {
  readonly path: readonly PropertyKey[];
  /** The key of the mapping at `path` that is wrong; null when the value at `path` is. */
  readonly key: string | null;
  readonly problem: string;
  readonly cure: string | null;
}

/** Unknown keys of one mapping that are explained; the first of them is what counts. */
const MOST_KEYS = 10;

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Says in a person's words what the schema found; unknown keys one by one. */
export function explainIssue(issue: z.core.$ZodIssue): Mistake[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MOST_KEYS).map((key) => unknownKey(path, key));
  }
  const where = path.length === 0 ? 'the file' : `\`${pathText(path)}\``;
  const mistake = { path, key: null, cure: null };
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const wanted = values.length === 1 ? 'expected' : 'expected one of';
    const meant = typeof issue.input === 'string' ? nearest(issue.input, values) : null;
    const cure = meant === null ? null : `did you mean ${meant}?`;
    const problem = `${where}: ${wanted} ${values.join(', ')}, got ${quote(issue.input)}`;
    return [{ ...mistake, problem, cure }];
  }
  if (issue.code === 'invalid_type') {
    const wanted = KINDS[issue.expected] ?? issue.expected;
    const problem = `${where}: expected ${wanted}, got ${quote(issue.input)}`;
    return [{ ...mistake, problem }];
  }
  return [{ ...mistake, problem: `${where} ${otherProblem(issue)}` }];
}

const KINDS: Readonly<Record<string, string>> = {
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

function otherProblem(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}${unitOf(issue)}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}${unitOf(issue)}`;
  if (issue.code === 'invalid_format' && issue.format === 'date') {
    return 'is no date: expected YYYY-MM-DD';
  }
  return issue.message;
}

function unitOf({ origin }: { readonly origin: string }): string {
  if (origin === 'string') return ' characters long';
  return origin === 'array' ? ' items long' : '';
}

function unknownKey(path: readonly PropertyKey[], key: string): Mistake {
  const known = keysAt(path);
  const meant = nearest(key, known);
  const cure = meant === null ? `known are ${known.join(', ')}` : `did you mean ${meant}?`;
  const where = path.length === 0 ? '' : ` in \`${pathText(path)}\``;
  return { path, key, problem: `unknown key \`${key}\`${where}`, cure };
}

/** Keys that the schema knows in the mapping at a path. */
function keysAt(path: readonly PropertyKey[]): string[] {
  let schema: JsonSchema | undefined = z.toJSONSchema(configSchema, { io: 'input' });
  for (const part of path) {
    const next: unknown =
      typeof part === 'number' ? schema?.items : schema?.properties?.[String(part)];
    schema = isSchema(next) ? next : undefined;
  }
  return Object.keys(schema?.properties ?? {});
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `ignore[2].rule`. */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

/** A value as it could be written, cut where it gets long. */
function quote(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
