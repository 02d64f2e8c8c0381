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
  const sources: SourceFile[] = [];
  const skipped: SkippedFile[] = [];
  for (const path of await repository.listFiles()) {
    const kind = isIncluded(path) ? 'dockerfile' : kindOfName(path);
    if (kind === 'other' || isExcluded(path) || isForeign(path)) continue;
    if (kind === 'template') {
      skipped.push({ path, reason: 'a template by its name' });
      continue;
    }
    const content = await repository.readFile(path);
    if (content.ok) sources.push({ path, text: content.text });
    else skipped.push({ path, reason: content.reason });
  }
  return { sources, skipped };
}

/** Packages bring files of their own, which are not the author's. */
export function isForeign(path: string): boolean {
  return path.split('/').includes('node_modules');
}
