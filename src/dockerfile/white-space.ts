/** White space as Go's `unicode.IsSpace` sees it, which BuildKit's parser uses. */
export function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  if (code < 0x85) return false;
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** The first offset in `[start, end)` that is not white space, or `end`. */
export function skipSpace(text: string, start: number, end: number): number {
  let position = start;
  while (position < end && isSpace(text.charCodeAt(position))) position += 1;
  return position;
}

/** The offset after the last character in `[start, end)` that is not white space, or `start`. */
export function trimSpaceEnd(text: string, start: number, end: number): number {
  let position = end;
  while (position > start && isSpace(text.charCodeAt(position - 1))) position -= 1;
  return position;
}
