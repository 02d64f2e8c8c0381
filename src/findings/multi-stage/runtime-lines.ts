import { expandWord } from '../../dockerfile/expand.ts';
import { keywordLike } from '../../dockerfile/keyword-case.ts';
import type { Instruction, Pair } from '../../dockerfile/model.ts';
import { scopeAt } from '../../dockerfile/scope.ts';
import type { MovedBlock } from './moved-block.ts';
import type { Split, SplitInput } from './recipe.ts';

/** One instruction of the runtime stage in front of those that stay: text without the last line ending. */
export interface RuntimeLine {
  readonly keyword: string;
  readonly text: string;
}

/**
 * What the runtime stage needs before the instructions behind the cut: settings that held at the cut, in
 * their order, then what has to run, the directory, the copies, and the user.
 */
export function runtimeLines(
  input: SplitInput,
  split: Split,
  moved: readonly MovedBlock[],
  builder: string,
): RuntimeLine[] {
  const before = input.stage.instructions.slice(0, input.stage.instructions.indexOf(split.cut));
  const line = (keyword: string, words: string) => {
    return { keyword, text: `${keywordLike(written(input), keyword)} ${words}` };
  };
  const asWritten = (one: Instruction) => ({ keyword: one.keyword, text: textOf(input, one) });
  const user = before.findLast((instruction) => instruction.keyword === 'USER');
  return [
    ...settingLines(input, split, moved, before),
    ...split.runs.map((text) => line('RUN', text)),
    ...split.repeated.map(asWritten),
    ...workdirLine(input, split, before),
    ...split.copies.map((path) => line('COPY', `--from=${builder} ${path} ${path}`)),
    ...(split.onPath ?? []).map((path) =>
      line('COPY', `--from=${builder} ${path} /usr/local/bin/`),
    ),
    ...(user === undefined ? [] : [asWritten(user)]),
  ];
}

/** ENV and SHELL hold until the end; an ARG is repeated where something in the runtime stage names it. */
function settingLines(
  input: SplitInput,
  split: Split,
  moved: readonly MovedBlock[],
  before: readonly Instruction[],
): RuntimeLine[] {
  const lines: RuntimeLine[] = [];
  const { instructions } = input.stage;
  const behind = [...instructions.slice(instructions.indexOf(split.cut)), ...split.repeated];
  const named = behind.map((one) => textOf(input, one));
  // From the end, as an ARG stands before what names it.
  for (const instruction of before.toReversed()) {
    const text = settingText(input, split, moved, instruction, named);
    if (text === null) continue;
    lines.unshift({ keyword: instruction.keyword, text });
    named.push(text);
  }
  return lines;
}

/** The text of a setting in the runtime stage; null for what only the builder has. */
function settingText(
  input: SplitInput,
  { buildOnly }: Split,
  moved: readonly MovedBlock[],
  instruction: Instruction,
  named: readonly string[],
): string | null {
  const { keyword, pairs } = instruction;
  const block = moved.find((one) => one.instruction === instruction);
  if (block !== undefined) return block.text;
  const text = textOf(input, instruction);
  if (keyword === 'SHELL') return text;
  if (keyword === 'ENV') return envText(text, pairs, buildOnly);
  const isNamed = pairs.some(({ key }) => named.some((one) => names(one, key.text)));
  return keyword === 'ARG' && isNamed ? text : null;
}

/** `ENV` without the variables that only the build uses; null where no other is left. */
function envText(
  text: string,
  pairs: readonly Pair[],
  buildOnly: ReadonlySet<string>,
): string | null {
  const kept = pairs.filter(({ key }) => !buildOnly.has(key.text));
  if (kept.length === 0) return null;
  if (kept.length === pairs.length) return text;
  const words = kept.map(({ key, value }) => `${key.text}=${value?.text ?? ''}`);
  return `${text.slice(0, 'ENV'.length)} ${words.join(' ')}`;
}

/** Whether a text uses the variable: `$NAME`, `${NAME…}`. */
function names(text: string, name: string): boolean {
  return new RegExp(`\\$(?:${name}(?!\\w)|\\{${name}[:}\\-+#%/])`).test(text);
}

/** The directory in force at the cut; none for `/`. */
function workdirLine(
  { dockerfile, facts, ...input }: SplitInput,
  { cut }: Split,
  before: readonly Instruction[],
): RuntimeLine[] {
  const last = before.findLast(({ keyword }) => keyword === 'WORKDIR');
  const { workdir } = facts.before(cut);
  const line = (path: string) => ({
    keyword: 'WORKDIR',
    text: `${keywordLike(written({ dockerfile, facts, ...input }), 'WORKDIR')} ${path}`,
  });
  if (last !== undefined) {
    const path = last.body.text.trim();
    const { value } = expandWord(path, scopeAt(dockerfile, last).lookup, dockerfile.escape);
    if (path.startsWith('/') && path === value) return [line(path)];
  }
  return workdir === null || workdir === 'unknown' || workdir === '/' ? [] : [line(workdir)];
}

function textOf({ dockerfile }: Pick<SplitInput, 'dockerfile'>, { span }: Instruction): string {
  return dockerfile.text.slice(span.start, span.end);
}

/** FROM as it is written, whose letters the new keywords follow. */
function written({ dockerfile, stage }: SplitInput): string {
  const { keywordSpan } = stage.from;
  return dockerfile.text.slice(keywordSpan.start, keywordSpan.end);
}
