import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import type { ShellCommand } from '../dockerfile/shell-script.ts';
import { contains } from '../dockerfile/span.ts';
import type { Facts } from './rule.ts';
import { runsOf } from './runs.ts';
import type { Run } from './runs.ts';

/** Neighbouring RUNs that do nothing but write lines to one file, one `echo` for each. */
export interface EchoedLines {
  readonly runs: readonly Run[];
  /** As written. */
  readonly file: string;
  /** Whether the first of them empties the file. */
  readonly isNew: boolean;
  readonly lines: readonly string[];
}

/** All of them, in file order. */
export function echoedLines(dockerfile: Dockerfile, facts: Facts): EchoedLines[] {
  const found: EchoedLines[] = [];
  for (const run of runsOf(dockerfile, facts)) {
    const own = readRun(run);
    if (own === null) continue;
    const last = found.at(-1);
    const before = last?.runs.at(-1);
    const goesOn = last?.file === own.file && !own.isNew && before !== undefined;
    if (goesOn && isNeighbour(dockerfile, before.instruction, run.instruction)) {
      const runs = [...last.runs, run];
      found[found.length - 1] = { ...last, runs, lines: [...last.lines, ...own.lines] };
    } else {
      found.push(own);
    }
  }
  return found;
}

function isNeighbour(
  { text, comments }: Dockerfile,
  first: Instruction,
  second: Instruction,
): boolean {
  const gap = { start: first.span.end, end: second.span.start };
  const isBlank = /^\s*$/.test(text.slice(gap.start, gap.end));
  return isBlank && !comments.some(({ span }) => contains(gap, span));
}

function readRun(run: Run): EchoedLines | null {
  const { commands, topLevel, errors } = run.script;
  const { flags, comments, heredocs } = run.run;
  if (run.isTrigger || errors.length > 0 || topLevel.length !== commands.length) return null;
  if (flags.length + comments.length + heredocs.length > 0) return null;
  const [first] = commands;
  const file = first?.redirects[0]?.target?.text;
  if (first === undefined || file === undefined) return null;
  const lines = commands.flatMap((command, index) => echoedLine(command, file, index === 0) ?? []);
  if (lines.length !== commands.length) return null;
  return { runs: [run], file, isNew: first.redirects[0]?.operator === '>', lines };
}

/** What it writes; null where the shell or `echo` may make something else of the text. */
function echoedLine(command: ShellCommand, file: string, isFirst: boolean): string | null {
  const { name, words, redirects, assignments, before, after, nesting } = command;
  const [redirect] = redirects;
  if (name !== 'echo' || redirects.length !== 1 || assignments.length + nesting.length > 0)
    return null;
  if (redirect?.target?.text !== file || redirect.target.value === null) return null;
  if (redirect.descriptor !== null || (before ?? '&&') !== '&&' || (after ?? '&&') !== '&&')
    return null;
  if (redirect.operator !== '>>' && !(isFirst && redirect.operator === '>')) return null;
  const values = words.slice(1).map(({ value, text }) => (text.includes('\\') ? null : value));
  const texts = values.filter((value) => value !== null);
  if (texts.length < values.length || texts[0]?.startsWith('-') === true) return null;
  const line = texts.join(' ');
  return /[\r\n]/.test(line) ? null : line;
}
