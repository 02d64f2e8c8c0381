import type { LayerFile } from './registry.ts';
import { parseWhiteout } from './whiteout.ts';

/** The wanted files of an image, as its layers on top of each other show them. */
export interface LayerStack {
  /** Puts a layer below those that are there: the newest layer comes first. */
  readonly addBelow: (files: readonly LayerFile[]) => void;
  /** Null when there is none, or it was removed. */
  readonly find: (path: string) => LayerFile | null;
  readonly files: () => readonly LayerFile[];
}

export function stackLayers(): LayerStack {
  const found = new Map<string, LayerFile>();
  const removed = new Set<string>();
  const emptied = new Set<string>();

  function isHidden(path: string): boolean {
    if (found.has(path) || removed.has(path)) return true;
    return foldersOf(path).some((folder) => removed.has(folder) || emptied.has(folder));
  }

  return {
    addBelow: (files) => {
      const ordinary = files.filter(({ path }) => parseWhiteout(path) === null);
      const shown = ordinary.filter(({ path }) => !isHidden(path));
      for (const file of shown) found.set(file.path, file);
      for (const { path } of files) {
        const whiteout = parseWhiteout(path);
        if (whiteout === null) continue;
        if (whiteout.isOpaque) emptied.add(whiteout.path);
        else removed.add(whiteout.path);
      }
    },
    find: (path) => found.get(path) ?? null,
    files: () => [...found.values()],
  };
}

/** From the nearest one up to the root, which is empty. */
function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    folders.push(path.slice(0, slash));
  }
  return [...folders, ''];
}
