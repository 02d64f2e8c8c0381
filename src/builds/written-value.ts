import type { WrittenValue } from './build.ts';

/** The characters of a value from `start` on; with `start` 0 and without `end` it is the same. */
export function slice(written: WrittenValue, start: number, end?: number): WrittenValue {
  const value = written.value?.slice(start, end) ?? null;
  const base = written.span?.start ?? null;
  if (base === null || value === null) return { ...written, value, span: null };
  const from = base + start;
  return { ...written, value, span: { start: from, end: from + value.length } };
}

/** `NAME=value` in two; the value is null when only the name is there. */
export function splitAssignment(
  written: WrittenValue,
): { readonly name: string; readonly value: WrittenValue | null } | null {
  const text = written.value ?? '';
  const equals = text.indexOf('=');
  const name = (equals === -1 ? text : text.slice(0, equals)).trim();
  if (name === '') return null;
  return { name, value: equals === -1 ? null : slice(written, equals + 1) };
}

/** The same place, and no value: only the build knows it. */
export function unknownAt({ path, line }: Pick<WrittenValue, 'path' | 'line'>): WrittenValue {
  return { value: null, path, line, span: null };
}

/** The texts that are known. */
export function knownValues(written: readonly (WrittenValue | null)[]): string[] {
  return written.flatMap((item) => (item?.value ? [item.value] : []));
}
