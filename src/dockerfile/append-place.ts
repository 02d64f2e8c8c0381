import type { Dockerfile, Instruction } from './model.ts';
import type { ShellScript, TopLevelPart } from './shell-script.ts';
import type { TextEdit } from './text-edit.ts';
import { skipSpace } from './white-space.ts';

/** What joins the new command to the last one; `\n` only in the body of a here-document. */
export type Joint = '&&' | ';' | '\n';

const MAX_COLUMNS = 100;
const INDENT = '    ';

/** What the place of the new command is worked out from. */
interface Target {
  readonly dockerfile: Dockerfile;
  readonly instruction: Instruction;
  readonly script: ShellScript;
  readonly last: TopLevelPart;
  readonly command: string;
  readonly joint: Joint;
}

/** The insertion of `command` behind the part `last`, in the style of the body around it. */
export function appendEdit(target: Target): TextEdit {
  const { dockerfile, instruction, script, last } = target;
  if (script.heredoc !== null) return inHeredoc(target);
  const { end } = last.span;
  const isMultiLine = dockerfile.text.slice(instruction.bodySpan.start, end).includes('\n');
  return insertion(end, isMultiLine ? onNewLine(target) : onOneLine(target));
}

function insertion(offset: number, text: string): TextEdit {
  return { span: { start: offset, end: offset }, text };
}

function inHeredoc({ dockerfile, last, command, joint }: Target): TextEdit {
  const { text, lineEnding } = dockerfile;
  const { end } = last.span;
  const indent = indentOf(text, last.span.start);
  if (joint === '\n') return insertion(lineEnd(text, end), `${lineEnding}${indent}${command}`);
  // A line ending behind `&&` would stand before the body of a here-document inside the script.
  const mayBreak = !text.slice(last.span.start, end).includes('<<');
  const added = ` && ${command}`;
  const isLong = columns(text, end, added) > MAX_COLUMNS;
  return insertion(end, isLong && mayBreak ? ` &&${lineEnding}${indent}  ${command}` : added);
}

function onOneLine({ dockerfile, instruction, last, command, joint }: Target): string {
  const { text, lineEnding, escape } = dockerfile;
  const { end } = last.span;
  const added = joint === ';' ? `; ${command}` : ` && ${command}`;
  if (columns(text, end, added) <= MAX_COLUMNS) return added;
  // The flags may have a line of their own, and then the body is indented already.
  const isFirstLine = lineStart(text, end) <= instruction.keywordSpan.start;
  const indent = indentOf(text, end) + (isFirstLine ? INDENT : '');
  return joint === ';'
    ? `; ${escape}${lineEnding}${indent}${command}`
    : ` ${escape}${lineEnding}${indent}&& ${command}`;
}

function onNewLine(target: Target): string {
  const { dockerfile, command, joint } = target;
  const { lineEnding, escape } = dockerfile;
  const { leading, indent } = styleOf(target);
  if (leading) return ` ${escape}${lineEnding}${indent}${joint} ${command}`;
  const blank = joint === ';' ? '' : ' ';
  return `${blank}${joint} ${escape}${lineEnding}${indent}${command}`;
}

interface Style {
  /** True when connectors begin a line, false when they end one. */
  readonly leading: boolean;
  readonly indent: string;
}

/** The style of the last place where the body breaks the line at a connector. */
function styleOf({ dockerfile, script, last, joint }: Target): Style {
  const { text } = dockerfile;
  const { topLevel } = script;
  for (let index = topLevel.length - 1; index > 0; index -= 1) {
    const part = topLevel[index];
    const previous = topLevel[index - 1];
    if (part === undefined || previous === undefined) break;
    const gap = text.slice(previous.span.end, part.span.start);
    if (!gap.includes('\n')) continue;
    const connector = part.before ?? '';
    const leading = !gap.startsWith(connector, skipSpace(gap, 0, gap.length));
    return { leading, indent: indentOf(text, part.span.start) };
  }
  return { leading: joint === '&&', indent: indentOf(text, last.span.end) };
}

/** White space at the start of the line that holds `offset`. */
function indentOf(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Line ending excluded. */
function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  const end = feed === -1 ? text.length : feed;
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}

function columns(text: string, offset: number, added: string): number {
  return lineEnd(text, offset) - lineStart(text, offset) + added.length;
}
