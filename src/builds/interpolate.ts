import type { WrittenValue } from './build.ts';

/** Finds the value of a variable; undefined when it has none here. */
export type Lookup = (name: string) => WrittenValue | undefined;

/** Defaults within defaults. */
const DEEPEST = 10;

const NAME = /[A-Za-z_]\w*/y;

/** Characters of a value: no more can come out of variables made of variables. */
const LONGEST = 10_000;

/**
 * Puts variables into a value as Compose does: `$V`, `${V}`, `${V:-x}`, `${V-x}`, `${V:?x}`, `${V?x}`,
 * `${V:+x}`, `${V+x}`, `$$` (https://docs.docker.com/reference/compose-file/interpolation/). A variable that
 * has no value here comes from the environment of the build, so the result is null. A value that is one
 * variable as a whole has the place where that gets it.
 */
export function interpolate(written: WrittenValue, lookup: Lookup): WrittenValue {
  if (written.value?.includes('$') !== true) return written;
  const parts = readParts(written, lookup, 0);
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { ...written, ...joined(parts) };
}

/** Parts of other places have no place of their own together. */
function joined(parts: readonly WrittenValue[]): Pick<WrittenValue, 'value' | 'span'> {
  let length = 0;
  for (const { value } of parts) length += value?.length ?? LONGEST + 1;
  const value = length > LONGEST ? null : parts.map((part) => part.value).join('');
  return { value, span: null };
}

/** The texts that a value is made of, each with its own place; null for what cannot be told. */
function readParts(whole: WrittenValue, lookup: Lookup, depth: number): WrittenValue[] {
  const parts: WrittenValue[] = [];
  const text = whole.value ?? '';
  const add = (start: number, end: number): void => {
    if (end > start) parts.push(partOf(whole, start, end));
  };
  let plain = 0;
  for (let at = text.indexOf('$'); at !== -1; at = text.indexOf('$', at)) {
    add(plain, at);
    const end = variableEnd(text, at);
    plain = end ?? at + 2;
    if (end !== null) parts.push(...readVariable(partOf(whole, at, end), lookup, depth));
    else if (text.charAt(at + 1) === '$') parts.push(withoutPlace(whole, '$'));
    else return [...parts, withoutPlace(whole, null)];
    at = plain;
  }
  add(plain, text.length);
  return parts;
}

function withoutPlace(whole: WrittenValue, value: string | null): WrittenValue {
  return { ...whole, value, span: null };
}

function partOf(whole: WrittenValue, start: number, end: number): WrittenValue {
  const base = whole.span?.start ?? null;
  const span = base === null ? null : { start: base + start, end: base + end };
  return { ...whole, value: whole.value?.slice(start, end) ?? null, span };
}

/** Offset behind the variable that begins at `at`; null when there is none. */
function variableEnd(text: string, at: number): number | null {
  const isBraced = text.charAt(at + 1) === '{';
  NAME.lastIndex = at + (isBraced ? 2 : 1);
  if (!NAME.test(text)) return null;
  if (!isBraced) return NAME.lastIndex;
  let depth = 0;
  for (let index = at + 1; index < text.length; index += 1) {
    if (text.charAt(index) === '{') depth += 1;
    else if (text.charAt(index) === '}') depth -= 1;
    if (depth === 0) return index + 1;
  }
  return null;
}

const BRACED = /^\$\{([A-Za-z_]\w*)(?:(:?[-?+])(.*))?\}$/s;

function readVariable(part: WrittenValue, lookup: Lookup, depth: number): WrittenValue[] {
  const text = part.value ?? '';
  const [, braced, operator = '', word = ''] = BRACED.exec(text) ?? [];
  if (text.startsWith('${') && braced === undefined) return [withoutPlace(part, null)];
  const known = lookup(braced ?? text.slice(1));
  const value = known?.value ?? null;
  if (known !== undefined && value === null) return [known];
  const isSet = value !== null && (value !== '' || !operator.startsWith(':'));
  const usesWord = operator.endsWith('+') ? isSet : operator.endsWith('-') && !isSet;
  if (usesWord) {
    if (depth >= DEEPEST) return [withoutPlace(part, null)];
    const inner = partOf(part, text.length - 1 - word.length, text.length - 1);
    return word === '' ? [withoutPlace(part, '')] : readParts(inner, lookup, depth + 1);
  }
  if (operator.endsWith('+')) return [withoutPlace(part, '')];
  return known !== undefined && isSet ? [known] : [withoutPlace(part, null)];
}
