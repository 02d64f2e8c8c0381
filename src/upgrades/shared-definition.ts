import { editImage, usesAfter } from '../dockerfile/image-edit.ts';
import { imageUses } from '../dockerfile/image-uses.ts';
import type { ImageUse } from '../dockerfile/image-uses.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';

/** The edits that exchange one image of a file, and the images that have to be exchanged with it. */
export interface SharedEdit {
  readonly edits: readonly TextEdit[];
  /** References as resolved, this one included. */
  readonly together: readonly string[];
}

export type SharedVerdict =
  | { readonly ok: true; readonly edit: SharedEdit }
  /** One clause without a final dot. */
  | { readonly ok: false; readonly refusal: string };

/**
 * Works out how to write an exchange where it is defined. An ARG that feeds several images moves only
 * where each of them ends at its own target; `targets` has the target of each resolved reference.
 */
export function editTogether(
  dockerfile: Dockerfile,
  reference: string,
  targets: ReadonlyMap<string, string>,
): SharedVerdict {
  const together = new Set([reference]);
  for (;;) {
    const edits = editsFor(dockerfile, together, targets);
    if (edits === null) return refuse('it is written in a way in which it cannot be exchanged');
    const after = usesAfter(dockerfile, edits);
    if (after === null) return refuse(contradiction(together, reference));
    const before = together.size;
    for (const { resolved, now } of changedUses(dockerfile, after)) {
      const target = targets.get(resolved);
      if (target === undefined) return refuse(sharedWith(resolved));
      if (now !== target && together.has(resolved)) return refuse(sharedWith(resolved));
      together.add(resolved);
    }
    if (together.size === before) return { ok: true, edit: { edits, together: [...together] } };
  }
}

function refuse(refusal: string): SharedVerdict {
  return { ok: false, refusal };
}

/** Why an image does not move: one clause without a final dot. */
export function sharedWith(resolved: string): string {
  return `the ARG in it also feeds ${resolved}, which cannot move to the same`;
}

/** One ARG would have to become two things. */
function contradiction(together: ReadonlySet<string>, reference: string): string {
  const [other] = [...together].filter((one) => one !== reference);
  return sharedWith(other ?? reference);
}

/** The edits of all uses of the references, each once; null when one cannot be written. */
function editsFor(
  dockerfile: Dockerfile,
  references: ReadonlySet<string>,
  targets: ReadonlyMap<string, string>,
): readonly TextEdit[] | null {
  const edits = new Map<string, TextEdit>();
  for (const use of imageUses(dockerfile)) {
    if (use.resolved === null || !references.has(use.resolved)) continue;
    const own = editImage(dockerfile, use, targets.get(use.resolved) ?? use.resolved);
    if (own === null) return null;
    for (const edit of own) edits.set(`${edit.span.start}-${edit.span.end}-${edit.text}`, edit);
  }
  return [...edits.values()];
}

function* changedUses(
  dockerfile: Dockerfile,
  after: readonly ImageUse[],
): Generator<{ readonly resolved: string; readonly now: string | null }, void> {
  for (const [index, { resolved }] of imageUses(dockerfile).entries()) {
    const now = after[index]?.resolved ?? null;
    if (resolved !== null && now !== resolved) yield { resolved, now };
  }
}
