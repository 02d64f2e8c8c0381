import type { Fix } from '../findings/rule.ts';
import { familiarName, parseReference } from '../image/reference.ts';

/** Shortest names of the images that a fix moves: `node` for `docker.io/library/node:20`. */
export function movedImages({ moves = [] }: Fix): readonly string[] {
  return moves.flatMap(({ from }) => {
    const image = parseReference(from);
    return image === null ? [] : [familiarName(image)];
  });
}
