import type { Dockerfile } from '../../dockerfile/model.ts';
import { outline } from '../../dockerfile/outline.ts';
import type { Span } from '../../dockerfile/span.ts';
import type { TextEdit } from '../../dockerfile/text-edit.ts';
import type { Pairing } from './pairing.ts';
import type { Step } from './step.ts';

/** One changed place, before and after. */
type Region = readonly [before: Span, after: Span];

/** Keywords of the changed places, as the second parser reads them. */
export interface Witnessed {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What ends a line, continues it, opens a here-document or makes a comment. */
const BORDER = /[\r\n\\`#]|<</;

/**
 * Lets dockerfile-ast read every place where an edit can have moved the borders of an instruction, from
 * the end of the last instruction that is the same to the end of the next one that is: what went wrong
 * at an edit, such as a line that now runs on, swallows that next one. It is slow, and elsewhere the
 * text, and so its reading, is the same.
 */
export function witnessChanges(step: Step, pairing: Pairing): Witnessed {
  const { before, after } = step;
  const regions = changedRegions(step, pairing);
  return {
    before: regions.flatMap(([span]) => keywordsIn(before.dockerfile, span)),
    after: regions.flatMap(([, span]) => keywordsIn(after.dockerfile, span)),
  };
}

function keywordsIn({ text, escape }: Dockerfile, { start, end }: Span): readonly string[] {
  const head = escape === '`' ? '# escape=`\n' : '';
  return outline(head + text.slice(start, end));
}

function changedRegions(step: Step, pairing: Pairing): Region[] {
  const { before, after, edits } = step;
  const isDeclared = step.candidates.some(({ fix }) => fix.instructions !== undefined);
  const risky = edits.filter((edit) => isDeclared || mayMoveBorders(edit, before.dockerfile));
  if (risky.length === 0) return [];
  const ends = { span: atEnd(before.dockerfile) };
  const regions: Region[] = [];
  let [oldEnd, newEnd] = [0, 0];
  for (const [old, now] of [...pairing.untouched, [ends, { span: atEnd(after.dockerfile) }]]) {
    const gap = { start: oldEnd, end: old.span.start };
    if (risky.some(({ span }) => span.start <= gap.end && span.end >= gap.start)) {
      regions.push([
        { start: oldEnd, end: old.span.end },
        { start: newEnd, end: now.span.end },
      ]);
    }
    [oldEnd, newEnd] = [old.span.end, now.span.end];
  }
  return regions;
}

function atEnd({ text }: Dockerfile): Span {
  return { start: text.length, end: text.length };
}

/** False for words inside a line: no parser reads another list of instructions because of them. */
function mayMoveBorders({ span, text }: TextEdit, dockerfile: Dockerfile): boolean {
  const removed = dockerfile.text.slice(span.start, span.end);
  if (BORDER.test(text) || BORDER.test(removed)) return true;
  const lineStart = dockerfile.text.lastIndexOf('\n', span.start - 1) + 1;
  return dockerfile.text.slice(lineStart, span.start).trim() === '';
}
