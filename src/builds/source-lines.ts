import type { Span } from '../dockerfile/span.ts';

/** One line of a text file. */
export interface SourceLine {
  /** Its ending included. */
  readonly span: Span;
  /** Without its ending. */
  readonly text: string;
  /** The white space before its text. */
  readonly indent: string;
}

/** The line ending of a file. */
export function endingOf(text: string): '\n' | '\r\n' {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The line that holds the offset. */
export function lineAt(text: string, offset: number): SourceLine {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const feed = text.indexOf('\n', offset);
  const end = feed === -1 ? text.length : feed + 1;
  const line = text.slice(start, end).replace(/\r?\n$/, '');
  return { span: { start, end }, text: line, indent: /^[ \t]*/.exec(line)?.[0] ?? '' };
}

/** The lines behind a key that belong to it: those that are indented more; blank ones at the end do not. */
export function linesBelow(text: string, key: SourceLine, isList = false): SourceLine[] {
  const found: SourceLine[] = [];
  let last = 0;
  const own = key.indent.length + (/^\s*- /.test(key.text) ? 2 : 0);
  for (let at = key.span.end; at < text.length;) {
    const line = lineAt(text, at);
    const isBlank = line.text.trim() === '';
    const isItem = isList && line.indent.length === own && line.text.trim().startsWith('- ');
    if (!isBlank && line.indent.length <= own && !isItem) break;
    found.push(line);
    if (!isBlank) last = found.length;
    at = line.span.end;
  }
  return found.slice(0, last);
}

/** Where a line can be put behind others, and what has to stand before it. */
export function behind(text: string, line: SourceLine): { at: number; lead: string } {
  const isOpen = !text.slice(line.span.start, line.span.end).endsWith('\n');
  return { at: line.span.end, lead: isOpen ? endingOf(text) : '' };
}
