import { expandWord } from './expand.ts';
import type { Lookup, Unset } from './expand-reader.ts';
import type { GivenArguments } from './given-arguments.ts';
import type { Instruction, Pair, Word } from './model.ts';
import { PREDEFINED_GLOBALS } from './predefined.ts';
import { sharedMap, versionedMap } from './versioned-map.ts';
import type { VersionedMap } from './versioned-map.ts';

/** Where a variable got its value, or was declared without one. */
export interface Definition {
  readonly name: string;
  /** `given`: passed to the build; `predefined`: set by the builder; `base`: an ENV of the base image. */
  readonly kind: 'env' | 'arg' | 'given' | 'predefined' | 'base';
  /** Value when no build argument is passed; null when it cannot be told from the file. */
  readonly value: string | null;
  /** The value with unknown variables left as written; null when there is none at all. */
  readonly text: string | null;
  /** Null for `given`, `predefined` and `base`. */
  readonly pair: Pair | null;
  readonly instruction: Instruction | null;
  /** For `ARG name` of a stage: the definition in the global scope that it takes its value from. */
  readonly inherits: Definition | null;
}

/** ENV always gives a text. */
export interface EnvDefinition extends Definition {
  readonly text: string;
}

/** The variables that are visible at one place. */
export interface Scope {
  /** The value of a variable; undefined when it has none or it cannot be told from the file. */
  readonly lookup: Lookup;
  /** The value with unknown variables left as written; undefined when there is none at all. */
  readonly text: Lookup;
  readonly definition: (name: string) => Definition | null;
}

/** A scope that can be carried on by the next instruction. */
export interface ScopeState extends Scope {
  readonly visible: VersionedMap<Definition>;
  /** What the image configuration holds: ENV of this stage, its parents and the base image. */
  readonly env: VersionedMap<Definition>;
  /** Names in `env` that an ARG hides until the stage ends. */
  readonly hidden: HiddenName | null;
}

interface HiddenName {
  readonly name: string;
  readonly rest: HiddenName | null;
}

/** What expansion needs besides the scope itself. */
export interface ScopeSetting {
  readonly escape: '\\' | '`';
  readonly unset: Unset;
  readonly globals: Scope;
}

const NOWHERE = { pair: null, instruction: null, inherits: null } as const;

const NOTHING = sharedMap<Definition>([]);
const EMPTY_SCOPE = scopeState(NOTHING, NOTHING, null);

/** What the global scope begins with. Platforms are not known before the build. */
export const PREDEFINED_SCOPE: ScopeState = scopeState(
  sharedMap<Definition>(
    PREDEFINED_GLOBALS.map((name) => [
      name,
      { name, kind: 'predefined', value: null, text: null, ...NOWHERE },
    ]),
  ),
  NOTHING,
  null,
);

/** The values that builds pass, as far as they are known. */
export function argumentScope(given: GivenArguments): ScopeState {
  const entries: [string, Definition][] = [];
  for (const [name, { value }] of given) {
    if (value === null) continue;
    entries.push([name, { name, kind: 'given', value, text: value, ...NOWHERE }]);
  }
  return scopeState(versionedMap(entries), versionedMap([]), null);
}

/** What a stage on an external image begins with: the ENV variables of the image. */
export function baseScope(env: ReadonlyMap<string, string>): ScopeState {
  if (env.size === 0) return EMPTY_SCOPE;
  const entries = [...env].map(([name, value]): [string, Definition] => [
    name,
    { name, kind: 'base', value, text: value, ...NOWHERE },
  ]);
  const all = versionedMap(entries);
  return scopeState(all, all, null);
}

/**
 * The scope with which `FROM stage` begins: all of the stage's variables, ARG included. BuildKit sets
 * the ENV ones anew, so an ARG hides an ENV of the same name no longer (`dispatchStages`).
 */
export function childScope(parent: ScopeState): ScopeState {
  const entries: [string, Definition][] = [];
  for (let hidden = parent.hidden; hidden !== null; hidden = hidden.rest) {
    const definition = parent.env.get(hidden.name);
    if (definition !== undefined) entries.push([hidden.name, definition]);
  }
  return entries.length === 0 ? parent : scopeState(parent.visible.with(entries), parent.env, null);
}

