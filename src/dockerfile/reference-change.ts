import type { Span } from './span.ts';

/** Replaces a piece of a resolved reference; offsets are into that reference. */
export interface ReferenceChange {
  readonly span: Span;
  readonly text: string;
}

interface Fields {
  readonly name: string;
  /** With its colon; empty without a tag. */
  readonly tag: string;
  /** With its `@`; empty without a digest. */
  readonly digest: string;
}

/**
 * What to replace so that one reference becomes the other: name, tag and digest on their own, and of a
 * tag only the numbers and words that differ, as far as both have the same shape.
 */
export function referenceChanges(from: string, to: string): readonly ReferenceChange[] {
  const [before, after] = [fieldsOf(from), fieldsOf(to)];
  const tagStart = before.name.length;
  const digestStart = tagStart + before.tag.length;
  return [
    ...wholeChange(before.name, after.name, 0),
    ...wordChanges(before.tag, after.tag, tagStart),
    ...wholeChange(before.digest, after.digest, digestStart),
  ];
}

/** The coarser way: one change, from the first to the last character that differs. */
export function singleChange(from: string, to: string): ReferenceChange {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from.charAt(start) === to.charAt(start)) start += 1;
  let kept = 0;
  while (
    kept < shorter - start &&
    from.charAt(from.length - 1 - kept) === to.charAt(to.length - 1 - kept)
  ) {
    kept += 1;
  }
  return { span: { start, end: from.length - kept }, text: to.slice(start, to.length - kept) };
}

/** Offset behind the last slash of the name: what follows names the image within its registry. */
export function lastComponent(reference: string): number {
  const { name } = fieldsOf(reference);
  return name.lastIndexOf('/') + 1;
}

function fieldsOf(reference: string): Fields {
  const at = reference.indexOf('@');
  const nameEnd = at === -1 ? reference.length : at;
  const slash = reference.lastIndexOf('/', nameEnd);
  const colon = reference.indexOf(':', slash + 1);
  const tagStart = colon === -1 || colon > nameEnd ? nameEnd : colon;
  return {
    name: reference.slice(0, tagStart),
    tag: reference.slice(tagStart, nameEnd),
    digest: reference.slice(nameEnd),
  };
}

function wholeChange(from: string, to: string, start: number): ReferenceChange[] {
  return from === to ? [] : [{ span: { start, end: start + from.length }, text: to }];
}

function wordChanges(from: string, to: string, start: number): ReferenceChange[] {
  const [before, after] = [from.split(/([-_+.:])/), to.split(/([-_+.:])/)];
  const isSeparator = (index: number): boolean => index % 2 === 1;
  const haveOneShape =
    before.length === after.length &&
    before.every((word, index) => !isSeparator(index) || word === after[index]);
  if (!haveOneShape) return wholeChange(from, to, start);
  const changes: ReferenceChange[] = [];
  let position = start;
  for (const [index, word] of before.entries()) {
    changes.push(...wholeChange(word, after[index] ?? '', position));
    position += word.length;
  }
  return changes;
}
