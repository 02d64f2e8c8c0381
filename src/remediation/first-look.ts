import { configPath } from '../config/defaults.ts';
import { mayLimit } from '../upgrades/limits.ts';
import { kindOfName } from './dockerfile-names.ts';
import { isKnownFile } from './preload-files.ts';
import { isContextFile } from './repository-context.ts';
import { isForeign } from './sources.ts';

/**
 * What the remediation of a repository reads in any case, so that a code host can be asked for it at once: none
 * where neither a Dockerfile nor a configuration is among the paths.
 */
export function firstLook(paths: readonly string[]): readonly string[] {
  const config = configPath(paths);
  const own = paths.filter((path) => !isForeign(path));
  const isConcerned = config !== null || own.some((path) => kindOfName(path) === 'dockerfile');
  if (!isConcerned) return [];
  const wanted = own.filter(
    (path) =>
      kindOfName(path) === 'dockerfile' ||
      mayLimit(path) ||
      isContextFile(path) ||
      isKnownFile(path),
  );
  return [...new Set([...(config === null ? [] : [config]), ...wanted])];
}
