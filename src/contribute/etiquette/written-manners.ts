import type { House, HouseText } from '../house.ts';
import { adapt, finalStop, stop, tell } from './manner.ts';
import type { Manner, MannerId } from './manner.ts';
import { sentencesIn } from './sentences.ts';
import { WORDINGS } from './wording.ts';

/** Of somebody's words so many are shown. */
const LONGEST_QUOTE = 160;

/** Only what a README says of the whole project counts: how to contribute is told in many of them as an aside. */
const README_RULES: ReadonlySet<MannerId> = new Set<MannerId>([
  'elsewhere',
  'unwilling',
  'automated',
]);

/** So many sentences of a README count, at its beginning and behind a heading of this kind: the rest is about the use of the thing. */
const README_SENTENCES = 40;
const README_HEADING =
  /^(?:contribut\w+|pull requests?|status|maintenance|development|support)\b.{0,30}$/i;

/** What the texts of a house ask of guests. */
export function writtenManners({ guidelines, template, readme }: House): readonly Manner[] {
  const found = new Map<MannerId, Manner>();
  for (const text of [...guidelines, ...(template === null ? [] : [template])]) {
    addFrom(found, text, sentencesIn(text.text), () => true);
  }
  if (readme !== null) {
    addFrom(found, readme, telling(sentencesIn(readme.text)), (id) => README_RULES.has(id));
  }
  return [...found.values()];
}

function telling(sentences: readonly string[]): readonly string[] {
  let last = README_SENTENCES;
  return sentences.filter((sentence, index) => {
    if (README_HEADING.test(sentence)) last = Math.max(last, index + README_SENTENCES);
    return index < last;
  });
}

function addFrom(
  found: Map<MannerId, Manner>,
  { path }: HouseText,
  sentences: readonly string[],
  counts: (id: MannerId) => boolean,
): void {
  for (const sentence of sentences) {
    for (const { id, says, unless } of WORDINGS) {
      if (found.has(id) || !counts(id)) continue;
      if (!says.some((pattern) => pattern.test(sentence))) continue;
      if (unless.some((pattern) => pattern.test(sentence))) continue;
      found.set(id, mannerOf(id, path, quoted(sentence)));
    }
  }
}

/** Between backquotes, which stand for their words. */
function quoted(sentence: string): string {
  const inert = sentence.replaceAll('`', "'");
  return `\`${inert.length > LONGEST_QUOTE ? `${inert.slice(0, LONGEST_QUOTE)}…` : inert}\``;
}

function mannerOf(id: MannerId, from: string, quote: string): Manner {
  switch (id) {
    case 'elsewhere':
      return finalStop(id, from, `changes are not taken here: ${quote}`);
    case 'unwilling':
      return finalStop(id, from, `the project takes no contributions any more: ${quote}`);
    case 'automated':
      return finalStop(id, from, `contributions made by tools are not wanted: ${quote}`);
    case 'approval-first':
      return finalStop(id, from, `somebody there has to let you in first: ${quote}`);
    case 'issue-first':
      return stop(id, from, `an issue comes before a pull request: ${quote}; name it by --issue`);
    case 'agreement':
      return stop(id, from, `an agreement is to be signed by you: ${quote}`);
    case 'sign-off':
      return adapt(id, from, `commits are signed off: ${quote}`, { kind: 'sign-off' });
    case 'disclosure':
      return adapt(id, from, `the use of tools is to be said: ${quote}`, { kind: 'disclose' });
    case 'draft':
      return adapt(id, from, `pull requests are opened as drafts: ${quote}`, { kind: 'draft' });
    case 'rewriting': {
      const asks = { kind: 'leave-history' } as const;
      return adapt(id, from, `what is open is not to be rewritten: ${quote}`, asks);
    }
    default:
      return tell(id, from, quote);
  }
}
