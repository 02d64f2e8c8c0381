import { dirname, join, relative, resolve, sep } from 'node:path';
import { isBuildFile, isManifestFile } from '../builds/build-names.ts';
import type { Config } from '../config/schema.ts';
import { checkoutRoot } from '../local/find-build-files.ts';
import { remoteAddresses } from '../local/remote-addresses.ts';
import { openRepositoryFiles } from '../local/repository-files.ts';
import { NO_SURROUNDINGS, surroundingsIn } from '../remediation/surroundings-book.ts';
import type { SurroundingsBook } from '../remediation/surroundings-book.ts';

/** Repositories by their root folders. */
type Books = ReadonlyMap<string, SurroundingsBook>;

/**
 * What stands around the Dockerfiles at `paths`, which are relative to the current folder: each checkout
 * is one repository, and outside of any only the folder of the Dockerfile itself.
 */
export async function openSurroundings(
  paths: readonly string[],
  { policy }: Pick<Config, 'policy'>,
): Promise<SurroundingsBook> {
  const books = new Map<string, SurroundingsBook>();
  for (const path of paths) {
    const root = rootOf(path);
    if (!books.has(root)) books.set(root, await openBook(root, policy.labels.length > 0));
  }
  return byPath(books);
}

/** Where companions of the Dockerfile at `path` stand: the root of its repository. */
export function rootOf(path: string): string {
  const folder = dirname(resolve(path));
  return checkoutRoot(folder) ?? folder;
}

/** The readers of build files are loaded only where there are some: that takes longer than a check. */
async function openBook(root: string, asksAddresses: boolean): Promise<SurroundingsBook> {
  const files = openRepositoryFiles(root, asksAddresses ? await remoteAddresses(root) : []);
  if (!files.paths().some((path) => isBuildFile(path) || isManifestFile(path))) {
    return surroundingsIn(files);
  }
  const { BUILD_READERS } = await import('../remediation/build-readers.ts');
  return surroundingsIn(files, BUILD_READERS);
}

function byPath(books: Books): SurroundingsBook {
  const bookOf = (path: string) => (path === '-' ? undefined : books.get(rootOf(path)));
  return {
    of: (path) => bookOf(path)?.of(fromRoot(path)) ?? null,
    with: (path, changes) => {
      const book = bookOf(path);
      if (book === undefined) return NO_SURROUNDINGS;
      return byPath(new Map([...books, [rootOf(path), book.with(fromRoot(path), changes)]]));
    },
  };
}

/** The path of the Dockerfile from there. */
export function fromRoot(path: string): string {
  return relative(rootOf(path), resolve(path)).split(sep).join('/');
}

/** The path of a companion of the Dockerfile at `path`, from the current folder. */
export function companionPath(path: string, companion: string): string {
  return relative('.', join(rootOf(path), companion))
    .split(sep)
    .join('/');
}
