import { builtFrom } from './candidate.ts';
import type { Candidate, MatchSubject } from './candidate.ts';

/** The Dockerfile that the scanner was given: the path itself, or the end of an absolute one. */
export function byOwnPath({ target, context }: MatchSubject): readonly Candidate[] {
  if (target.dockerfile === null) return [];
  const wanted = target.dockerfile.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  const because = `the report names ${wanted.slice(0, 200)}`;
  const isAbsolute = /^(?:\/|[A-Za-z]:\/)/.test(wanted);
  const found = context.dockerfiles.filter(({ path }) => {
    return path === wanted || (isAbsolute && wanted.endsWith(`/${path}`));
  });
  // `/work/api/Dockerfile` also ends with `/Dockerfile`.
  const longest = Math.max(0, ...found.map(({ path }) => path.length));
  const [file] = found.filter(({ path }) => path.length === longest);
  return file === undefined ? [] : [builtFrom(file, null, because)];
}
