import type { Flag } from './model.ts';
import { commentOn, readPhysicalLine } from './physical-lines.ts';

/**
 * Where each character of the flag's value stands in the file, and behind them the offset after the
 * last. Null when that cannot be told: quotes, escapes and continuations stand between the characters
 * and `text`, the whole file, is null.
 */
export function valueOffsets(flag: Flag, text: string | null): number[] | null {
  const { value, valueSpan } = flag;
  if (value === null || valueSpan === null) return null;
  const { start, end } = valueSpan;
  if (end - start === value.length) {
    return Array.from({ length: value.length + 1 }, (_, index) => start + index);
  }
  return text === null ? null : align(value, text, start, end);
}

/** Walks the written text and takes each character of the value where it comes first. */
function align(value: string, text: string, start: number, end: number): number[] | null {
  const offsets: number[] = [];
  let offset = start;
  while (offset < end && offsets.length < value.length) {
    const character = text.charAt(offset);
    if (character === value.charAt(offsets.length)) offsets.push(offset);
    offset = character === '\n' ? afterComments(text, offset + 1, end) : offset + 1;
  }
  if (offsets.length < value.length) return null;
  offsets.push((offsets.at(-1) ?? start) + 1);
  return offsets;
}

/** Comment lines inside a continuation are no part of the value. */
function afterComments(text: string, lineStart: number, end: number): number {
  let line = readPhysicalLine(text, lineStart);
  while (line.start < end && commentOn(text, line) !== null)
    line = readPhysicalLine(text, line.next);
  return line.start;
}
