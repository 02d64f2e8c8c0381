import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import type { ShellCommand, ShellScript } from '../dockerfile/shell-script.ts';
import { skipSpace } from '../dockerfile/white-space.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import type { Run } from './runs.ts';

export type MergeResult =
  | { readonly edit: TextEdit; readonly left?: never }
  | { readonly edit?: never; readonly left: string };

/** Commands whose effect on the shell would reach into the second RUN. */
const LEAKING: ReadonlySet<string> = new Set([
  'cd',
  'pushd',
  'export',
  'unset',
  'set',
  'shopt',
  'umask',
  'ulimit',
  'alias',
  'trap',
  'source',
  '.',
  'eval',
  'exec',
  'exit',
  'readonly',
  'local',
  'declare',
  'wait',
]);

const MAX_COLUMNS = 100;

/**
 * An edit that makes one RUN of two neighbours, joined by `&&`: it stops where the first one would
 * have stopped the build, and the second finds the shell as it would have found a new one.
 */
export function mergeRuns(dockerfile: Dockerfile, first: Run, second: Run): MergeResult {
  const left =
    unmergeable(first, second) ??
    leak(first.script) ??
    brokenChain(first.script, 'this RUN') ??
    brokenChain(second.script, 'the next RUN') ??
    between(dockerfile, first.run, second.run);
  return left === null ? { edit: joint(dockerfile, first.run, second.run) } : { left };
}

function unmergeable(first: Run, second: Run): string | null {
  const scripts = [first.script, second.script];
  if (scripts.some(({ form }) => form === 'exec')) return 'one of the two RUNs is in exec form';
  if (scripts.some(({ errors }) => errors.length > 0)) return 'its shell code could not be read';
  if (first.run.heredocs.length + second.run.heredocs.length > 0) {
    return 'one of the two RUNs has a here-document';
  }
  return flagsOf(first.run) === flagsOf(second.run) ? null : 'the two RUNs have different flags';
}

function flagsOf({ flags }: Instruction): string {
  return flags
    .map(({ name, value }) => `${name}=${value ?? ''}`)
    .sort()
    .join(' ');
}

function leak({ commands, topLevel }: ShellScript): string | null {
  if (topLevel.some(({ kind }) => kind === 'function')) return 'this RUN defines a function';
  const found = commands.find(changesShell);
  if (found === undefined) return null;
  return `\`${found.name ?? found.assignments[0]?.name ?? ''}\` in this RUN would reach into the next one`;
}

function changesShell({ name, words, assignments }: ShellCommand): boolean {
  return words.length === 0 ? assignments.length > 0 : name !== null && LEAKING.has(name);
}

/** Only a plain chain of `&&` stops as a whole where the first part of it fails. */
function brokenChain({ topLevel, text, errexit }: ShellScript, whose: string): string | null {
  if (errexit || topLevel.length === 0) return `the commands of ${whose} are not joined by \`&&\``;
  if (/(?:^|\s)#/.test(text)) return `a \`#\` in ${whose} may begin a shell comment`;
  const isChain = topLevel.every(
    ({ before, after }) => (before ?? '&&') === '&&' && (after ?? '&&') === '&&',
  );
  const endsOpen = /[;&]\s*$/.test(text);
  return isChain && !endsOpen
    ? null
    : `the commands of ${whose} are not joined by \`&&\` throughout`;
}

/** Blank lines may go, comments may not. */
function between({ text, comments }: Dockerfile, first: Instruction, second: Instruction) {
  const { end } = first.bodySpan;
  const { start } = second.bodySpan;
  if (comments.some(({ span }) => span.start >= end && span.end <= start)) {
    return 'a comment stands between this RUN and the next';
  }
  const gap = text.slice(end, second.span.start);
  return skipSpace(gap, 0, gap.length) === gap.length
    ? null
    : 'something other than white space stands between this RUN and the next';
}

/** On one line when that stays readable; else the second begins a line, in the style of the first. */
function joint(dockerfile: Dockerfile, first: Instruction, second: Instruction): TextEdit {
  const { text, escape, lineEnding } = dockerfile;
  const span = { start: first.bodySpan.end, end: second.bodySpan.start };
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const rest = text.slice(span.end).split('\n', 1)[0] ?? '';
  const isMultiLine = text.slice(first.bodySpan.start, first.bodySpan.end).includes('\n');
  if (!isMultiLine && span.start - lineStart + rest.length + 4 <= MAX_COLUMNS) {
    return { span, text: ' && ' };
  }
  const lastLine = isMultiLine ? text.slice(lineStart, span.start) : '';
  const indent = /^[ \t]+/.exec(lastLine)?.[0] ?? '    ';
  return { span, text: ` ${escape}${lineEnding}${indent}&& ` };
}
