import { applyEdits } from '../dockerfile/text-edit.ts';
import { checkFile } from './check.ts';
import type { Checked } from './check.ts';
import type { CheckContext } from './check-context.ts';
import { applyCompanions } from './companion-files.ts';
import type { ChangedCompanion } from './companion-files.ts';
import { passGate } from './gate.ts';
import type { Candidate, Refusal, Step } from './gate/step.ts';

/** What applying some fixes together came to. */
export type Attempt =
  | { readonly step: Step; readonly refusal: null }
  | { readonly step: null; readonly refusal: Refusal };

/** Applies fixes together, in the text and in the files around it, and asks the gate. */
export function attemptStep(
  before: Checked,
  candidates: readonly Candidate[],
  context: CheckContext,
): Attempt {
  const edits = candidates.flatMap(({ fix }) => fix.edits);
  const result = applyEdits(before.dockerfile.text, edits);
  if (!result.ok) {
    const reason = `the edits of a fix cannot be applied (${result.reason})`;
    return { step: null, refusal: { part: 'bytes', reason } };
  }
  const changes = candidates.flatMap(({ fix }) => fix.companions ?? []);
  const others = applyCompanions(changes, before.facts.surroundings());
  if (!others.ok) return { step: null, refusal: { part: 'companions', reason: others.reason } };
  const companions = others.files;
  const around = withCompanions(context, before.path, companions);
  const after = checkFile({ path: before.path, text: result.text }, around);
  const step = { before, after, candidates, edits, companions };
  const refusal = passGate(step);
  return refusal === null ? { step, refusal } : { step: null, refusal };
}

/** The context after changes to other files. */
export function withCompanions(
  context: CheckContext,
  path: string,
  companions: readonly ChangedCompanion[],
): CheckContext {
  if (companions.length === 0) return context;
  const changes = new Map(companions.map(({ path: changed, after }) => [changed, after]));
  return { ...context, surroundings: context.surroundings.with(path, changes) };
}
