import { expandWord } from '../../dockerfile/expand.ts';
import { keywordLike } from '../../dockerfile/keyword-case.ts';
import type { Instruction } from '../../dockerfile/model.ts';
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
  if (keyword === 'ENV') return envText(input, instruction, buildOnly);
  const isNamed = pairs.some(({ key }) => named.some((one) => names(one, key.text)));
  return keyword === 'ARG' && isNamed ? text : null;
}

/** Whether a text uses the variable: `$NAME`, `${NAME…}`. */
function names(text: string, name: string): boolean {
  return new RegExp(`\\$(?:${name}(?!\\w)|\\{${name}[:}\\-+#%/])`).test(text);
}

/** `ENV` without the variables that only the build uses, the others as they are written; null where none is left. */
function envText(
  { dockerfile: { text } }: SplitInput,
  { span, pairs }: Instruction,
  buildOnly: ReadonlySet<string>,
): string | null {
  const written = pairs.map(({ key, value }, index) => {
    const previous = pairs[index - 1];
    const from =
      previous === undefined ? key.span.start : (previous.value ?? previous.key).span.end;
    const gap = text.slice(from, key.span.start);
    const words = text.slice(key.span.start, (value ?? key).span.end);
    // A comment between two lines belongs to nobody who can be told.
    return { name: key.text, gap: /^[\s\\`]*$/.test(gap) ? gap : ' ', words };
  });
  const kept = written.filter(({ name }) => !buildOnly.has(name));
  if (kept.length === written.length) return text.slice(span.start, span.end);
  const [first, ...others] = kept;
  if (first === undefined) return null;
  const head = text.slice(span.start, pairs[0]?.key.span.start);
  return head + first.words + others.map(({ gap, words }) => gap + words).join('');
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
