/** One field of a comma-separated line, quotes removed. */
export interface MountPart {
  readonly text: string;
  /** Where the field stands in the line, quotes included. */
  readonly start: number;
  readonly end: number;
  /** Index in the line of the first character of `text`; null when a doubled quote shifts the rest. */
  readonly first: number | null;
}

export type MountSplit =
  | { readonly ok: true; readonly parts: readonly MountPart[] }
  | { readonly ok: false; readonly message: string };

const NO_FIELDS = 'the mount has no fields';
const BARE_QUOTE = 'a quote stands inside an unquoted field';
const OPEN_QUOTE = 'a quoted field has no closing quote, or text stands behind it';

/** Splits the value of `--mount` as BuildKit does (tonistiigi/go-csvvalue, `Fields`). */
export function splitMount(line: string): MountSplit {
  if (line === '') return { ok: false, message: NO_FIELDS };
  const parts: MountPart[] = [];
  let position = 0;
  for (;;) {
    const part = line.startsWith('"', position)
      ? readQuoted(line, position)
      : readPlain(line, position);
    if (typeof part === 'string') return { ok: false, message: part };
    parts.push(part);
    if (part.end >= line.length) return { ok: true, parts };
    position = part.end + 1;
  }
}

function readPlain(line: string, start: number): MountPart | string {
  const comma = line.indexOf(',', start);
  const end = comma === -1 ? line.length : comma;
  const text = line.slice(start, end);
  return text.includes('"') ? BARE_QUOTE : { text, start, end, first: start };
}

function readQuoted(line: string, start: number): MountPart | string {
  let text = '';
  let from = start + 1;
  for (;;) {
    const quote = line.indexOf('"', from);
    if (quote === -1) return OPEN_QUOTE;
    text += line.slice(from, quote);
    if (line.charAt(quote + 1) !== '"') {
      const end = quote + 1;
      if (end < line.length && line.charAt(end) !== ',') return OPEN_QUOTE;
      const isPlain = end - start === text.length + 2;
      return { text, start, end, first: isPlain ? start + 1 : null };
    }
    text += '"';
    from = quote + 2;
  }
}
