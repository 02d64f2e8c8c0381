import { editImage, usesAfter } from '../dockerfile/image-edit.ts';
import type { ImageUse } from '../dockerfile/image-uses.ts';
import { imageUses } from '../dockerfile/image-uses.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { fullName, parseReference, printReference } from '../image/reference.ts';
import type { ImageReference } from '../image/reference.ts';
import type { Mirror } from './organisation-policy.ts';
import type { Facts, Fix, ImageMove } from './rule.ts';

/** The same image, named as the organisation's mirror does; null where no mirror has it. */
export function mirrored(image: ImageReference, mirrors: readonly Mirror[]): string | null {
  const name = fullName(image);
  // What comes from a mirror is where it should be, also where two mirrors stand in a row.
  if (mirrors.some(({ to }) => name.startsWith(to))) return null;
  const mirror = mirrors.find(({ from }) => name.startsWith(from));
  if (mirror === undefined) return null;
  return printReference({ ...image, written: `${mirror.to}${name.slice(mirror.from.length)}` });
}

/** Takes the image from the mirror; null where the text cannot be edited so that only this changes. */
export function takeFromMirror(
  dockerfile: Dockerfile,
  use: ImageUse,
  target: string,
  { policy }: Facts,
): Fix | null {
  const edits = editImage(dockerfile, use, target);
  const after = edits === null ? null : usesAfter(dockerfile, edits);
  if (edits === null || after === null) return null;
  const moves: ImageMove[] = [];
  for (const [index, old] of imageUses(dockerfile).entries()) {
    const now = after[index]?.resolved ?? null;
    if (old.resolved === null || now === null || old.resolved === now) continue;
    const image = parseReference(old.resolved);
    if (image === null || mirrored(image, policy.mirrors) !== now) return null;
    const reason = 'the configuration names the mirror';
    const to = { reference: now, digest: image.digest, kind: 'replacement' as const, reason };
    moves.push({ from: old.resolved, to: { ...to, evidence: null } });
  }
  return {
    title: `Take ${use.resolved ?? use.reference} from the mirror: ${target}`,
    edits,
    moves,
    review: 'See that the mirror has this tag, and that everybody who builds can log in to it.',
    preconditions: [
      { text: 'the configuration says that the mirror holds the same image', state: 'held' },
    ],
  };
}
