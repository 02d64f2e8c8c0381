import type { Instruction } from './model.ts';
import { spanAt } from './logical-text.ts';
import { execScript } from './shell-exec.ts';
import type { ShellKind } from './shell-kind.ts';
import { shellKind } from './shell-kind.ts';
import { isTooDeep } from './shell-limits.ts';
import type { ShellCommand, ShellScript } from './shell-script.ts';
import type { ShellSource } from './shell-source.ts';
import { shellSource } from './shell-source.ts';
import type { Collection } from './shell-walk.ts';
import { collectCommands } from './shell-walk.ts';

const RUNNERS = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

/**
 * The shell code of a RUN, CMD, ENTRYPOINT or HEALTHCHECK under the SHELL in force (null or
 * `'unknown'`: `/bin/sh -c`). Null for other instructions, and when the code is for no shell that
 * we read (PowerShell, cmd, `#!/usr/bin/python3`). Broken code is read as far as possible and has
 * `errors`.
 */
export function shellOf(
  instruction: Instruction,
  shell: readonly string[] | null | 'unknown',
): ShellScript | null {
  if (!RUNNERS.has(instruction.keyword)) return null;
  if (instruction.json) return execScript(instruction);
  if (instruction.keyword === 'HEALTHCHECK' && !isHealthCommand(instruction)) return null;
  return readShell(instruction, shellKind(shell));
}

/** The commands of a shell text that stands in another file; spans are offsets into it. */
export function readShellText(text: string): readonly ShellCommand[] {
  return readShellFile(text).commands;
}

/** The same, and where the text is broken. */
export function readShellFile(text: string): Pick<ShellScript, 'commands' | 'errors'> {
  return collect({ text, pieces: [{ index: 0, offset: 0 }], end: text.length });
}

function isHealthCommand({ body }: Instruction): boolean {
  return /^CMD\s/i.test(body.text);
}

function readShell(instruction: Instruction, kind: ShellKind | null): ShellScript | null {
  const found = shellSource(instruction, kind);
  if (found === null) return null;
  const { source, heredoc } = found;
  const { dialect, errexit } = found.kind;
  const { commands, topLevel, errors } = collect(source);
  const { text } = source;
  const span = spanAt(source, 0, text.length);
  return {
    form: 'shell',
    dialect,
    errexit,
    commands,
    topLevel,
    errors,
    span,
    text,
    source,
    heredoc,
  };
}

function collect(source: ShellSource['source']): Collection {
  if (isTooDeep(source.text)) return unread(source, 'too long and nested too deep to be read');
  try {
    return collectCommands(source.text, (from, to) => spanAt(source, from, to));
  } catch (error) {
    // The parser is recursive: the stack is its limit for prefixes such as `f() f() f()`.
    if (error instanceof RangeError) return unread(source, 'nested too deep to be read');
    throw error;
  }
}

function unread(source: ShellSource['source'], message: string): Collection {
  const offset = spanAt(source, 0, 0).start;
  return { commands: [], topLevel: [], errors: [{ message, offset }] };
}
