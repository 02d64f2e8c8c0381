import type { Dockerfile } from './model.ts';
import type { ShellScript, TopLevelPart } from './shell-script.ts';
import { skipSpace } from './white-space.ts';
import type { TextEdit } from './text-edit.ts';

const MAX_COLUMNS = 100;
const INDENT = '    ';

/**
 * The insertion of `command` before the first part of a script, in the style of the body
 * around it. The parts behind it run when it succeeds, and as they ran before. Null without a first part.
 */
export function prependCommand(
  dockerfile: Dockerfile,
  script: ShellScript,
  command: string,
): TextEdit | null {
  const [first] = script.topLevel;
  if (first === undefined || script.form === 'exec') return null;
  const { start } = first.span;
  const added =
    script.heredoc === null
      ? onLine(dockerfile, script, first, command)
      : `${command}${dockerfile.lineEnding}${indentAt(dockerfile.text, start)}`;
  return { span: { start, end: start }, text: added };
}

function onLine(
  { text, escape, lineEnding }: Dockerfile,
  script: ShellScript,
  first: TopLevelPart,
  command: string,
): string {
  const second = script.topLevel[1];
  const { start } = first.span;
  const joint = jointOf(script);
  const isMultiLine = text.slice(start, script.span.end).includes('\n');
  const inline = joint === ';' ? `${command}; ` : `${command} && `;
  if (!isMultiLine && columns(text, start) + inline.length <= MAX_COLUMNS) return inline;
  const indent = nextIndent(text, start, script) ?? INDENT;
  const gap = second === undefined ? '' : text.slice(first.span.end, second.span.start);
  const isLeading =
    gap.includes('\n') && gap.slice(skipSpace(gap, 0, gap.length)).startsWith(escape);
  if (isLeading && joint === '&&') return `${command} ${escape}${lineEnding}${indent}&& `;
  return `${command}${joint === ';' ? '' : ' '}${joint} ${escape}${lineEnding}${indent}`;
}

/** `;` where the first list is joined by it, and where `&` would take the command along. */
function jointOf({ topLevel }: ShellScript): '&&' | ';' {
  const end = topLevel.find(({ after }) => after !== '&&' && after !== '||')?.after ?? null;
  const [first] = topLevel;
  return first?.after === ';' || end === '&' ? ';' : '&&';
}

/** White space before the part on the line after the first one. */
function nextIndent(text: string, start: number, { topLevel }: ShellScript): string | null {
  const own = indentAt(text, start);
  if (own !== '') return own;
  const next = topLevel.find(({ span }) => text.slice(start, span.start).includes('\n'));
  return next === undefined ? null : lineIndent(text, next.span.start);
}

/** White space from the start of the line to `offset`, when nothing else stands there. */
function indentAt(text: string, offset: number): string {
  const before = text.slice(lineStart(text, offset), offset);
  return /^[ \t]*$/.test(before) ? before : '';
}

function lineIndent(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function columns(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  return (feed === -1 ? text.length : feed) - lineStart(text, offset);
}
