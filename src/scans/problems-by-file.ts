import type { MatchedScan } from './matched-scan.ts';
import type { MergedProblem, MergedScan } from './merged-scan.ts';

export interface AssignedProblems {
  /** By the path of a Dockerfile. */
  readonly byPath: ReadonlyMap<string, readonly MergedProblem[]>;
  /** Those of other files, or of images that no Dockerfile here builds. */
  readonly elsewhere: readonly MergedProblem[];
}

/**
 * Which Dockerfile each reported problem is about: by the path in the report, however much of the way to
 * it the scanner prints; a problem of an image's configuration by the Dockerfile of the image.
 */
export function assignProblems(
  scans: readonly MergedScan[],
  matched: readonly MatchedScan[],
  dockerfiles: readonly string[],
): AssignedProblems {
  const byPath = new Map<string, MergedProblem[]>();
  const elsewhere: MergedProblem[] = [];
  const find = remembering((path: string) => fileOf(path, dockerfiles));
  for (const scan of scans) {
    const built = matched.filter((one) => one.scan === scan && one.role === 'built');
    for (const problem of scan.problems) {
      const { path } = problem.problem;
      const owner = path === null ? (built[0]?.path ?? null) : ownerOf(path, scan, find);
      if (owner === null) elsewhere.push(problem);
      else push(byPath, owner, problem);
    }
  }
  return { byPath, elsewhere };
}

/** Scanners name a file from the folder that they were given, which is the target of the scan. */
function ownerOf(
  path: string,
  { target }: MergedScan,
  find: (path: string) => string | null,
): string | null {
  const full = find(normalizePath(`${target.name}/${path}`));
  return full ?? find(normalizePath(path));
}

/** The one Dockerfile that the path names: itself, its end, or, of an absolute path, what it ends with. */
function fileOf(path: string, dockerfiles: readonly string[]): string | null {
  if (dockerfiles.includes(path)) return path;
  const inside = dockerfiles.filter((file) => path.endsWith(`/${normalizePath(file)}`));
  const [longest] = inside.sort((a, b) => b.length - a.length);
  if (longest !== undefined) return longest;
  const below = dockerfiles.filter((file) => file.endsWith(`/${path}`));
  return below.length === 1 ? (below[0] ?? null) : null;
}

/** With `/`, without scheme, drive, and steps that lead nowhere. */
function normalizePath(path: string): string {
  const plain = path
    .replace(/^file:\/\//i, '')
    .replaceAll('\\', '/')
    .replace(/^[A-Za-z]:/, '');
  return plain
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

function push(map: Map<string, MergedProblem[]>, path: string, problem: MergedProblem): void {
  const known = map.get(path);
  if (known === undefined) map.set(path, [problem]);
  else known.push(problem);
}

function remembering(find: (path: string) => string | null): (path: string) => string | null {
  const known = new Map<string, string | null>();
  return (path) => {
    const found = known.get(path);
    if (found !== undefined) return found;
    const value = find(path);
    known.set(path, value);
    return value;
  };
}
