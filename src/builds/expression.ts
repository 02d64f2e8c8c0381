import type { WrittenValue } from './build.ts';
import type { Lookup } from './interpolate.ts';
import { slice, unknownAt } from './written-value.ts';

/** Characters of a value: no more can come out of variables made of variables. */
const LONGEST = 10_000;

/** Variables made of variables. */
const DEEPEST = 5;

/** No expression within the bound ends later. */
const EXPRESSION = /\$\{\{\s*([^}]{0,200}?)\s*\}\}/g;

/**
 * The value of a text in a workflow: `${{ env.NAME }}` becomes the value of the variable, the workspace
 * becomes `.`, and any other expression makes it unknown. A text that is one variable as a whole has the
 * place where that gets its value.
 */
export function resolveExpressions(
  written: WrittenValue,
  environment: Lookup,
  depth = 0,
): WrittenValue {
  const text = written.value ?? '';
  if (!text.includes('${{')) return written;
  if (depth > DEEPEST) return unknownAt(written);
  const parts: WrittenValue[] = [];
  let end = 0;
  for (const match of text.matchAll(EXPRESSION)) {
    if (match.index > end) parts.push(slice(written, end, match.index));
    const inner = valueOf(match[1] ?? '', written, environment);
    parts.push(resolveExpressions(inner, environment, depth + 1));
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(slice(written, end));
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && end > 0) return only;
  let length = 0;
  for (const { value } of parts) length += value?.length ?? LONGEST + 1;
  const value = length > LONGEST || end === 0 ? null : parts.map((part) => part.value).join('');
  return { ...written, value, span: null };
}

function valueOf(expression: string, written: WrittenValue, environment: Lookup): WrittenValue {
  if (expression === 'github.workspace') return { ...written, value: '.', span: null };
  const [, name] = /^env\.([A-Za-z_][\w-]*)$/.exec(expression) ?? [];
  const known = name === undefined ? undefined : environment(name);
  return known ?? unknownAt(written);
}
