import type { Dockerfile } from '../../dockerfile/model.ts';
import { once } from '../../dockerfile/once.ts';
import { resolveDirectory } from '../../dockerfile/work-directory.ts';
import { baseName } from '../../findings/copies.ts';
import type { Copy } from '../../findings/copies.ts';
import { isWithin } from '../../findings/shipped-stages.ts';
import { placeOf } from './instruction-places.ts';

/** Where a file of an image was before it was copied. */
export interface CopiedPath {
  /** Without `./` and leading slash: in the build context, or in the stage that `--from` names. */
  readonly path: string;
  /** True when COPY names the file itself or by a pattern, false when it names a directory above it. */
  readonly isNamed: boolean;
}

/** Leads back from an absolute path in the image; null when the COPY or ADD does not bring it. */
export function copiedPath(
  dockerfile: Dockerfile,
  copy: Copy,
  imagePath: string,
): CopiedPath | null {
  const { destination, sources } = routeOf(dockerfile, copy);
  if (!isWithin(imagePath, destination)) return null;
  const below = imagePath.slice(destination.length + 1);
  let directory: CopiedPath | null = null;
  for (const { path, name, isPattern, isFile } of sources) {
    if (below === '' && sources.length === 1) return { path, isNamed: true };
    if (path !== '' && below === name) return { path, isNamed: true };
    if (isPattern && !below.includes('/') && matches(name, below)) {
      return { path: beside(path, below), isNamed: true };
    }
    if (below === '' || isFile || isPattern) continue;
    directory ??= { path: path === '' ? below : `${path}/${below}`, isNamed: false };
  }
  return directory;
}

/** Where a COPY or ADD takes its files from and to; worked out once, because every package asks. */
interface Route {
  /** Absolute, without end slash: the root directory is the empty text. */
  readonly destination: string;
  readonly sources: readonly Source[];
}

interface Source {
  readonly path: string;
  readonly name: string;
  readonly isPattern: boolean;
  /** By its name; without an extension it may be a directory. */
  readonly isFile: boolean;
}

function routeOf(dockerfile: Dockerfile, copy: Copy): Route {
  const routes = routesOf(dockerfile);
  const known = routes.get(copy);
  if (known !== undefined) return known;
  const { workdir } = placeOf(dockerfile, copy.instruction);
  const written = resolveDirectory(workdir, copy.destination.path, false);
  const destination = written.replace(/\/$/, '').replace(/\/\.(?=\/|$)/g, '');
  const route = { destination, sources: copy.sources.map(({ path }) => readSource(path)) };
  routes.set(copy, route);
  return route;
}

/** Filled as they are asked for. */
const routesOf = once<Dockerfile, Map<Copy, Route>>(() => new Map());

function readSource(written: string): Source {
  const path = plainPath(written);
  const name = baseName(path);
  const isFile = /\.[A-Za-z]\w{0,5}$/.test(name);
  return { path, name, isPattern: name.includes('*'), isFile };
}

/** `./a/`, `/a` and `a` are one; the whole context is the empty text. */
export function plainPath(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/** The file of another name in the same directory. */
function beside(path: string, name: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1) + name;
}

/** One star is what people write; with more, the first and the last part have to be there. */
function matches(pattern: string, name: string): boolean {
  const start = pattern.slice(0, pattern.indexOf('*'));
  const end = pattern.slice(pattern.lastIndexOf('*') + 1);
  return name.length >= start.length + end.length && name.startsWith(start) && name.endsWith(end);
}
