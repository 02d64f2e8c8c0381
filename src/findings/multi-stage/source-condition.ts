import type { Precondition } from '../rule.ts';
import { contextFiles, contextText } from './context-files.ts';
import type { SplitInput } from './recipe.ts';

const MOST_SOURCES = 400;

/**
 * A precondition that holds where no source of the repository matches `sign`; unknown where one does, or
 * where they cannot all be read.
 */
export function sourceCondition(
  input: SplitInput,
  text: string,
  isSource: RegExp,
  sign: RegExp,
): Precondition {
  const context = contextFiles(input);
  const sources =
    context?.paths.filter(
      (path) =>
        isSource.test(path) && !/(?:^|\/)(?:vendor|testdata|src\/test)\/|_test\./.test(path),
    ) ?? [];
  if (context === null || sources.length === 0 || sources.length > MOST_SOURCES)
    return { text, state: 'unknown' };
  for (const path of sources) {
    const source = contextText(context, path);
    if (source === null) return { text: `${text}; \`${path}\` was not read`, state: 'unknown' };
    if (sign.test(source)) return { text: `${text}, as \`${path}\` may`, state: 'unknown' };
  }
  return { text, state: 'held' };
}
