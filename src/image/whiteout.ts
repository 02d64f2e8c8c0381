const PREFIX = '.wh.';
const OPAQUE = '.wh..wh..opq';

/** What a whiteout of a layer hides in the layers below (OCI image specification, `layer.md`). */
export interface Whiteout {
  /** Without `/` at the end; empty is the root. */
  readonly path: string;
  /** True for all that is inside the folder `path`, false for `path` itself and all inside it. */
  readonly isOpaque: boolean;
}

/** Null for the path of an ordinary file. */
export function parseWhiteout(path: string): Whiteout | null {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const folder = path.slice(0, Math.max(slash, 0));
  if (name === OPAQUE) return { path: folder, isOpaque: true };
  // Other names that begin so belong to the storage driver.
  if (!name.startsWith(PREFIX) || name.startsWith(PREFIX + PREFIX)) return null;
  const hidden = name.slice(PREFIX.length);
  return { path: folder === '' ? hidden : `${folder}/${hidden}`, isOpaque: false };
}

/** True when the whiteout can hide something at or below `path`, or one of the folders above it. */
export function concerns(whiteout: Whiteout, path: string): boolean {
  return isAtOrBelow(path, whiteout.path) || isAtOrBelow(whiteout.path, path);
}

function isAtOrBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}
