import { expandWord } from '../dockerfile/expand.ts';
import type { Dockerfile, Instruction, Stage, Word } from '../dockerfile/model.ts';
import { mountsOf } from '../dockerfile/mounts.ts';
import { isProxyArgument } from '../dockerfile/predefined.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import type { ShellScript, ShellWord } from '../dockerfile/shell-script.ts';
import type { Span } from '../dockerfile/span.ts';
import { splitVariables } from '../dockerfile/variable-pieces.ts';
import { oncePerFile } from './once-per-file.ts';
import type { Facts } from './rule.ts';

/** A variable that has no value where it is used, as far as the file tells. */
export interface VariableUse {
  readonly name: string;
  /** Of the word that it stands in. */
  readonly span: Span;
  /** Not behind ONBUILD: what such an instruction sees is not in this file. */
  readonly instruction: Instruction;
  readonly stage: Stage;
  /** Who expands it: the builder, or the shell of a RUN. */
  readonly by: 'builder' | 'shell';
}

/** Flags whose values the builder expands. */
const EXPANDED_FLAGS = new Set(['chown', 'chmod', 'checksum']);

/** In file order; without those that the substitution gives a default. */
export const undefinedUses = oncePerFile(findUses);

function findUses(dockerfile: Dockerfile, facts: Facts): readonly VariableUse[] {
  return dockerfile.stages.flatMap((stage) =>
    stage.instructions.flatMap((instruction) => {
      const { start, end } = instruction.span;
      if (!dockerfile.text.slice(start, end).includes('$')) return [];
      return [
        ...builderUses(dockerfile, facts, stage, instruction),
        ...shellUses(dockerfile, facts, stage, instruction),
      ];
    }),
  );
}

function builderUses(
  dockerfile: Dockerfile,
  facts: Facts,
  stage: Stage,
  instruction: Instruction,
): VariableUse[] {
  const { definition, lookup } = scopeAt(dockerfile, instruction);
  const { env } = facts.before(instruction);
  return expandedWords(dockerfile, instruction).flatMap(({ text, span }) => {
    if (!text.includes('$')) return [];
    return expandWord(text, lookup, dockerfile.escape)
      .unresolved.filter((name) => /^[A-Za-z_]/.test(name))
      .filter((name) => definition(name) === null && !env.has(name) && !isProxyArgument(name))
      .map((name): VariableUse => ({ name, span, instruction, stage, by: 'builder' }));
  });
}

/** The words in which the builder replaces variables (Dockerfile reference, "Environment replacement"). */
function expandedWords(dockerfile: Dockerfile, instruction: Instruction): Word[] {
  const { keyword, flags, pairs, body, bodySpan } = instruction;
  switch (keyword) {
    case 'ENV':
    case 'LABEL':
      return pairs.flatMap(({ key, value }) => (value === null ? [key] : [key, value]));
    case 'ARG':
      return pairs.flatMap(({ value }) => value ?? []);
    case 'WORKDIR':
    case 'USER':
    case 'STOPSIGNAL':
      return [{ text: body.text, span: bodySpan }];
    case 'EXPOSE':
    case 'VOLUME':
      return [...instruction.arguments];
    case 'COPY':
    case 'ADD':
      return [...flags.flatMap((flag) => flagWord(flag) ?? []), ...instruction.arguments];
    case 'RUN':
      return mountsOf(instruction, dockerfile.text).flatMap(({ fields }) =>
        ['source', 'target'].flatMap((name) => {
          const field = fields.get(name);
          const text = field?.value ?? null;
          return field === undefined || text === null ? [] : { text, span: field.span };
        }),
      );
    default:
      return [];
  }
}

function flagWord({ name, value, span }: Instruction['flags'][number]): Word | null {
  return EXPANDED_FLAGS.has(name) && value !== null ? { text: value, span } : null;
}

function shellUses(
  dockerfile: Dockerfile,
  facts: Facts,
  stage: Stage,
  instruction: Instruction,
): VariableUse[] {
  const script = instruction.keyword === 'RUN' ? facts.script(instruction) : null;
  if (script === null || script.form === 'exec' || !script.text.includes('$')) return [];
  const { definition } = scopeAt(dockerfile, instruction);
  const { env } = facts.before(instruction);
  return shellWords(script).flatMap(({ text, span }) =>
    plainVariables(text)
      .filter((name) => definition(name) === null && !env.has(name) && !isProxyArgument(name))
      .filter((name) => !setsVariable(script, name) && !isMounted(instruction, name))
      .map((name): VariableUse => ({ name, span, instruction, stage, by: 'shell' })),
  );
}

/** A secret mount may give the variable its value (Dockerfile reference, `RUN --mount=type=secret`). */
function isMounted(instruction: Instruction, name: string): boolean {
  return mountsOf(instruction).some(({ fields }) => fields.get('env')?.value === name);
}

/** Words that hold an expansion and no single quotes, which would switch it off. */
function shellWords({ commands }: ShellScript): ShellWord[] {
  const found: ShellWord[] = [];
  const add = (word: ShellWord | null): void => {
    if (word?.value !== null) return;
    if (word.text.includes('$') && !word.text.includes("'")) found.push(word);
  };
  for (const { words, assignments, redirects } of commands) {
    for (const word of words) add(word);
    for (const { value } of assignments) add(value);
    for (const { target } of redirects) add(target);
  }
  return found;
}

/** `$NAME` and `${NAME}` without a default. */
function plainVariables(text: string): string[] {
  return splitVariables(text, '\\').flatMap(({ name, text: piece }) => {
    return name !== null && (piece === `$${name}` || piece === `\${${name}}`) ? [name] : [];
  });
}

/** True when the script may give the variable a value itself. */
export function setsVariable({ commands, text }: ShellScript, name: string): boolean {
  if (text.includes(`${name}=`)) return true;
  // A pattern for each name is expensive, and few scripts have a loop.
  if (text.includes('for') && new RegExp(`\\bfor[ \\t]+${name}\\b`).test(text)) return true;
  return commands.some(({ name: command, words }) => {
    if (command === '.' || command === 'source' || command === 'eval') return true;
    return words.slice(1).some(({ value }) => value === name);
  });
}
