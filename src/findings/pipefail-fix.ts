import { commentBlockStart } from '../dockerfile/comment-block.ts';
import { jsonArray } from '../dockerfile/exec-edit.ts';
import { keywordLike } from '../dockerfile/keyword-case.ts';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import { stageChain } from './base-image.ts';
import { pipeConditions } from './pipe-conditions.ts';
import { pipefailEdit } from './pipefail-edit.ts';
import type { Facts, Fix, Precondition } from './rule.ts';
import { fixIn } from './runs.ts';
import type { Run } from './runs.ts';
import { shellRegion } from './shell-region.ts';
import type { ShellRegion } from './shell-region.ts';

/** A fix and the RUNs that it cures, or why there is none. */
export type PipefailFix =
  | { readonly fix: Fix; readonly runs: readonly Instruction[] }
  | { readonly fix: null; readonly left: string };

export const BASH_WITH_PIPEFAIL = '["/bin/bash", "-o", "pipefail", "-c"]';

const REVIEW =
  'From now on the build stops where a command in front of a pipe fails: see whether one of them may.';

/** `set -o pipefail` at the start of the RUN. */
export function pipefailInRun(dockerfile: Dockerfile, run: Run): PipefailFix {
  const edit = pipefailEdit(dockerfile, run.script);
  if (edit === null) return { fix: null, left: 'the start of its script cannot be changed' };
  const preconditions = pipeConditions(dockerfile, run.script);
  const title = 'Switch `pipefail` on where a pipe hides a failure';
  const fix = fixIn(run, { title, ...edit, effects: [], preconditions, review: REVIEW });
  return { fix, runs: [run.run] };
}

/** A SHELL with bash above a RUN that dash runs today. */
export function pipefailByShell(
  dockerfile: Dockerfile,
  facts: Facts,
  { stage, run }: Run,
  wanted: ReadonlySet<Instruction>,
): PipefailFix {
  const region = shellRegion(dockerfile, facts, { stage, first: run }, wanted);
  if (region.runs.length === 0) return { fix: null, left: '' };
  const edits = shellLines(dockerfile, facts, region);
  const bash: Precondition = {
    text: 'bash is in the image, and runs the commands below as `/bin/sh` did',
    state: 'held',
  };
  const reach =
    region.last === null
      ? 'for every RUN below it, and for images built on this one'
      : 'up to the second SHELL, which puts the old one back';
  const fix: Fix = {
    title: 'Run commands with pipes in bash with `pipefail`',
    edits,
    effects: ['shell'],
    instructions: edits.map(() => ({ kind: 'insert', keyword: 'SHELL' })),
    preconditions: [bash, ...region.conditions],
    review: `${REVIEW} The SHELL holds ${reach}.`,
  };
  return { fix, runs: region.runs };
}

function shellLines(
  dockerfile: Dockerfile,
  facts: Facts,
  { first, last }: ShellRegion,
): TextEdit[] {
  const { text, lineEnding } = dockerfile;
  const written = text.slice(first.keywordSpan.start, first.keywordSpan.end);
  const keyword = keywordLike(written, 'SHELL');
  const start = commentBlockStart(dockerfile, text.lastIndexOf('\n', first.span.start - 1) + 1);
  const edits = [
    { span: { start, end: start }, text: `${keyword} ${BASH_WITH_PIPEFAIL}${lineEnding}` },
  ];
  if (last === null) return edits;
  const { shell } = facts.before(first);
  const old = shell === null || shell === 'unknown' ? ['/bin/sh', '-c'] : shell;
  const end = text.indexOf('\n', last.span.end) + 1;
  edits.push({ span: { start: end, end }, text: `${keyword} ${jsonArray(old)}${lineEnding}` });
  return edits;
}

/** The option in the SHELL that is in force, where all that it holds for may have it; else null. */
export function pipefailOption(dockerfile: Dockerfile, facts: Facts, run: Run): PipefailFix | null {
  const found = shellInForce(run);
  const word = found?.instruction.arguments.at(-1);
  if (found === null || word === undefined || found.instruction.arguments.length < 2) return null;
  const { stage, instruction } = found;
  const first = stage.instructions[stage.instructions.indexOf(instruction) + 1];
  if (first === undefined || !/^-[a-z]*c$/.test(word.text)) return null;
  const region = shellRegion(dockerfile, facts, { stage, first }, new Set());
  if (region.last !== null || !region.runs.includes(run.run)) return null;
  const { start } = word.span;
  const fix: Fix = {
    title: 'Give the SHELL the option `pipefail`',
    edits: [{ span: { start, end: start }, text: '"-o", "pipefail", ' }],
    effects: ['shell'],
    preconditions: region.conditions,
    review: `${REVIEW} The SHELL holds for every RUN below it, and for images built on this one.`,
  };
  return { fix, runs: region.runs };
}

function shellInForce({
  stage,
  run,
}: Run): { readonly stage: Stage; readonly instruction: Instruction } | null {
  for (const member of stageChain(stage)) {
    const instruction = member.instructions.findLast(({ keyword, span }) => {
      return keyword === 'SHELL' && span.start < run.span.start;
    });
    if (instruction !== undefined) return { stage: member, instruction };
  }
  return null;
}
