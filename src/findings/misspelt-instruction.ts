import { KEYWORDS } from '../dockerfile/instruction.ts';

/** A shorter word is near to too many others. */
const SHORTEST = 3;

/** The instructions from which a word is one slip away: a letter too many, too few, another, or two swapped. */
export function meantInstructions(keyword: string): readonly string[] {
  if (keyword.length < SHORTEST) return [];
  return KEYWORDS.filter((known) => isOneSlip(keyword, known));
}

function isOneSlip(word: string, known: string): boolean {
  if (Math.abs(word.length - known.length) > 1 || word === known) return false;
  let start = 0;
  while (start < word.length && word[start] === known[start]) start += 1;
  let end = 0;
  const most = Math.min(word.length, known.length) - start;
  while (end < most && word.at(-1 - end) === known.at(-1 - end)) end += 1;
  const [is, was] = [word, known].map((text) => text.slice(start, text.length - end));
  if (is === undefined || was === undefined) return false;
  const isSwapped = is.length === 2 && was.length === 2 && is[0] === was[1] && is[1] === was[0];
  return isSwapped || (is.length <= 1 && was.length <= 1);
}
