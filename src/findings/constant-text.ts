import { expandWord } from '../dockerfile/expand.ts';
import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import type { Scope } from '../dockerfile/scope-steps.ts';
import { splitVariables } from '../dockerfile/variable-pieces.ts';

/** A text that is the same in every build, or the variable because of which it is not. */
export type ConstantText =
  | { readonly text: string; readonly variable?: never }
  | { readonly text?: never; readonly variable: string };

/**
 * Replaces the variables of a word that an ENV of the file gives a fixed value: no build can give another.
 * What the instruction sees counts, for RUN also what `isSet` says that its script sets anew.
 */
export function constantText(
  dockerfile: Dockerfile,
  instruction: Instruction,
  text: string,
  isSet: (name: string) => boolean = () => false,
): ConstantText {
  const scope = scopeAt(dockerfile, instruction);
  const names = splitVariables(text, dockerfile.escape).flatMap(({ name }) => name ?? []);
  const moving = names.find((name) => isSet(name) || !isFixed(scope, name));
  if (moving !== undefined) return { variable: moving };
  const { value, unresolved, error } = expandWord(text, scope.lookup, dockerfile.escape);
  const [first] = unresolved;
  if (first !== undefined) return { variable: first };
  if (error !== null || /[$`]/.test(value)) return { variable: text.slice(0, 60) };
  return { text: value };
}

function isFixed(scope: Scope, name: string): boolean {
  const definition = scope.definition(name);
  if (definition?.kind !== 'env' || definition.value === null) return false;
  // An ENV may take its value from an ARG.
  return definition.pair?.value?.text.includes('$') === false;
}
