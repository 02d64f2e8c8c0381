import type { Precondition } from '../../rule.ts';
import { contextFiles, contextText } from '../context-files.ts';
import type { SplitInput } from '../recipe.ts';
import type { StageRun } from '../stage-runs.ts';
import { isPip } from './pip-commands.ts';

/** These call a compiler while the program runs. */
const COMPILES =
  /^(?:theano|pytensor|pymc\d?|pystan|cmdstanpy|brian2|pythran|pycuda|cupy.*|triton|torch|numba-cuda|jax|tensorflow.*|cffi-compile)\b/im;

/** Names of files that list packages. */
export const LISTS =
  /(?:^|\/)(?:[\w.-]*requirements[\w.*-]*\.(?:txt|in)|constraints[\w.-]*\.txt|setup\.(?:py|cfg)|pyproject\.toml|poetry\.lock|Pipfile(?:\.lock)?)$/;

/** Whether the lists of packages were read in which one that compiles at run time would stand. */
export function listsCondition(input: SplitInput, runs: readonly StageRun[]): Precondition {
  const text = 'No package compiles anything while the program runs';
  const args = runs.flatMap(({ commands }) =>
    (commands ?? []).filter(isPip).flatMap((one) => one.args),
  );
  const isListed = args.some((word) => LISTS.test(word) || word === '.' || word.startsWith('/'));
  const context = contextFiles(input);
  const lists = (context?.paths ?? []).filter((path) => LISTS.test(path));
  const isRead =
    context !== null &&
    lists.length > 0 &&
    lists.length <= MOST_LISTS &&
    lists.every((path) => contextText(context, path) !== null);
  return { text, state: !isListed || isRead ? 'held' : 'unknown' };
}

const MOST_LISTS = 20;

/** A package that compiles while it runs, among those that are named or listed. */
export function compilingPackage(input: SplitInput, runs: readonly StageRun[]): string | null {
  const named = runs.flatMap(({ commands }) =>
    (commands ?? []).filter(isPip).flatMap(({ args }) => args),
  );
  const context = contextFiles(input);
  const lists = (context?.paths ?? [])
    .filter((path) => LISTS.test(path))
    .slice(0, MOST_LISTS)
    .map((path) => (context === null ? null : contextText(context, path)));
  return COMPILES.exec([...named, ...lists].join('\n'))?.[0] ?? null;
}
