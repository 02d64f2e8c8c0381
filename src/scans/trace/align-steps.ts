import type { HistoryStep } from './history-step.ts';
import type { InstructionStep } from './instruction-step.ts';
import { familyOf, stepLikeness } from './step-likeness.ts';

/** The instruction that an entry comes from. */
export interface AlignedStep {
  readonly index: number;
  /** 0 to 1. */
  readonly likeness: number;
}

/** An entry that no instruction made makes it less likely that entries below it are the file's own. */
const GAP = 0.15;
const LEAST_LIKENESS = 0.3;
/** So many entries may stand between those that instructions made: instructions that are gone by now. */
const MOST_GONE = 50;

/** What the whole text of a step proves: CMD is the same in many images, a long RUN is not. */
const WORTH: ReadonlyMap<string, number> = new Map([
  ['RUN', 2],
  ['COPY', 1.5],
  ['ENV', 1],
  ['LABEL', 1],
]);
const LEAST_WORTH = 0.7;

/** Pairs entries and instructions in order, from the end; by index of the entry. */
export function alignSteps(
  own: readonly InstructionStep[],
  entries: readonly HistoryStep[],
): ReadonlyMap<number, AlignedStep> {
  const aligned = new Map<number, AlignedStep>();
  let instruction = own.length - 1;
  let entry = entries.length - 1;
  for (; instruction >= 0 && entry >= 0; instruction -= 1, entry -= 1) {
    if (likenessAt(own, entries, instruction, entry) < 1) break;
    aligned.set(entry, { index: instruction, likeness: 1 });
  }
  alignRest(own.slice(0, instruction + 1), entries.slice(0, entry + 1), aligned);
  pairByPlace(own, entries, aligned);
  return aligned;
}

function likenessAt(
  own: readonly InstructionStep[],
  entries: readonly HistoryStep[],
  instruction: number,
  entry: number,
): number {
  const step = own[instruction];
  const made = entries[entry];
  return step === undefined || made === undefined ? 0 : stepLikeness(step, made);
}

/** The best alignment in order, by dynamic programming; what lies below its lowest pair costs nothing. */
function alignRest(
  own: readonly InstructionStep[],
  entries: readonly HistoryStep[],
  aligned: Map<number, AlignedStep>,
): void {
  const first = Math.max(entries.length - own.length - MOST_GONE, 0);
  const width = entries.length - first + 1;
  // Row i, column j: the best for the first i instructions and the first j entries.
  const best = new Float64Array((own.length + 1) * width);
  const alike = new Float64Array(best.length);
  for (let i = 1; i <= own.length; i += 1) {
    const worth = WORTH.get(familyOf(own[i - 1]?.keyword ?? '')) ?? LEAST_WORTH;
    for (let j = 1; j < width; j += 1) {
      const at = i * width + j;
      const found = likenessAt(own, entries, i - 1, first + j - 1);
      const usable = found < LEAST_LIKENESS ? 0 : found;
      alike[at] = usable;
      const paired = usable === 0 ? 0 : (best[at - width - 1] ?? 0) + usable * worth;
      best[at] = Math.max(0, best[at - width] ?? 0, (best[at - 1] ?? 0) - GAP, paired);
    }
  }
  let i = own.length;
  let j = width - 1;
  while (i > 0 && j > 0) {
    const at = i * width + j;
    const value = best[at] ?? 0;
    if (value <= 0) return;
    if (value === best[at - width]) i -= 1;
    else if (value === (best[at - 1] ?? 0) - GAP) j -= 1;
    else {
      aligned.set(first + j - 1, { index: i - 1, likeness: alike[at] ?? 0 });
      i -= 1;
      j -= 1;
    }
  }
}

/** Between two pairs, and above the highest, as many steps of a kind on both sides are the same steps. */
function pairByPlace(
  own: readonly InstructionStep[],
  entries: readonly HistoryStep[],
  aligned: Map<number, AlignedStep>,
): void {
  const anchors = [...aligned].sort(([a], [b]) => a - b);
  for (const [position, [entry, { index }]] of anchors.entries()) {
    const next = anchors[position + 1];
    const lastEntry = next?.[0] ?? entries.length;
    const lastIndex = next?.[1].index ?? own.length;
    for (const family of ['RUN', 'COPY']) {
      const made = positions(entries, family, entry + 1, lastEntry);
      const written = positions(own, family, index + 1, lastIndex);
      if (made.length !== written.length) continue;
      for (const [rank, at] of made.entries()) {
        const instruction = written[rank];
        if (instruction === undefined) continue;
        const likeness = likenessAt(own, entries, instruction, at);
        aligned.set(at, { index: instruction, likeness });
      }
    }
  }
}

function positions(
  steps: readonly { readonly keyword: string | null }[],
  family: string,
  from: number,
  to: number,
): number[] {
  const found: number[] = [];
  for (let at = from; at < to; at += 1) {
    const keyword = steps[at]?.keyword ?? null;
    if (keyword !== null && familyOf(keyword) === family) found.push(at);
  }
  return found;
}
