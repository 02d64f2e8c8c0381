import type { Unset } from './expand-reader.ts';
import type { Dockerfile, Instruction, Stage } from './model.ts';
import type { GivenArguments } from './given-arguments.ts';
import { once } from './once.ts';
import {
  afterInstruction,
  argumentScope,
  baseScope,
  childScope,
  PREDEFINED_SCOPE,
} from './scope-steps.ts';
import type { Scope, ScopeSetting, ScopeState } from './scope-steps.ts';

interface Scopes {
  readonly globals: Scope;
  readonly before: ReadonlyMap<Instruction, Scope>;
}

/** In the global scope, `ARG name` alone takes its value from nowhere. */
const NO_GLOBALS: Scope = baseScope(new Map());

/** What FROM sees: the ARGs before the first FROM with their defaults, and the platform arguments. */
export function globalScope(dockerfile: Dockerfile): Scope {
  return scopesOf(dockerfile).globals;
}

/** The same where builds give values to ARGs without a default. */
export function givenScope(dockerfile: Dockerfile, given: GivenArguments): Scope {
  const values = argumentScope(given);
  return readGlobals(dockerfile, dockerfile.escape, keepWritten, new Map(), values);
}

/**
 * What the instruction sees, without knowledge of base images. For the instruction after ONBUILD,
 * what the ONBUILD sees.
 */
export function scopeAt(dockerfile: Dockerfile, instruction: Instruction): Scope {
  const scopes = scopesOf(dockerfile);
  return scopes.before.get(instruction) ?? scopes.globals;
}

/** How variables are expanded in this file; `unset` says what stands for an unknown variable. */
export function scopeSetting(dockerfile: Dockerfile, unset: Unset): ScopeSetting {
  const { escape } = dockerfile;
  return { escape, unset, globals: readGlobals(dockerfile, escape, unset, new Map()) };
}

/** The text stays as it is written. */
export function keepWritten(_name: string, written: string): string {
  return written;
}

const scopesOf = once(readScopes);

function readScopes(dockerfile: Dockerfile): Scopes {
  const before = new Map<Instruction, Scope>();
  const globals = readGlobals(dockerfile, dockerfile.escape, keepWritten, before);
  const setting = { escape: dockerfile.escape, unset: keepWritten, globals };
  const ends = new Map<Stage, ScopeState>();
  for (const stage of dockerfile.stages) {
    before.set(stage.from, globals);
    ends.set(stage, readStage(stage, ends, setting, before));
  }
  return { globals, before };
}

function readGlobals(
  dockerfile: Dockerfile,
  escape: '\\' | '`',
  unset: Unset,
  before: Map<Instruction, Scope>,
  globals = NO_GLOBALS,
): Scope {
  let scope: ScopeState = PREDEFINED_SCOPE;
  for (const instruction of dockerfile.instructions) {
    if (instruction.stage !== null) break;
    before.set(instruction, scope);
    scope = afterInstruction(scope, instruction, { escape, unset, globals });
  }
  return scope;
}

function readStage(
  stage: Stage,
  ends: ReadonlyMap<Stage, ScopeState>,
  setting: ScopeSetting,
  before: Map<Instruction, Scope>,
): ScopeState {
  const parent = stage.parent === null ? undefined : ends.get(stage.parent);
  let scope = parent === undefined ? baseScope(new Map()) : childScope(parent);
  for (const trigger of triggersOf(stage.parent)) {
    scope = afterInstruction(scope, trigger, setting);
  }
  for (const instruction of stage.instructions) {
    before.set(instruction, scope);
    if (instruction.trigger !== null) before.set(instruction.trigger, scope);
    scope = afterInstruction(scope, instruction, setting);
  }
  return scope;
}

/** The instructions that a parent stage runs in its child, in order. */
export function triggersOf(parent: Stage | null): Instruction[] {
  const triggers: Instruction[] = [];
  for (const { trigger } of parent?.instructions ?? []) {
    if (trigger !== null) triggers.push(trigger);
  }
  return triggers;
}
