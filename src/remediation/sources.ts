import type { Config } from '../config/schema.ts';
import type { SourceFile } from './check-context.ts';
import { kindOfName } from './dockerfile-names.ts';
import { pathMatcher } from './path-patterns.ts';
import type { Repository } from './repository.ts';

/** A file that was not read, or not understood, and why. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

export interface Sources {
  readonly sources: readonly SourceFile[];
  readonly skipped: readonly SkippedFile[];
}

/** Reads every Dockerfile of the repository that the configuration does not leave out. */
export async function readSources(repository: Repository, config: Config): Promise<Sources> {
  const isIncluded = pathMatcher(config.paths.include);
  const isExcluded = pathMatcher(config.paths.exclude);
  const kindOf = (path: string) => (isIncluded(path) ? 'dockerfile' : kindOfName(path));
  const paths = (await repository.listFiles()).filter(
    (path) => kindOf(path) !== 'other' && !isExcluded(path) && !isForeign(path),
  );
  const contents = await repository.readFiles(
    paths.filter((path) => kindOf(path) === 'dockerfile'),
  );
  const sources: SourceFile[] = [];
  const skipped: SkippedFile[] = [];
  for (const path of paths) {
    const content = contents.get(path);
    if (content === undefined) skipped.push({ path, reason: 'a template by its name' });
    else if (content.ok) sources.push({ path, text: content.text });
    else skipped.push({ path, reason: content.reason });
  }
  return { sources, skipped };
}

/** Packages bring files of their own, which are not the author's. */
export function isForeign(path: string): boolean {
  return path.split('/').includes('node_modules');
}
