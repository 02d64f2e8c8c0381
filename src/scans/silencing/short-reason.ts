const LONGEST = 300;

/** A text of others on one line, without control characters, cut where it gets long. */
export function shortReason(text: string): string {
  const line = text
    .slice(0, 2 * LONGEST)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
