import type { Instruction } from '../../dockerfile/model.ts';
import type { Fix } from '../../findings/rule.ts';
import type { Pairing } from './pairing.ts';
import { splitOf } from './split.ts';
import type { Refusal, Step } from './step.ts';
import { witnessChanges } from './witness.ts';

/**
 * Part 2: the list of instructions differs only where a fix declared it. Two parsers must agree: ours,
 * and dockerfile-ast as an independent witness.
 */
export function checkInstructions(step: Step, pairing: Pairing): Refusal | null {
  const reason = ownDifference(step, pairing) ?? witnessDifference(step, pairing);
  return reason === null ? null : { part: 'instructions', reason };
}

function ownDifference(step: Step, pairing: Pairing): string | null {
  if (pairing.lost !== null) return `${pairing.lost.keyword} outside the edits was changed`;
  const stages = step.before.dockerfile.stages.length + (splitOf(step) === null ? 0 : 1);
  if (stages !== step.after.dockerfile.stages.length) {
    return 'the number of stages changed';
  }
  const expected = count(pairing.touchedBefore.flatMap(keywordsOf));
  applyDeclared(expected, step);
  return difference(expected, count(pairing.touchedAfter.flatMap(keywordsOf)));
}

/** Its keyword, and that of the instruction inside ONBUILD. */
function keywordsOf(instruction: Instruction): string[] {
  const { keyword, trigger } = instruction;
  return trigger === null ? [keyword] : [keyword, trigger.keyword];
}

function witnessDifference(step: Step, pairing: Pairing): string | null {
  const witnessed = witnessChanges(step, pairing);
  const expected = count(witnessed.before);
  applyDeclared(expected, step);
  const found = difference(expected, count(witnessed.after));
  return found === null ? null : `the second parser disagrees: ${found}`;
}

function applyDeclared(counts: Map<string, number>, { candidates }: Step): void {
  const add = (keyword: string, by: number) => {
    counts.set(keyword, (counts.get(keyword) ?? 0) + by);
  };
  for (const change of candidates.flatMap(({ fix }) => declaredChanges(fix))) {
    if (change.kind === 'insert') add(change.keyword, 1);
    else add(change.keyword, -1);
    if (change.kind === 'replace') add(change.by, 1);
  }
}

function declaredChanges(fix: Fix): NonNullable<Fix['instructions']> {
  return fix.instructions ?? [];
}

function count(keywords: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const keyword of keywords) counts.set(keyword, (counts.get(keyword) ?? 0) + 1);
  return counts;
}

function difference(
  expected: ReadonlyMap<string, number>,
  actual: ReadonlyMap<string, number>,
): string | null {
  for (const keyword of new Set([...expected.keys(), ...actual.keys()])) {
    const wanted = expected.get(keyword) ?? 0;
    const found = actual.get(keyword) ?? 0;
    if (wanted !== found) return `${keyword} occurs ${found} times where ${wanted} were declared`;
  }
  return null;
}
