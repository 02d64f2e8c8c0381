import { fitsWildcard } from '../findings/wildcard.ts';

/** `maybe` where the pattern says more than is read here. */
export type Fit = 'yes' | 'no' | 'maybe';

/** Braces, classes and the like, in the language of minimatch. */
const MORE_THAN_STARS = /[{}[\]()?\\]/;

/**
 * Whether a path, or a name with slashes, fits a pattern: `*` within a part, `**` for any number of parts. Takes at most
 * the product of both lengths in steps.
 */
export function fitsGlob(pattern: string, text: string): Fit {
  if (MORE_THAN_STARS.test(pattern)) return 'maybe';
  return fitsParts(pattern.split('/'), text.split('/')) ? 'yes' : 'no';
}

/** As `fitsWildcard` does it, with parts in the place of characters. */
function fitsParts(pattern: readonly string[], parts: readonly string[]): boolean {
  let inPattern = 0;
  let inParts = 0;
  let star = -1;
  let starParts = 0;
  while (inParts < parts.length) {
    const wanted = pattern[inPattern];
    if (wanted === '**') {
      star = inPattern;
      starParts = inParts;
      inPattern += 1;
    } else if (wanted !== undefined && fitsWildcard(wanted, parts[inParts] ?? '')) {
      inPattern += 1;
      inParts += 1;
    } else if (star === -1) {
      return false;
    } else {
      starParts += 1;
      inParts = starParts;
      inPattern = star + 1;
    }
  }
  while (pattern[inPattern] === '**') inPattern += 1;
  return inPattern === pattern.length;
}

/** `yes` where one is, else `maybe` where one may be. */
export function anyOf(fits: readonly Fit[]): Fit {
  if (fits.includes('yes')) return 'yes';
  return fits.includes('maybe') ? 'maybe' : 'no';
}
