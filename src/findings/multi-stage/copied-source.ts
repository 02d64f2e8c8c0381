import { copiesOf } from '../copies.ts';
import { contextFiles } from './context-files.ts';
import { cleanPath, destinationOf } from './paths.ts';
import type { SplitInput } from './recipe.ts';

/** The file of the build context that COPY or ADD brings to an absolute path of the image; null for none. */
export function copiedSource(input: SplitInput, path: string): string | null {
  const context = contextFiles(input);
  if (context === null) return null;
  const paths = new Set(context.paths);
  for (const { instruction, sources, destination, from } of copiesOf(
    input.dockerfile,
  ).toReversed()) {
    if (from !== null) continue;
    const target = destinationOf(input.facts, instruction, destination.path);
    for (const source of sources) {
      const clean = cleanPath(source.path).slice(1);
      const name = clean.slice(clean.lastIndexOf('/') + 1);
      const isFile = paths.has(clean);
      if (isFile && (path === target || path === cleanPath(`${target}/${name}`))) return clean;
      const prefix = target === '/' ? '/' : `${target}/`;
      if (isFile || !path.startsWith(prefix)) continue;
      const inside = cleanPath(`${clean}/${path.slice(prefix.length)}`).slice(1);
      if (paths.has(inside)) return inside;
    }
  }
  return null;
}
