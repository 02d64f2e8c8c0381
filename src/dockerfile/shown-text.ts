const MOST = 60;

/**
 * A text of the file as sentences quote it: in backquotes, on one line, those inside it as `'`, and with `…`
 * where it was cut at so many characters.
 */
export function shown(text: string, most = MOST): string {
  const line = text
    .slice(0, 4 * most)
    .replace(/\s+/g, ' ')
    .trim()
    .replaceAll('`', "'");
  const isCut = line.length > most || text.length > 4 * most;
  return isCut ? `\`${line.slice(0, most - 1).trimEnd()}…\`` : `\`${line}\``;
}
