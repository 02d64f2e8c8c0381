import { mayLimit, readLimits } from '../upgrades/limits.ts';
import type { LimitBook } from '../upgrades/limits.ts';
import type { Repository } from './repository.ts';
import { isForeign } from './sources.ts';

/** The files that say which versions the repository allows. */
export async function readAllLimits(repository: Repository): Promise<LimitBook> {
  const texts = new Map<string, string>();
  const paths = await repository.listFiles();
  const limiting = paths.filter((path) => mayLimit(path) && !isForeign(path));
  for (const [path, content] of await repository.readFiles(limiting)) {
    if (content.ok) texts.set(path, content.text);
  }
  return readLimits(texts);
}
