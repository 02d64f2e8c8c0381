import { EVERY, silenceKey } from './ignore-comment.ts';
import type { CommentPlace, Silence } from './ignore-comment.ts';

const COMMENT = /^kics-scan[ \t]+(?=\S)/i;

/**
 * `# kics-scan` and a command (KICS's documentation, "Using commands on scanned files as comments"):
 * `ignore`, `enable=` and `disable=` at the start of the file; `ignore-line`, which holds for all lines
 * of an instruction, and `ignore-block`, for a stage from there on, with or without `=id`.
 */
export function readKics(text: string, { inHead }: CommentPlace): readonly Silence[] {
  const match = COMMENT.exec(text);
  if (match === null) return [];
  const commands = text.slice(match[0].length).split(/[ \t]/);
  return commands.flatMap((command) => readCommand(command, inHead) ?? []);
}

function readCommand(command: string, inHead: boolean): Silence | null {
  const equals = command.indexOf('=');
  const name = (equals === -1 ? command : command.slice(0, equals)).toLowerCase();
  const ids = equals === -1 ? null : command.slice(equals + 1).split(',');
  const keys = (ids ?? [EVERY]).map((id) => silenceKey('kics', id));
  if (name === 'ignore-line') return { reach: 'instruction', keys };
  if (name === 'ignore-block') return { reach: 'block', keys };
  if (!inHead) return null;
  if (name === 'ignore' && ids === null) return { reach: 'file', keys };
  if (name === 'disable' && ids !== null) return { reach: 'file', keys };
  return name === 'enable' && ids !== null ? { reach: 'file', keys, isOnly: true } : null;
}
