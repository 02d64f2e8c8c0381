import type { StructuredPatchHunk } from 'diff';

const NO_FINAL_LINE_ENDING = String.raw`\ No newline at end of file`;

/** One hunk from the first line that differs to the last: correct, and as fast for any two texts. */
export function wholeHunk(before: string, after: string, context: number): StructuredPatchHunk {
  const olds = splitLines(before);
  const news = splitLines(after);
  const most = Math.min(olds.length, news.length);
  let head = 0;
  while (head < most && olds[head] === news[head]) head += 1;
  let tail = 0;
  while (tail < most - head && olds.at(-1 - tail) === news.at(-1 - tail)) tail += 1;
  const start = Math.max(0, head - context);
  const end = olds.length - Math.max(0, tail - context);
  const kept = end - (olds.length - tail);
  return {
    oldStart: start + 1,
    oldLines: end - start,
    newStart: start + 1,
    newLines: news.length - (olds.length - end) - start,
    lines: [
      ...olds.slice(start, head).flatMap((line) => signed(' ', line)),
      ...olds.slice(head, olds.length - tail).flatMap((line) => signed('-', line)),
      ...news.slice(head, news.length - tail).flatMap((line) => signed('+', line)),
      ...olds.slice(end - kept, end).flatMap((line) => signed(' ', line)),
    ],
  };
}

/** Lines with their endings; the last may have none. */
function splitLines(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

function signed(sign: string, line: string): string[] {
  if (line.endsWith('\n')) return [sign + line.slice(0, -1)];
  return [sign + line, NO_FINAL_LINE_ENDING];
}
