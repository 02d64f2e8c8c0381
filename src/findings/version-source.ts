import type { Dockerfile, Instruction, Pair } from '../dockerfile/model.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import type { Definition } from '../dockerfile/scope-steps.ts';
import type { ShellScript } from '../dockerfile/shell-script.ts';
import type { Span } from '../dockerfile/span.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import { splitVariables } from '../dockerfile/variable-pieces.ts';
import { setsVariable } from './variable-uses.ts';

/** The ARG or ENV with the value that a variable has at one place. */
export interface VariableSource {
  readonly name: string;
  readonly keyword: 'ARG' | 'ENV';
  /** Of the definition with the value. */
  readonly pair: Pair;
  readonly value: string;
  /** Where the value stands, without quotes; null when it is not written in one piece. */
  readonly span: Span | null;
}

/** A text with at most one variable in it, whose value the file has. */
export interface ResolvedText {
  readonly text: string;
  /** Null for a text without a variable. */
  readonly source: VariableSource | null;
  /** The literal text before and behind the variable. */
  readonly before: string;
  readonly after: string;
}

/** Replaces the variable in a text of a RUN; null when its value is not to be seen in the file. */
export function resolveText(
  dockerfile: Dockerfile,
  run: Instruction,
  script: ShellScript,
  text: string,
): ResolvedText | null {
  if (/[`\\'"]|\$\(/.test(text)) return null;
  const pieces = splitVariables(text, '\\');
  const variable = pieces.find(({ name }) => name !== null);
  const name = variable?.name ?? null;
  if (variable === undefined || name === null) {
    return text.includes('$') ? null : { text, source: null, before: '', after: '' };
  }
  const isPlain = variable.text === `$${name}` || variable.text === `\${${name}}`;
  const before = text.slice(0, variable.start);
  const after = text.slice(variable.start + variable.text.length);
  const source = variableSource(dockerfile, run, script, name);
  if (!isPlain || source === null || after.includes('$')) return null;
  return { text: `${before}${source.value}${after}`, source, before, after };
}

/** The definition whose value the shell of a RUN sees; null when it has none, or the script sets it anew. */
export function variableSource(
  dockerfile: Dockerfile,
  run: Instruction,
  script: ShellScript,
  name: string,
): VariableSource | null {
  const found = writtenDefinition(scopeAt(dockerfile, run).definition(name));
  const { pair, value } = found ?? { pair: null, value: null };
  const word = pair?.value ?? null;
  if (pair === null || word === null || value === null || setsVariable(script, name)) return null;
  const keyword = found?.kind === 'env' ? 'ENV' : 'ARG';
  return { name, keyword, pair, value, span: valueSpan(word, value) };
}

/** The edit that gives the variable another value; null when its value is not written in one piece. */
export function editVariable({ span }: VariableSource, value: string): TextEdit | null {
  return span === null ? null : { span, text: value };
}

/**
 * Offset of the first place that takes the variable from the same definition and is not in `known`; -1
 * when there is none.
 */
export function otherUse(
  dockerfile: Dockerfile,
  { name, pair }: VariableSource,
  known: readonly Span[],
): number {
  const pattern = new RegExp(`\\$(?:${name}(?!\\w)|\\{${name}(?!\\w))`, 'g');
  for (const instruction of dockerfile.instructions) {
    const { start, end } = instruction.span;
    for (const { index } of dockerfile.text.slice(start, end).matchAll(pattern)) {
      const offset = start + index;
      if (known.some((span) => span.start <= offset && offset < span.end)) continue;
      const { definition } = scopeAt(dockerfile, instruction);
      if (writtenDefinition(definition(name))?.pair === pair) return offset;
    }
  }
  return -1;
}

/** `ARG NAME` in a stage takes the value of the one before the first FROM. */
function writtenDefinition(definition: Definition | null): Definition | null {
  return definition?.pair?.value === null ? definition.inherits : definition;
}

function valueSpan({ text, span }: NonNullable<Pair['value']>, value: string): Span | null {
  if (span.end - span.start !== text.length) return null;
  if (text === value) return span;
  const isQuoted = text === `"${value}"` || text === `'${value}'`;
  return isQuoted ? { start: span.start + 1, end: span.end - 1 } : null;
}
