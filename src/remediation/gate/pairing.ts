import type { Instruction } from '../../dockerfile/model.ts';
import { compareEdits } from '../../dockerfile/text-edit.ts';
import type { TextEdit } from '../../dockerfile/text-edit.ts';
import type { Step } from './step.ts';

/** Which instructions an edit touches, before and after. */
export interface Pairing {
  /** The same text before and after, in file order. */
  readonly untouched: readonly (readonly [Instruction, Instruction])[];
  readonly touchedBefore: readonly Instruction[];
  readonly touchedAfter: readonly Instruction[];
  /** An instruction that no edit touches and that is not found again; null when all are. */
  readonly lost: Instruction | null;
}

/** Pairs by position: what no edit touches must stand, unchanged, at its shifted offset. */
export function pairInstructions({ before, after, edits }: Step): Pairing {
  const sorted = edits.toSorted(compareEdits);
  const byStart = new Map(after.dockerfile.instructions.map((item) => [item.span.start, item]));
  const untouched: [Instruction, Instruction][] = [];
  const touchedBefore: Instruction[] = [];
  const matched = new Set<Instruction>();
  let lost: Instruction | null = null;
  let index = 0;
  let shift = 0;
  for (const instruction of before.dockerfile.instructions) {
    const { start, end } = instruction.span;
    let edit = sorted[index];
    while (edit !== undefined && isBefore(edit, start)) {
      shift += growth(edit);
      index += 1;
      edit = sorted[index];
    }
    if (edit !== undefined && edit.span.start <= end) {
      touchedBefore.push(instruction);
      continue;
    }
    const found = byStart.get(start + shift);
    if (found !== undefined && textOf(before, instruction) === textOf(after, found)) {
      untouched.push([instruction, found]);
      matched.add(found);
    } else {
      lost ??= instruction;
    }
  }
  const touchedAfter = after.dockerfile.instructions.filter((item) => !matched.has(item));
  return { untouched, touchedBefore, touchedAfter, lost };
}

/** True when the edit ends before `start`; an insertion right at `start` does not touch what follows. */
function isBefore(edit: TextEdit, start: number): boolean {
  return edit.span.end <= start && (edit.span.end < start || edit.text === '' || isInsertion(edit));
}

function isInsertion(edit: TextEdit): boolean {
  return edit.span.start === edit.span.end && /\n$/.test(edit.text);
}

function growth(edit: TextEdit): number {
  return edit.text.length - (edit.span.end - edit.span.start);
}

function textOf({ dockerfile }: Step['before'], { span }: Instruction): string {
  return dockerfile.text.slice(span.start, span.end);
}
