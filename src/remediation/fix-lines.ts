import { inertLine, shorten } from './body/plain-text.ts';
import type { Proposal } from './proposal.ts';

const MOST = 200;
const LONGEST = 300;

/** What a proposal changes, for the message of its commit: one line a fix. */
export function fixLines({ fixes }: Pick<Proposal, 'fixes'>): string {
  const lines = fixes
    .slice(0, MOST)
    .map(({ path, line, title, rule }) =>
      shorten(inertLine(`- ${path}:${line}: ${title} (${rule})`), LONGEST),
    );
  const more = fixes.length - lines.length;
  return [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}
