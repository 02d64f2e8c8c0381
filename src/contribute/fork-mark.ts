/** On a line of its own, behind all that people read. */
const MARK = /^<!-- seaworthy:fork:v1 (\d{1,15}) -->[ \t\r]*$/m;

/** The text of a contribution that remembers the id of the fork that was made for it. */
export function withForkMark(text: string, fork: number): string {
  return forkMarkIn(text) === fork
    ? text
    : `${text.trimEnd()}\n<!-- seaworthy:fork:v1 ${fork} -->\n`;
}

/** Id of the fork that was made for the contribution with this text; null where it was there before, or nobody knows. */
export function forkMarkIn(text: string): number | null {
  const digits = MARK.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}
