/**
 * True when the whole text fits the pattern, in which each `*` stands for any characters, `/` included.
 * Takes at most the product of both lengths in steps.
 */
export function fitsWildcard(pattern: string, text: string): boolean {
  let inPattern = 0;
  let inText = 0;
  let star = -1;
  let starText = 0;
  while (inText < text.length) {
    if (pattern.charAt(inPattern) === '*') {
      star = inPattern;
      starText = inText;
      inPattern += 1;
    } else if (pattern.charAt(inPattern) === text.charAt(inText)) {
      inPattern += 1;
      inText += 1;
    } else if (star === -1) {
      return false;
    } else {
      starText += 1;
      inText = starText;
      inPattern = star + 1;
    }
  }
  while (pattern.charAt(inPattern) === '*') inPattern += 1;
  return inPattern === pattern.length;
}
