import { parseWiderRefusal, printWiderRefusal } from '../wider-refusal.ts';
import type { WiderRefusal } from '../wider-refusal.ts';
import { cutBody } from './cut-body.ts';

/** The text of a pull request that is closed on somebody's word: the word first, then what it said. */
export function withClosingNote(body: string, note: string): string {
  return cutBody(`> [!NOTE]\n> ${note}\n\n`, body);
}

/** The same with a wider "no", which joins what the text refuses already. */
export function withWiderRefusal(body: string, more: WiderRefusal, note: string): string {
  const before = parseWiderRefusal(body);
  const rest = withoutWiderRefusal(body);
  const rules = new Set([...(before?.rules ?? []), ...more.rules]);
  const images = new Set([...(before?.images ?? []), ...more.images]);
  const block = printWiderRefusal({ rules, images });
  const isKnown = before?.rules.size === rules.size && before.images.size === images.size;
  return isKnown ? body : cutBody(`${block}\n> [!NOTE]\n> ${note}\n\n`, rest);
}

/** The text without its hidden "no". */
export function withoutWiderRefusal(body: string): string {
  return parseWiderRefusal(body) === null ? body : body.replace(/^[^\n]*\n/, '');
}