/** The scope after an instruction of a stage; the same object when it defines nothing. */
export function afterInstruction(
  scope: ScopeState,
  instruction: Instruction,
  setting: ScopeSetting,
): ScopeState {
  if (instruction.keyword === 'ENV') return afterEnv(scope, readEnv(instruction, scope, setting));
  return instruction.keyword === 'ARG' ? afterArgs(scope, instruction, setting) : scope;
}

/** Each ARG of an instruction sees those before it. */
function afterArgs(scope: ScopeState, instruction: Instruction, setting: ScopeSetting): ScopeState {
  let result = scope;
  for (const pair of instruction.pairs) result = afterArg(result, pair, instruction, setting);
  return result;
}

/** The variables that an ENV sets. All its pairs see the values from before it. */
export function readEnv(
  instruction: Instruction,
  scope: Scope,
  setting: ScopeSetting,
): EnvDefinition[] {
  return instruction.pairs.map((pair) => {
    const name = evaluate(pair.key, scope, setting).text;
    const value = evaluate(pair.value ?? { ...pair.key, text: '' }, scope, setting);
    return { name, kind: 'env', ...value, pair, instruction, inherits: null };
  });
}

export function afterEnv(scope: ScopeState, definitions: readonly EnvDefinition[]): ScopeState {
  const entries = entriesOf(definitions);
  const visible = scope.visible.with(entries);
  // They are one until an ARG comes.
  const env = scope.env === scope.visible ? visible : scope.env.with(entries);
  return scopeState(visible, env, scope.hidden);
}

function entriesOf(definitions: Iterable<Definition>): (readonly [string, Definition])[] {
  return [...definitions].map((definition) => [definition.name, definition] as const);
}

/**
 * The statement that comes last wins, ENV or ARG: BuildKit keeps both in one list (`dispatchArg`).
 * An ARG without any value leaves an earlier value alone.
 */
function afterArg(
  scope: ScopeState,
  pair: Pair,
  instruction: Instruction,
  setting: ScopeSetting,
): ScopeState {
  const name = pair.key.text;
  const inherits = pair.value === null ? setting.globals.definition(name) : null;
  const isKnownToBuilder = inherits !== null && hasValue(inherits);
  const current = scope.visible.get(name);
  // What the file says itself is what an edit has to change, so that it counts here, too.
  if (inherits?.kind === 'given' && current !== undefined && current.text !== null) return scope;
  const isAssigned = pair.value !== null || isKnownToBuilder;
  if (!isAssigned && current !== undefined) return scope;
  const value = pair.value === null ? inherited(inherits) : evaluate(pair.value, scope, setting);
  const definition: Definition = { name, kind: 'arg', ...value, pair, instruction, inherits };
  const hidden = scope.env.has(name) ? { name, rest: scope.hidden } : scope.hidden;
  return scopeState(scope.visible.with([[name, definition]]), scope.env, hidden);
}

function hasValue(definition: Definition): boolean {
  return definition.text !== null || definition.kind === 'predefined';
}

function inherited(definition: Definition | null): Pick<Definition, 'value' | 'text'> {
  return { value: definition?.value ?? null, text: definition?.text ?? null };
}

function evaluate(
  word: Word,
  scope: Scope,
  setting: ScopeSetting,
): { readonly value: string | null; readonly text: string } {
  const known = expandWord(word.text, scope.lookup, setting.escape);
  if (known.error === null && known.unresolved.length === 0) {
    return { value: known.value, text: known.value };
  }
  const written = expandWord(word.text, scope.text, setting.escape, setting.unset);
  return { value: null, text: written.value };
}

function scopeState(
  visible: VersionedMap<Definition>,
  env: VersionedMap<Definition>,
  hidden: HiddenName | null,
): ScopeState {
  return {
    visible,
    env,
    hidden,
    lookup: (name) => visible.get(name)?.value ?? undefined,
    text: (name) => visible.get(name)?.text ?? undefined,
    definition: (name) => visible.get(name) ?? null,
  };
}
