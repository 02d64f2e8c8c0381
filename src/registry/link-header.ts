/** No registry sends more. */
const LONGEST_HEADER = 16_384;

/** The address of the next page in a header `Link` (RFC 8288), as it stands there; null without one. */
export function nextLink(header: string | null): string | null {
  const text = (header ?? '').slice(0, LONGEST_HEADER);
  for (const part of text.split(/,(?=[ \t]*<)/)) {
    const end = part.indexOf('>');
    const start = part.indexOf('<');
    if (start === -1 || end < start) continue;
    if (/;[ \t]*rel[ \t]*=[ \t]*(?:"next"|next)[ \t]*(?:;|$)/i.test(part.slice(end + 1))) {
      return part.slice(start + 1, end);
    }
  }
  return null;
}
