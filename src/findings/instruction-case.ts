import type { Dockerfile } from '../dockerfile/model.ts';

/** The letters in which most keywords of a file are written. */
export type KeywordCase = 'lower' | 'upper';

/**
 * What the majority of the instructions in stages uses, FROM included; a tie is upper case, and mixed
 * letters do not vote (BuildKit, `validateCommandCasing`).
 */
export function majorityCase({ text, instructions }: Dockerfile): KeywordCase {
  let balance = 0;
  for (const { keywordSpan, stage } of instructions) {
    const keyword = text.slice(keywordSpan.start, keywordSpan.end);
    if (stage === null) continue;
    if (keyword === keyword.toLowerCase()) balance -= 1;
    else if (keyword === keyword.toUpperCase()) balance += 1;
  }
  return balance < 0 ? 'lower' : 'upper';
}

/** True when the keyword is not in these letters. */
export function deviates(keyword: string, wanted: KeywordCase): boolean {
  return keyword !== (wanted === 'lower' ? keyword.toLowerCase() : keyword.toUpperCase());
}
