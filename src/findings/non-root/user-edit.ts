import { commentBlockStart } from '../../dockerfile/comment-block.ts';
import { keywordLike } from '../../dockerfile/keyword-case.ts';
import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import type { TextEdit } from '../../dockerfile/text-edit.ts';
import { majorityCase } from '../instruction-case.ts';
import type { Subject } from './subject.ts';

/** Instructions that work as the user in force, or make what belongs to it. */
const BUILDING = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR', 'USER', 'ONBUILD', 'SHELL']);

/** Instructions that say what runs, above which USER is looked for. */
const STARTING = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

/**
 * Puts `RUN a && b`, `ENV HOME=home` and `USER user` behind all that the last stage builds, above what it starts. The RUN goes
 * above VOLUME where there is one: some builders drop what changes in a volume afterwards
 * (https://docs.docker.com/reference/dockerfile/#volume).
 */
export function userEdits(
  { dockerfile, stage }: Subject,
  user: string,
  commands: readonly string[],
  home: string | null = null,
): TextEdit[] {
  const { instructions } = stage;
  const last = instructions.findLastIndex(({ keyword }) => BUILDING.has(keyword));
  const start = instructions.slice(last + 1).find(({ keyword }) => STARTING.has(keyword));
  const volume = instructions.find(({ keyword }) => keyword === 'VOLUME');
  const run =
    commands.length === 0 ? [] : [`${letters(dockerfile, 'RUN')} ${commands.join(' && ')}`];
  const env = home === null ? [] : [`${letters(dockerfile, 'ENV')} HOME=${home}`];
  const set = [...env, `${letters(dockerfile, 'USER')} ${user}`];
  const place = (lines: readonly string[]) =>
    start === undefined
      ? behind(dockerfile, instructions[last] ?? stage.from, lines)
      : above(dockerfile, start, lines);
  if (volume === undefined || run.length === 0) return [place([...run, ...set])];
  const isAbove = start !== undefined && start.span.start < volume.span.start;
  return isAbove ? [place([...run, ...set])] : [above(dockerfile, volume, run), place(set)];
}

function above(dockerfile: Dockerfile, { span }: Instruction, lines: readonly string[]): TextEdit {
  const { text, lineEnding } = dockerfile;
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const indent = text.slice(lineStart, span.start);
  const at = commentBlockStart(dockerfile, lineStart);
  const inserted = lines.map((line) => indent + line + lineEnding).join('');
  return { span: { start: at, end: at }, text: inserted };
}

function behind(
  { text, lineEnding }: Dockerfile,
  { span }: Instruction,
  lines: readonly string[],
): TextEdit {
  const feed = text.indexOf('\n', span.end);
  if (feed === -1) {
    const added = lines.map((line) => lineEnding + line).join('');
    return { span: { start: span.end, end: span.end }, text: added };
  }
  const added = lines.map((line) => line + lineEnding).join('');
  return { span: { start: feed + 1, end: feed + 1 }, text: added };
}

function letters(dockerfile: Dockerfile, name: string): string {
  return keywordLike(majorityCase(dockerfile) === 'lower' ? 'x' : 'X', name);
}
