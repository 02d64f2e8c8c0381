import type { Span } from './span.ts';

/** Replaces the text of a span; an insertion has an empty span. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

export type EditResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: 'overlap' | 'out-of-range'; readonly edit: TextEdit };

/** By start, then by end, so that an insertion comes before a replacement at the same place. */
export function compareEdits(a: TextEdit, b: TextEdit): number {
  return a.span.start - b.span.start || a.span.end - b.span.end;
}

/** True when the edits touch the same characters, or insert at one place in an order nobody chose. */
export function editsConflict(a: TextEdit, b: TextEdit): boolean {
  if (a.span.start === b.span.start && a.span.end === b.span.end) return true;
  return a.span.start < b.span.end && b.span.start < a.span.end;
}

/** Applies all edits to `text`, or none: overlapping edits and spans outside the text are refused. */
export function applyEdits(text: string, edits: readonly TextEdit[]): EditResult {
  const sorted = edits.toSorted(compareEdits);
  let result = '';
  let position = 0;
  let previous: TextEdit | null = null;
  for (const edit of sorted) {
    const { start, end } = edit.span;
    if (start < 0 || end < start || end > text.length) {
      return { ok: false, reason: 'out-of-range', edit };
    }
    if (start < position || (previous !== null && editsConflict(previous, edit))) {
      return { ok: false, reason: 'overlap', edit };
    }
    result += text.slice(position, start) + edit.text;
    position = end;
    previous = edit;
  }
  return { ok: true, text: result + text.slice(position) };
}
