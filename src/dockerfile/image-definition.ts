import type { BaseResolution, ImagePart, OwnedPart, Owner } from './image-origin.ts';
import type { Span } from './span.ts';

/**
 * The ARG that gives the version in the tag, or the digest of an image without a tag, or the whole name of
 * one without both; where several ARGs feed it, the one that puts them together. Null when that is the
 * FROM line.
 */
export function definitionOf(resolution: BaseResolution): Owner | null {
  if (resolution.value === null) return null;
  const range = versionRange(resolution.value);
  const inside = range === null ? resolution.parts : partsWithin(resolution.parts, range);
  const versions = range === null ? [] : inside.filter(hasDigit);
  const [first, ...others] = versions.length > 0 ? versions : inside;
  let common: Owner | null = null;
  for (const [index, owner] of (first?.owners ?? []).entries()) {
    const { start } = owner.span;
    if (!others.every(({ owners }) => owners[index]?.span.start === start)) break;
    common = owner;
  }
  return common;
}

function hasDigit({ text }: ImagePart): boolean {
  return /\d/.test(text);
}

/** The tag, else the digest, else null. */
function versionRange(reference: string): Span | null {
  const at = reference.indexOf('@');
  const nameEnd = at === -1 ? reference.length : at;
  const colon = reference.indexOf(':', reference.lastIndexOf('/', nameEnd) + 1);
  if (colon !== -1 && colon < nameEnd) return { start: colon + 1, end: nameEnd };
  return at === -1 ? null : { start: at + 1, end: reference.length };
}

/** The pieces of the parts that lie within the range. */
function partsWithin(parts: readonly OwnedPart[], range: Span): OwnedPart[] {
  const inside: OwnedPart[] = [];
  let position = 0;
  for (const part of parts) {
    const from = Math.max(range.start - position, 0);
    const text = part.text.slice(from, Math.max(range.end - position, 0));
    if (text !== '') inside.push({ ...part, text });
    position += part.text.length;
  }
  return inside;
}
