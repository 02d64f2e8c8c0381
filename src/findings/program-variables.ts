import { isBuildFile } from '../builds/build-names.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { contextOf } from './build-context.ts';
import { isProgramSource } from './context-secrets.ts';
import type { Facts, Precondition } from './rule.ts';

/** Sources that are looked through at most. */
const MOST_SOURCES = 500;

/** Whether the program of the build context names a variable, and the first file that does. */
export function programNames(
  dockerfile: Dockerfile,
  facts: Facts,
  name: string,
): { readonly state: Precondition['state']; readonly file: string | null } {
  const { context } = contextOf(dockerfile, facts);
  if (context === null) return { state: 'unknown', file: null };
  const { surroundings, folder, files } = context;
  const sources = files.filter((path) => {
    return isProgramSource(path) && !isBuildFile(path) && !path.startsWith('.github/');
  });
  if (sources.length === 0 || sources.length > MOST_SOURCES)
    return { state: 'unknown', file: null };
  const word = new RegExp(`(?<!\\w)${name}(?!\\w)`);
  let isRead = true;
  for (const file of sources) {
    const text = surroundings.text(folder === '.' ? file : `${folder}/${file}`);
    if (text === null) isRead = false;
    else if (word.test(text)) return { state: 'did not hold', file };
  }
  return { state: isRead ? 'held' : 'unknown', file: null };
}
