import { expandWord } from '../dockerfile/expand.ts';
import type { Dockerfile, Instruction, Pair } from '../dockerfile/model.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import type { ShellCommand, ShellWord } from '../dockerfile/shell-script.ts';
import type { Span } from '../dockerfile/span.ts';
import { oncePerFile } from './once-per-file.ts';
import type { Facts } from './rule.ts';

/** One place that gives a variable of the environment a value. */
export interface Setting {
  readonly name: string;
  /** Without quotes, variables expanded; null when that cannot be told from the file. */
  readonly value: string | null;
  readonly by: 'ENV' | 'ARG' | 'RUN';
  /** ENV, ARG or RUN, also behind ONBUILD. */
  readonly instruction: Instruction;
  /** From the name to the end of the value. */
  readonly span: Span;
}

/** Commands whose operands `NAME=value` set variables. */
const SETTERS = new Set(['export', 'declare', 'typeset', 'readonly', 'env', 'sudo']);

const ASSIGNMENT = /^([A-Za-z_][\w.]*)=/;

/**
 * Every ENV, every ARG with a default, and in RUN every assignment, `export` and `env`, in file
 * order.
 */
export const settingsOf = oncePerFile(readSettings);

function readSettings(dockerfile: Dockerfile, facts: Facts): readonly Setting[] {
  return dockerfile.instructions.flatMap((outer) => {
    const instruction = outer.trigger ?? outer;
    const { keyword } = instruction;
    if (keyword === 'ENV' || keyword === 'ARG')
      return pairSettings(dockerfile, instruction, keyword);
    return keyword === 'RUN' ? runSettings(instruction, facts) : [];
  });
}

function pairSettings(
  dockerfile: Dockerfile,
  instruction: Instruction,
  by: 'ENV' | 'ARG',
): Setting[] {
  return instruction.pairs.flatMap(({ key, value }) => {
    if (value === null) return [];
    const span = { start: key.span.start, end: value.span.end };
    const text = pairValue(dockerfile, instruction, value);
    return [{ name: key.text, value: text, by, instruction, span }];
  });
}

/** The value of a pair, expanded; null when it holds a variable without a known value. */
function pairValue(
  dockerfile: Dockerfile,
  instruction: Instruction,
  value: NonNullable<Pair['value']>,
): string | null {
  const { lookup } = scopeAt(dockerfile, instruction);
  const expanded = expandWord(value.text, lookup, dockerfile.escape);
  return expanded.error === null && expanded.unresolved.length === 0 ? expanded.value : null;
}

function runSettings(instruction: Instruction, facts: Facts): Setting[] {
  const script = facts.script(instruction);
  if (script === null) return [];
  const found: Setting[] = [];
  for (const command of script.commands) {
    for (const { name, value, span } of command.assignments) {
      found.push({ name, value: value?.value ?? null, by: 'RUN', instruction, span });
    }
    const isSetter = command.name !== null && SETTERS.has(command.name);
    if (isSetter) found.push(...operandSettings(command, instruction));
  }
  return found;
}

function operandSettings(command: ShellCommand, instruction: Instruction): Setting[] {
  return command.words.slice(1).flatMap((word) => settingIn(word, instruction));
}

function settingIn({ text, value, span }: ShellWord, instruction: Instruction): Setting[] {
  const name = ASSIGNMENT.exec(value ?? text)?.[1];
  if (name === undefined) return [];
  return [{ name, value: value?.slice(name.length + 1) ?? null, by: 'RUN', instruction, span }];
}
