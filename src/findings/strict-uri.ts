/**
 * An absolute address with everything encoded that RFC 3986 does not allow where it stands. The URL standard, by which
 * addresses are read, leaves `|`, brackets and a second `#` as they are: SARIF would be invalid, and a
 * table in Markdown broken.
 */
export function strictUri(address: string): string {
  const allowed = address
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/%(?![0-9A-Fa-f]{2})/g, '%25')
    .replace(/[^\w.~:/?#@!$&'()*+,;=%-]/gu, (character) => encodeURIComponent(character));
  const mark = allowed.indexOf('#') + 1;
  return mark === 0 ? allowed : allowed.slice(0, mark) + allowed.slice(mark).replaceAll('#', '%23');
}
