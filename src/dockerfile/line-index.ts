import type { Span } from './span.ts';

/** Finds lines by offset; built once a file. */
export interface LineIndex {
  readonly lineCount: number;
  /** 1-based line and column of an offset; columns count UTF-16 units. */
  readonly position: (offset: number) => { readonly line: number; readonly column: number };
  /** Range of a 1-based line, line ending excluded. */
  readonly line: (line: number) => Span;
}

export function indexLines(text: string): LineIndex {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const lineAt = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    lineCount: starts.length,
    position: (offset) => {
      const line = lineAt(offset);
      return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
    },
    line: (line) => {
      const start = starts[line - 1] ?? text.length;
      let end = (starts[line] ?? text.length + 1) - 1;
      if (text[end - 1] === '\r') end -= 1;
      return { start, end: Math.max(start, end) };
    },
  };
}
