import type { Span } from '../dockerfile/span.ts';

/** Puts what was found in several ways into the order of the file. */
export function inFileOrder<Found extends { readonly span: Span }>(
  ...lists: readonly Iterable<Found>[]
): Found[] {
  const found: Found[] = [];
  for (const list of lists) for (const item of list) found.push(item);
  return found.sort((a, b) => a.span.start - b.span.start);
}
