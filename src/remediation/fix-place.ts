import type { Finding } from '../findings/finding.ts';
import type { Fix } from '../findings/rule.ts';
import type { FixPlace, LineRange } from './patch.ts';

/** Where a fix would be made; `lineOf` leads from offsets in the text at hand to lines of the file as it was. */
export function fixPlace(
  { rule, span }: Finding,
  fix: Fix,
  lineOf: (offset: number) => number,
): FixPlace {
  const lines = fix.edits.map((edit): LineRange => [
    lineOf(edit.span.start),
    lineOf(edit.span.end),
  ]);
  return { rule, line: lineOf(span.start), fix, lines };
}
