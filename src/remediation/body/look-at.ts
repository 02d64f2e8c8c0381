import type { ProposedFix } from '../proposal.ts';
import { prose } from './markdown.ts';
import { shorten } from './plain-text.ts';

const MOST = 8;
const LONGEST = 300;

/** What the reviewer should look at, in a box that cannot be overlooked; empty where nothing is to be. */
export function lookAtPart(fixes: readonly ProposedFix[]): string {
  const texts = [...new Set(fixes.flatMap(({ fix }) => fix.review ?? []))];
  const [only = ''] = texts;
  if (texts.length === 0) return '';
  if (texts.length === 1)
    return `> [!IMPORTANT]\n> **Please look at:** ${prose(shorten(only, LONGEST))}`;
  const more = texts.length - MOST;
  const rows = texts.slice(0, MOST).map((text) => `> - ${prose(shorten(text, LONGEST))}`);
  const rest = more > 0 ? [`> - and ${more} more of the kind: see the diff`] : [];
  return ['> [!IMPORTANT]', '> **Please look at:**', '>', ...rows, ...rest].join('\n');
}
