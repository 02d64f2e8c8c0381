import { isBotFile } from '../bots/bot-files.ts';
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
  return isConcerned ? paths.filter(isReadAnyway) : [];
}

/** Whether a file is read whatever the Dockerfiles of the repository say. */
export function isReadAnyway(path: string): boolean {
  if (configPath([path]) !== null) return true;
  if (isForeign(path)) return false;
  return (
    kindOfName(path) === 'dockerfile' ||
    mayLimit(path) ||
    isContextFile(path) ||
    isKnownFile(path) ||
    isBotFile(path)
  );
}
