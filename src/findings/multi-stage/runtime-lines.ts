import { expandWord } from '../../dockerfile/expand.ts';
import { keywordLike } from '../../dockerfile/keyword-case.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import { scopeAt } from '../../dockerfile/scope.ts';
import { pairSpan } from '../remove-pair.ts';
import type { MovedBlock } from './moved-block.ts';
import type { Split, SplitInput } from './recipe.ts';

/** One instruction of the runtime stage in front of those that stay: text without the last line ending. */
export interface RuntimeLine {
  readonly keyword: string;
  readonly text: string;
}

/** A split, and the variables with credentials that the runtime stage must not have. */
type ShippedSplit = Split & { readonly credentials: ReadonlySet<string> };

/**
 * What the runtime stage needs before the instructions behind the cut: settings that held at the cut, in
 * their order, then what has to run, the directory, the copies, and the user.
 */
export function runtimeLines(
  input: SplitInput,
  split: ShippedSplit,
  moved: readonly MovedBlock[],
  builder: string,
): RuntimeLine[] {
  const before = input.stage.instructions.slice(0, input.stage.instructions.indexOf(split.cut));
  const settings = before.flatMap((instruction): RuntimeLine[] => {
    const block = moved.find((one) => one.instruction === instruction);
    if (block !== undefined) return [{ keyword: instruction.keyword, text: block.text }];
    const isKept = isRepeatedSetting(input, split, instruction);
    const text = withoutPairs(input, instruction, split.credentials);
    return isKept ? [{ keyword: instruction.keyword, text }] : [];
  });
  const keyword = (name: string) => keywordLike(written(input), name);
  const run = (text: string) => ({ keyword: 'RUN', text: `${keyword('RUN')} ${text}` });
  const repeated = split.repeated.map((one) => ({
    keyword: one.keyword,
    text: textOf(input, one),
  }));
  const copies = split.copies.map((path) => ({
    keyword: 'COPY',
    text: `${keyword('COPY')} --from=${builder} ${path} ${path}`,
  }));
  const programs = (split.onPath ?? []).map((path) => ({
    keyword: 'COPY',
    text: `${keyword('COPY')} --from=${builder} ${path} /usr/local/bin/`,
  }));
  const user = before.findLast((instruction) => instruction.keyword === 'USER');
  const users = user === undefined ? [] : [{ keyword: 'USER', text: textOf(input, user) }];
  const directory = workdirLine(input, split, before);
  return [
    ...settings,
    ...split.runs.map(run),
    ...repeated,
    ...directory,
    ...copies,
    ...programs,
    ...users,
  ];
}

/** ENV and SHELL hold until the end; an ARG is repeated where something in the runtime stage names it. */
function isRepeatedSetting(
  input: SplitInput,
  split: ShippedSplit,
  instruction: Instruction,
): boolean {
  const { keyword, pairs } = instruction;
  if (keyword === 'SHELL') return true;
  if (keyword === 'ENV') return pairs.some(({ key }) => !split.buildOnly.has(key.text));
  if (keyword !== 'ARG') return false;
  const { instructions } = input.stage;
  const behind = [...instructions.slice(instructions.indexOf(split.cut)), ...split.repeated];
  const settings = instructions.filter((one) => {
    const isDropped = one.keyword === 'ENV' && !isRepeatedSetting(input, split, one);
    return one.keyword !== 'RUN' && !isDropped && one.span.start < split.cut.span.start;
  });
  return pairs.some(({ key }) =>
    [...behind, ...settings].some((one) =>
      names(withoutPairs(input, one, split.credentials), key.text),
    ),
  );
}

/** Whether a text uses the variable: `$NAME`, `${NAME…}`. */
function names(text: string, name: string): boolean {
  return new RegExp(`\\$(?:${name}(?!\\w)|\\{${name}[:}\\-+#%/])`).test(text);
}

/** An instruction without those of its pairs that the runtime stage must not have. */
function withoutPairs(
  { dockerfile }: SplitInput,
  instruction: Instruction,
  names: ReadonlySet<string>,
): string {
  const { span, pairs, keyword } = instruction;
  const dropped = keyword === 'ENV' ? pairs.filter(({ key }) => names.has(key.text)) : [];
  const text = dockerfile.text.slice(span.start, span.end);
  const [first] = dropped;
  if (first === undefined) return text;
  const own = dropped.length === 1 ? pairSpan(dockerfile, instruction, first) : null;
  if (own !== null) return text.slice(0, own.start - span.start) + text.slice(own.end - span.start);
  const kept = pairs.filter((pair) => !dropped.includes(pair));
  const words = kept.map(({ key, value }) => {
    return dockerfile.text.slice(key.span.start, (value ?? key).span.end);
  });
  return [keyword, ...words].join(' ');
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
