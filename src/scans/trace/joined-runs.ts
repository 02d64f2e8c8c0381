import type { AlignedStep } from './align-steps.ts';
import type { HistoryStep } from './history-step.ts';
import type { InstructionStep } from './instruction-step.ts';

/** Shorter ones (`ls`, `true`) stand in many a RUN by chance. */
const SHORTEST = 8;

/**
 * Entries without an instruction whose command stands inside the RUN of a neighbour: RUNs that were joined
 * since the image was built. Index of the entry and of the instruction.
 */
export function joinedRuns(
  own: readonly InstructionStep[],
  entries: readonly HistoryStep[],
  aligned: ReadonlyMap<number, AlignedStep>,
): readonly (readonly [entry: number, index: number])[] {
  const found: (readonly [number, number])[] = [];
  const known = new Map([...aligned].map(([entry, { index }]) => [entry, index]));
  // Downwards, because the neighbour above may itself be found here.
  for (let entry = entries.length - 1; entry >= 0; entry -= 1) {
    if (known.has(entry)) continue;
    const index = [neighbour(known, entry, 1), neighbour(known, entry, -1)].find(
      (one) => one !== null && holds(own[one], entries[entry]),
    );
    if (index === undefined || index === null) continue;
    known.set(entry, index);
    found.push([entry, index]);
  }
  return found;
}

function neighbour(known: ReadonlyMap<number, number>, entry: number, step: 1 | -1): number | null {
  return known.get(entry + step) ?? null;
}

function holds(own: InstructionStep | undefined, entry: HistoryStep | undefined): boolean {
  if (own?.keyword !== 'RUN' || entry?.keyword !== 'RUN') return false;
  const { text } = entry.words;
  return text.length >= SHORTEST && own.texts.some((words) => words.text.includes(text));
}
