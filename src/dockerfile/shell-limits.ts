/**
 * The shell parser reads each character once per level of substitution around it, up to 256 levels.
 * This many readings take about a quarter of a second; real scripts need less than a tenth of it.
 */
const MAX_READINGS = 8_000_000;
const MAX_LEVELS = 256;

/** True when the text may be nested so deep that reading it would take too long. */
export function isTooDeep(text: string): boolean {
  if (text.length * MAX_LEVELS <= MAX_READINGS) return false;
  return text.length * Math.min(countOpenings(text), MAX_LEVELS) > MAX_READINGS;
}

/** Counts what may open a level: `$(`, `${`, `$[`, `<(`, `>(` and `<<`; stops where it stops to matter. */
function countOpenings(text: string): number {
  let count = 0;
  for (let index = 1; index < text.length && count < MAX_LEVELS; index += 1) {
    const before = text.charAt(index - 1);
    if (before !== '$' && before !== '<' && before !== '>') continue;
    const character = text.charAt(index);
    if (character === '(' || character === '{' || character === '[' || character === '<')
      count += 1;
  }
  return count;
}
