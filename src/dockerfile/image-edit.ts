import type { ImagePart } from './image-origin.ts';
import { imageUses } from './image-uses.ts';
import type { ImageUse } from './image-uses.ts';
import type { Dockerfile } from './model.ts';
import { parseDockerfile } from './parse.ts';
import { lastComponent, referenceChanges, singleChange } from './reference-change.ts';
import type { ReferenceChange } from './reference-change.ts';
import { applyEdits } from './text-edit.ts';
import type { TextEdit } from './text-edit.ts';

/** A part of the resolved reference, and where in the reference it stands. */
interface PlacedPart extends ImagePart {
  readonly start: number;
  readonly end: number;
}

/**
 * Edits that make the use resolve to `target`, each where its piece of the reference is written: in the
 * line itself or in the default of an ARG. Other uses that the same ARG feeds may change with it. Null
 * when it cannot be expressed by changing what is written.
 */
export function editImage(
  dockerfile: Dockerfile,
  use: ImageUse,
  target: string,
): readonly TextEdit[] | null {
  const { resolved } = use;
  if (resolved === null) return null;
  if (resolved === target) return [];
  const index = imageUses(dockerfile).indexOf(use);
  const parts = placeParts(use.parts);
  for (const changes of [referenceChanges(resolved, target), [singleChange(resolved, target)]]) {
    const edits = placeChanges(changes, parts, resolved);
    if (edits !== null && resolvesTo(dockerfile, edits, index, target)) return edits;
  }
  return null;
}

/** The uses of the file after the edits, in the same order; null when the edits do not apply or more changes. */
export function usesAfter(
  dockerfile: Dockerfile,
  edits: readonly TextEdit[],
): readonly ImageUse[] | null {
  const edited = applyEdits(dockerfile.text, edits);
  if (!edited.ok) return null;
  const uses = imageUses(parseDockerfile(edited.text));
  return uses.length === imageUses(dockerfile).length ? uses : null;
}

function resolvesTo(
  dockerfile: Dockerfile,
  edits: readonly TextEdit[],
  index: number,
  target: string,
): boolean {
  return usesAfter(dockerfile, edits)?.[index]?.resolved === target;
}

function placeParts(parts: readonly ImagePart[]): readonly PlacedPart[] {
  let start = 0;
  return parts.map((part) => {
    const placed = { ...part, start, end: start + part.text.length };
    start = placed.end;
    return placed;
  });
}

/** Null when a change lies in several parts, or in one that stands nowhere as it is. */
function placeChanges(
  changes: readonly ReferenceChange[],
  parts: readonly PlacedPart[],
  resolved: string,
): readonly TextEdit[] | null {
  const edits = new Map<string, TextEdit>();
  for (const change of changes) {
    const edit = placeChange(change, parts, resolved);
    if (edit === null) return null;
    // One ARG may stand twice in a reference.
    edits.set(`${edit.span.start}-${edit.span.end}-${edit.text}`, edit);
  }
  return [...edits.values()];
}

function placeChange(
  { span, text }: ReferenceChange,
  parts: readonly PlacedPart[],
  resolved: string,
): TextEdit | null {
  const isInsertion = span.start === span.end;
  const part = isInsertion
    ? partForInsertion(span.start, parts, resolved)
    : parts.find(({ start, end }) => start <= span.start && span.end <= end);
  if (part?.span === undefined || part.span === null) return null;
  const shift = part.span.start - part.start;
  return { span: { start: span.start + shift, end: span.end + shift }, text };
}

/**
 * A digest or tag that is added belongs behind a tag and a name that are written in one piece: behind
 * `node:${V}` a digest would make `--build-arg V=22` have no effect.
 */
function partForInsertion(
  at: number,
  parts: readonly PlacedPart[],
  resolved: string,
): PlacedPart | undefined {
  const part = parts.findLast(({ start, end }) => start < at && at <= end);
  if (part === undefined) return undefined;
  return part.start <= lastComponent(resolved) ? part : undefined;
}
