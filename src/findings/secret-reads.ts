import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import { INNOCENT_PROGRAMS } from './innocent-programs.ts';
import type { Facts, Precondition } from './rule.ts';
import type { Surroundings } from './surroundings.ts';

/** Who reads a build argument. */
export type SecretReads =
  | {
      readonly ok: true;
      readonly declarations: readonly Instruction[];
      /** ENV that gives the argument on under its own name. */
      readonly kept: readonly Instruction[];
      readonly runs: readonly Instruction[];
      readonly conditions: readonly Precondition[];
    }
  /** Why it cannot become a secret, one clause. */
  | { readonly ok: false; readonly left: string };

/** Settings and scripts that take variables from the environment. */
const SPEAKING =
  /(?:^|\/)(?:\.npmrc|\.yarnrc\.yml|bunfig\.toml|pip\.conf|\.pypirc|settings\.xml|nuget\.config|package\.json|Makefile|pom\.xml|setup\.py|pyproject\.toml|[^/]*\.(?:sh|gradle|gradle\.kts)|[^/]+\.config\.[cm]?[jt]s)$/i;

/** Finds the declarations of a build argument without a default, and the RUNs that read it. */
export function secretReads(
  dockerfile: Dockerfile,
  facts: Facts,
  surroundings: Surroundings,
  name: string,
): SecretReads {
  const declarations: Instruction[] = [];
  const kept: Instruction[] = [];
  const runs: Instruction[] = [];
  const others: Instruction[] = [];
  const word = new RegExp(`(?<!\\w)${name}(?!\\w)`);
  for (const instruction of dockerfile.instructions) {
    const { keyword, span, pairs } = instruction;
    const isRun = keyword === 'RUN' && isInScope(dockerfile, instruction, name);
    if (!word.test(dockerfile.text.slice(span.start, span.end))) {
      if (isRun && !isInnocent(facts, instruction)) others.push(instruction);
      continue;
    }
    const own = keyword === 'ARG' ? pairs.find(({ key }) => key.text === name) : undefined;
    if (own !== undefined) {
      const hasDefault = !/^(?:""|'')?$/.test(own.value?.text ?? '');
      if (hasDefault)
        return { ok: false, left: `another ARG gives \`${name}\` a value: take it out` };
      declarations.push(instruction);
    } else if (isRun) runs.push(instruction);
    else if (isKept(dockerfile, instruction, name)) kept.push(instruction);
    else if (keyword !== 'RUN') return { ok: false, left: obstacle(dockerfile, instruction, name) };
  }
  const speaking = surroundings
    .files()
    .filter((path) => SPEAKING.test(path))
    .find((path) => word.test(surroundings.text(path) ?? ''));
  if (speaking !== undefined) runs.push(...others);
  if (runs.length === 0) {
    return { ok: false, left: `no RUN shows what reads \`${name}\`` };
  }
  const isKnown = speaking !== undefined || others.length === 0;
  const text = `no other RUN reads \`${name}\` from its environment`;
  const conditions: Precondition[] = [{ text, state: isKnown ? 'held' : 'unknown' }];
  return { ok: true, declarations, kept, runs: inOrder(runs), conditions };
}

/** `ENV TOKEN=$TOKEN`, and nothing else there has the value. */
function isKept(
  { text }: Dockerfile,
  { keyword, span, pairs }: Instruction,
  name: string,
): boolean {
  const own = keyword === 'ENV' ? pairs.find(({ key }) => key.text === name) : undefined;
  const value = own?.value?.text.replace(/^"(.*)"$/, '$1') ?? '';
  if (value !== `$${name}` && value !== `\${${name}}`) return false;
  return text.slice(span.start, span.end).split(new RegExp(`(?<!\\w)${name}(?!\\w)`)).length === 3;
}

function isInScope(dockerfile: Dockerfile, instruction: Instruction, name: string): boolean {
  return scopeAt(dockerfile, instruction).definition(name) !== null;
}

function isInnocent(facts: Facts, instruction: Instruction): boolean {
  const script = facts.script(instruction);
  return (
    script?.commands.every(({ name }) => name !== null && INNOCENT_PROGRAMS.has(name)) === true
  );
}

function inOrder(instructions: readonly Instruction[]): Instruction[] {
  return instructions.toSorted((a, b) => a.span.start - b.span.start);
}

function obstacle({ text }: Dockerfile, { keyword, span }: Instruction, name: string): string {
  const line = text.slice(0, span.start).split('\n').length;
  return `${keyword} on line ${line} keeps or reads \`${name}\` outside of a RUN: take it out there first`;
}
