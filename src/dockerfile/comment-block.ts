import type { Dockerfile } from './model.ts';

/**
 * Where the block of comment lines begins that stands directly above the line at `lineStart`, without a
 * blank line between; `lineStart` itself when there is none.
 */
export function commentBlockStart({ text, comments }: Dockerfile, lineStart: number): number {
  let start = lineStart;
  for (const comment of comments.toReversed()) {
    if (comment.span.start >= start) continue;
    const feed = text.indexOf('\n', comment.span.end);
    if (feed + 1 !== start) break;
    start = text.lastIndexOf('\n', comment.span.start) + 1;
  }
  return start;
}
