import { expandWord } from './expand.ts';
import type { Instruction, Stage, SyntaxProblem, Word } from './model.ts';
import { predefinedGlobal } from './predefined.ts';

/** Groups the instructions into stages and finds the stage that each FROM names. */
export function readStages(
  instructions: readonly Instruction[],
  escape: '\\' | '`',
  problems: SyntaxProblem[],
): Stage[] {
  const globals = new Map<string, string>();
  const stages: Stage[] = [];
  const named = new Map<string, Stage>();
  const flagged = new Set(problems.map((problem) => problem.span.start));
  let members: Instruction[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') {
      members = [];
      const parent = (base: Word) => findParent(base, named, globals, escape);
      const stage = readStage(instruction, stages.length, members, parent, problems);
      stages.push(stage);
      if (stage.name !== null) named.set(stage.name, stage);
    } else if (stages.length > 0) {
      members.push(instruction);
    } else if (instruction.keyword === 'ARG') {
      readGlobals(instruction, globals, escape);
    } else if (!flagged.has(instruction.keywordSpan.start)) {
      const message = `${instruction.keyword} stands before the first FROM.`;
      problems.push({ reason: 'instruction-before-from', message, span: instruction.keywordSpan });
    }
  }
  return stages;
}

function readGlobals(
  instruction: Instruction,
  globals: Map<string, string>,
  escape: '\\' | '`',
): void {
  for (const { key, value } of instruction.pairs) {
    if (value === null) continue;
    const lookup = (name: string) => globals.get(name) ?? predefinedGlobal(name);
    const expanded = expandWord(value.text, lookup, escape);
    globals.set(key.text, expanded.value);
  }
}

function readStage(
  from: Instruction,
  index: number,
  members: readonly Instruction[],
  findParent: (base: Word) => Stage | null,
  problems: SyntaxProblem[],
): Stage {
  const [image, as, name] = from.arguments;
  const isNamed = from.arguments.length === 3 && as?.text.toLowerCase() === 'as';
  if (image !== undefined && from.arguments.length !== 1 && !isNamed) {
    const message = 'FROM takes an image, and optionally `AS name`.';
    problems.push({ reason: 'invalid-arguments', message, span: from.keywordSpan });
  }
  const base = withoutQuotes(image ?? { text: '', span: from.bodySpan });
  return {
    index,
    from,
    base,
    name: isNamed && name !== undefined ? name.text.toLowerCase() : null,
    nameWord: isNamed ? (name ?? null) : null,
    asSpan: isNamed ? as.span : null,
    parent: findParent(base),
    instructions: members,
  };
}

function findParent(
  base: Word,
  named: ReadonlyMap<string, Stage>,
  globals: ReadonlyMap<string, string>,
  escape: '\\' | '`',
): Stage | null {
  const lookup = (name: string) => globals.get(name) ?? predefinedGlobal(name);
  const name = base.text.includes('$') ? expandWord(base.text, lookup, escape).value : base.text;
  return named.get(name.toLowerCase()) ?? null;
}

/** A quoted image name means the name inside the quotes. */
function withoutQuotes(word: Word): Word {
  const match = /^(["'])(.*)\1$/.exec(word.text);
  if (match?.[2] === undefined) return word;
  const { start, end } = word.span;
  return { text: match[2], span: { start: start + 1, end: end - 1 } };
}
