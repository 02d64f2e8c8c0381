import ignore from 'ignore';

/** What patterns say of a path; null when none of them speaks of it. */
export type PathVerdict = 'named' | 'excepted' | null;

/** True for paths (relative, with `/`) that the patterns name, in the language of `.gitignore`. */
export function pathMatcher(patterns: readonly string[]): (path: string) => boolean {
  const judge = pathJudge(patterns);
  return (path) => judge(path) === 'named';
}

/** Like `pathMatcher`, and tells an exception (`!path`) from silence, for lists that build on others. */
export function pathJudge(patterns: readonly string[]): (path: string) => PathVerdict {
  if (patterns.length === 0) return () => null;
  // As git does on Linux: a pattern in another case than the file's must not hide the file.
  const matcher = ignore({ ignorecase: false }).add([...patterns]);
  return (path) => {
    const { ignored, unignored } = matcher.test(path);
    if (ignored) return 'named';
    return unignored ? 'excepted' : null;
  };
}
