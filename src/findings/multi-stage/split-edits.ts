import { keywordLike } from '../../dockerfile/keyword-case.ts';
import type { Dockerfile, Stage } from '../../dockerfile/model.ts';
import { readShellText } from '../../dockerfile/shell.ts';
import type { TextEdit } from '../../dockerfile/text-edit.ts';
import { commandList } from '../../dockerfile/shell-command-list.ts';
import type { CommandChange, Facts, Fix, InstructionChange } from '../rule.ts';
import { flagValue } from '../copies.ts';
import { movedBlock } from './moved-block.ts';
import type { MovedBlock } from './moved-block.ts';
import type { Split, SplitInput } from './recipe.ts';
import { runtimeLines } from './runtime-lines.ts';
import type { RuntimeLine } from './runtime-lines.ts';

/** Settings of the image that a builder has no use for. */
const MOVED = new Set([
  'CMD',
  'ENTRYPOINT',
  'EXPOSE',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'STOPSIGNAL',
  'VOLUME',
]);

const BUILDER_NAMES = ['build', 'builder', 'build-stage'];

/** An alias that says that the stage builds, or with what; any other is the name of what is shipped. */
const BUILDER_ALIAS = /build|compil|deps|^(?:maven|mvn|gradle|sbt|jdk|golang|rust|cargo|gcc|sdk)$/;

/** What every split changes. */
const SPLIT_EFFECTS = ['base', 'env', 'packages', 'files'] as const;

/** Turns a split into the fix: every edit, and what the gate has to know of them. */
export function splitEdits(input: SplitInput, split: Split): Omit<Fix, 'title'> {
  const { dockerfile, stage } = input;
  const names = stageNames(dockerfile, stage);
  const moved = stage.instructions
    .slice(0, stage.instructions.indexOf(split.cut))
    .filter(({ keyword }) => MOVED.has(keyword))
    .map((instruction) => movedBlock(dockerfile, instruction));
  const lines = runtimeLines(input, split, moved, names.builder);
  const insertion = insertStage(dockerfile, split, lines, firstLine(input, split, names));
  return {
    edits: [...aliasEdits(dockerfile, stage, names), ...moved.map(({ edit }) => edit), insertion],
    review: split.review,
    instructions: instructionChanges(split, moved, lines),
    commands: commandChanges(input.facts, split),
    preconditions: split.preconditions,
    ...(split.user === undefined ? {} : { effects: [...SPLIT_EFFECTS, 'user'] }),
    ...(split.evidence === undefined ? {} : { evidence: split.evidence }),
    splitStage: {
      runtime: split.runtime,
      builder: names.builder,
      ...(split.user === undefined ? {} : { user: split.user }),
      cut: split.cut.span.start,
      copies: split.copies,
      onPath: split.onPath ?? [],
      runs: split.runs,
      builderRuns: split.builderRuns,
      buildOnly: [...split.buildOnly],
    },
  };
}

interface StageNames {
  readonly builder: string;
  /** Of the last stage, as written; null for none. */
  readonly last: string | null;
}

function stageNames(dockerfile: Dockerfile, { nameWord }: Stage): StageNames {
  const alias = nameWord?.text ?? null;
  if (alias !== null && BUILDER_ALIAS.test(alias.toLowerCase())) {
    return { builder: alias, last: null };
  }
  const taken = new Set([
    alias?.toLowerCase(),
    ...dockerfile.instructions.map((item) => flagValue(item, 'from')?.toLowerCase()),
  ]);
  const builder = BUILDER_NAMES.find((name) => !taken.has(name)) ?? 'seaworthy-build';
  return { builder, last: alias };
}

/** Names the builder; a name that it had and that does not fit goes to the last stage. */
function aliasEdits({ text }: Dockerfile, stage: Stage, { builder, last }: StageNames): TextEdit[] {
  const { from, base, nameWord } = stage;
  if (nameWord === null) {
    const keyword = keywordLike(text.slice(from.keywordSpan.start, from.keywordSpan.end), 'AS');
    return [{ span: { start: base.span.end, end: base.span.end }, text: ` ${keyword} ${builder}` }];
  }
  return last === null ? [] : [{ span: nameWord.span, text: builder }];
}

function firstLine({ dockerfile, stage }: SplitInput, split: Split, { last }: StageNames): string {
  const { keywordSpan } = stage.from;
  const written = dockerfile.text.slice(keywordSpan.start, keywordSpan.end);
  const platform = flagValue(stage.from, 'platform');
  const flag = platform === null ? '' : `--platform=${platform} `;
  const alias = last === null ? '' : ` ${keywordLike(written, 'AS')} ${last}`;
  return `${keywordLike(written, 'FROM')} ${flag}${split.runtime}${alias}`;
}

/** The new stage stands above the comments of the first instruction behind the cut. */
function insertStage(
  dockerfile: Dockerfile,
  split: Split,
  lines: readonly RuntimeLine[],
  from: string,
): TextEdit {
  const { text, lineEnding } = dockerfile;
  const { start } = movedBlock(dockerfile, split.cut);
  const isBehindBlank = /(?:^|\n)[ \t]*\r?\n$/.test(text.slice(Math.max(0, start - 80), start));
  const run = keywordOf(dockerfile, 'RUN');
  const ending = split.builderRuns.map((command) => `${run} ${command}`);
  const all = [from, ...lines.map((line) => line.text)];
  const block = isBehindBlank
    ? [...ending, ...(ending.length > 0 ? [''] : []), ...all, '']
    : [...ending, '', ...all];
  return { span: { start, end: start }, text: block.map((line) => line + lineEnding).join('') };
}

/** A keyword in the letters of the file's FROM. */
function keywordOf({ text, stages }: Dockerfile, keyword: string): string {
  const span = stages[0]?.from.keywordSpan ?? { start: 0, end: 0 };
  return keywordLike(text.slice(span.start, span.end), keyword);
}

function instructionChanges(
  split: Split,
  moved: readonly MovedBlock[],
  lines: readonly RuntimeLine[],
): InstructionChange[] {
  const inserted = [
    'FROM',
    ...split.builderRuns.map(() => 'RUN'),
    ...lines.map(({ keyword }) => keyword),
  ];
  return [
    ...moved.map(({ instruction: { keyword } }) => ({ kind: 'remove' as const, keyword })),
    ...inserted.map((keyword) => ({ kind: 'insert' as const, keyword })),
  ];
}

function commandChanges(facts: Facts, split: Split): CommandChange[] {
  const added = [...split.builderRuns, ...split.runs].flatMap((run) =>
    readShellText(run).map(({ words }) => words.map(({ text }) => text).join(' ')),
  );
  const repeated = split.repeated.flatMap((instruction) => {
    const script = facts.script(instruction);
    return script === null ? [] : commandList(script).map((words) => words.join(' '));
  });
  return [...added, ...repeated].map((command) => ({ kind: 'append' as const, command }));
}
