const LONGEST = 200;
/** The first line with words is looked for in so many characters. */
const LOOKED_AT = 2000;

/** The first sentence of a description, for scanners that give no title; null for an empty one. */
export function shortTitle(description: string | null | undefined): string | null {
  const line = firstLine((description ?? '').slice(0, LOOKED_AT));
  const stop = line.search(/[.!?]\s/);
  const sentence = stop === -1 ? line : line.slice(0, stop + 1);
  if (sentence === '') return null;
  return sentence.length <= LONGEST ? sentence : `${sentence.slice(0, LONGEST - 1).trimEnd()}…`;
}

/** GitHub's descriptions open with a heading such as `### Impact`. */
function firstLine(text: string): string {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end === -1 ? undefined : end).trim();
    if (line !== '' && !line.startsWith('#')) return line;
    start = end === -1 ? text.length : end + 1;
  }
  return '';
}
