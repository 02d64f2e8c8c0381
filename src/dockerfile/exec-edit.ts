import type { Dockerfile, Instruction } from './model.ts';
import type { ShellWord } from './shell-script.ts';
import type { Span } from './span.ts';
import type { TextEdit } from './text-edit.ts';

/** A JSON array as Dockerfiles write it: `["a", "b"]`. */
export function jsonArray(items: readonly string[]): string {
  return `[${items.map((item) => JSON.stringify(item)).join(', ')}]`;
}

/**
 * Turns the words of a shell form into a JSON array. One that stands on several lines keeps them, and
 * the comments between; null when that cannot be done.
 */
export function execEdits(
  { text }: Dockerfile,
  { bodySpan }: Instruction,
  words: readonly ShellWord[],
): readonly TextEdit[] | null {
  const values = words.map((word) => word.value ?? word.text);
  if (!text.slice(bodySpan.start, bodySpan.end).includes('\n')) {
    return [{ span: bodySpan, text: jsonArray(values) }];
  }
  const first = words[0]?.span.start ?? bodySpan.start;
  const isWhole = words.every((word) => text.slice(word.span.start, word.span.end) === word.text);
  const lead = text.slice(bodySpan.start, first);
  if (!isWhole || lead.includes('\n')) return null;
  return words.map(({ span }, index) => {
    const isLast = index === words.length - 1;
    const opening = index === 0 ? '[' : '';
    const item = `${opening}${JSON.stringify(values[index])}${isLast ? ']' : ','}`;
    return { span: index === 0 ? fromStart(bodySpan, span) : span, text: item };
  });
}

/** A leading `exec` goes with the first word. */
function fromStart({ start }: Span, { end }: Span): Span {
  return { start, end };
}
