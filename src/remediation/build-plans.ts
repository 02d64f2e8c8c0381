import type { Dockerfile } from '../dockerfile/model.ts';
import { copiesOf } from '../findings/copies.ts';
import type { Surroundings } from '../findings/surroundings.ts';

/** One way to build an image from a Dockerfile. */
export interface BuildPlan {
  /** Folder that the build sees, relative to the root of the repository; `.` is the root. */
  readonly context: string;
  /** Null for the last stage. */
  readonly target: string | null;
  /** The build arguments whose values the repository tells. */
  readonly args: ReadonlyMap<string, string>;
}

/** More ways to build one file say little more. */
const MOST_PLANS = 4;

/** As compose, bake and workflows build it; else from the folder that has what the file copies. */
export function planBuilds(
  dockerfile: Dockerfile,
  path: string,
  around: Surroundings | null,
): BuildPlan[] {
  const told = (around?.builds() ?? []).flatMap(({ context, target, args }): BuildPlan[] => {
    if (context === null) return [];
    const known = [...args].flatMap(([name, { value }]): [string, string][] =>
      value === null ? [] : [[name, value]],
    );
    return [{ context, target, args: new Map(known) }];
  });
  const plans = new Map(told.map((plan) => [keyOf(plan), plan]));
  if (plans.size > 0) return [...plans.values()].slice(0, MOST_PLANS);
  return [{ context: likelyContext(dockerfile, path, around), target: null, args: new Map() }];
}

function keyOf({ context, target, args }: BuildPlan): string {
  return JSON.stringify([context, target, [...args].sort()]);
}

/** The folder of the Dockerfile, unless only the root of the repository has what is copied. */
function likelyContext(dockerfile: Dockerfile, path: string, around: Surroundings | null): string {
  const slash = path.lastIndexOf('/');
  const own = slash === -1 ? '.' : path.slice(0, slash);
  if (around === null || own === '.') return own;
  const wanted = copiesOf(dockerfile)
    .filter(({ from }) => from === null)
    .flatMap(({ sources }) => sources.map((source) => source.path.replace(/^(\.?\/)+|\/+$/g, '')))
    .filter((source) => source !== '' && source !== '.' && !/[*?[$]|:\/\//.test(source));
  const isThere = (folder: string) => {
    const files = around.files();
    const prefix = folder === '.' ? '' : `${folder}/`;
    return wanted.every((source) =>
      files.some((file) => file === prefix + source || file.startsWith(`${prefix}${source}/`)),
    );
  };
  return !isThere(own) && isThere('.') ? '.' : own;
}
