import type { BuiltFile } from '../../proof/built-image.ts';
import type { Layer } from './read-layer.ts';

/** The file tree that layers on top of each other show, the lowest first. */
export function stackLayers(layers: readonly Layer[]): ReadonlyMap<string, BuiltFile> {
  const tree = new Map<string, BuiltFile>();
  for (const { files, hardLinks, whiteouts } of layers) {
    for (const { path, isOpaque } of whiteouts) removeBelow(tree, path, isOpaque);
    for (const [path, file] of files) {
      const old = tree.get(path);
      if (old?.type === 'directory' && file.type !== 'directory') removeBelow(tree, path, true);
      tree.set(path, file);
    }
    for (const [path, target] of hardLinks) {
      const file = files.get(target) ?? tree.get(target);
      if (file !== undefined) tree.set(path, file);
    }
  }
  return tree;
}

function removeBelow(tree: Map<string, BuiltFile>, path: string, isOpaque: boolean): void {
  if (!isOpaque) tree.delete(path);
  const folder = path === '' ? '/' : `${path}/`;
  for (const below of tree.keys()) {
    if (below.startsWith(folder)) tree.delete(below);
  }
}
