import type { Span } from '../dockerfile/span.ts';

/** Puts what was found in several ways into the order of the file. */
export function inFileOrder<Found extends { readonly span: Span }>(
  ...lists: readonly Iterable<Found>[]
): Found[] {
  return lists.flatMap((list) => [...list]).sort((a, b) => a.span.start - b.span.start);
}
