import type { LogicalText, Word } from './model.ts';
import { spanAt } from './logical-text.ts';

export type JsonReading =
  | { readonly kind: 'strings'; readonly words: readonly Word[] }
  /** A JSON array with something else than strings in it, which the builder refuses. */
  | { readonly kind: 'not-strings' }
  /** No JSON array: the builder reads the text as the shell form. */
  | { readonly kind: 'text' };

/** Reads a JSON array of strings; spans include the quotes (BuildKit, `parseJSON`). */
export function readJson(logical: LogicalText): JsonReading {
  if (!logical.text.startsWith('[')) return { kind: 'text' };
  const value = parseOrNull(logical.text);
  if (!Array.isArray(value)) return { kind: 'text' };
  const items: readonly unknown[] = value;
  if (!items.every((item) => typeof item === 'string')) return { kind: 'not-strings' };
  const spans = stringSpans(logical.text);
  const words = items.map((text, index) => {
    const [from, to] = spans[index] ?? [0, 0];
    return { text, span: spanAt(logical, from, to) };
  });
  return { kind: 'strings', words };
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is an ordinary answer here: it means the shell form.
    return null;
  }
}

/** Index ranges of the string literals, quotes included, in valid JSON. */
function stringSpans(text: string): [number, number][] {
  const spans: [number, number][] = [];
  let start = -1;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (start === -1) {
      if (character === '"') start = index;
    } else if (character === '\\') {
      index += 1;
    } else if (character === '"') {
      spans.push([start, index + 1]);
      start = -1;
    }
  }
  return spans;
}
