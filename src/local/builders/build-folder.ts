import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { BuildRequest } from '../../proof/image-builder.ts';
import { openTemporaryFolder } from '../temporary-folder.ts';

/** What a builder is given: nothing of it is the repository's own, but for a context that is only read. */
export interface BuildFolder {
  readonly dockerfile: string;
  readonly context: string;
  readonly remove: () => void;
}

/** Writes the Dockerfile, with its own ignore file beside it, and a changed copy of the context where one is needed. */
export function openBuildFolder(request: BuildRequest): BuildFolder {
  const { path, remove } = openTemporaryFolder('seaworthy-proof-');
  const dockerfile = join(path, 'Dockerfile');
  writeFileSync(dockerfile, request.dockerfile);
  const ignore = textOf(`${request.path}.dockerignore`, request);
  if (ignore !== null) writeFileSync(`${dockerfile}.dockerignore`, ignore);
  const context = openContext(path, request);
  return { dockerfile, context, remove };
}

function textOf(path: string, { changes }: BuildRequest): string | null {
  const changed = changes.get(path);
  if (changed !== undefined) return changed;
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function openContext(folder: string, { context, changes }: BuildRequest): string {
  const inside = [...changes].filter(([path]) => isInside(resolve(path), resolve(context)));
  if (inside.length === 0) return context;
  const copy = join(folder, 'context');
  const isWanted = (path: string) => relative(context, path) !== '.git';
  cpSync(context, copy, { recursive: true, verbatimSymlinks: true, filter: isWanted });
  for (const [path, text] of inside) {
    const target = join(copy, relative(context, path));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  return copy;
}

function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
