import type { Instruction } from './model.ts';
import type { ShellCommand, ShellScript, ShellWord } from './shell-script.ts';

/** The exec form as a script of one command. */
export function execScript(instruction: Instruction): ShellScript {
  const items =
    instruction.keyword === 'HEALTHCHECK' ? instruction.arguments.slice(1) : instruction.arguments;
  const words = items.map(({ text, span }): ShellWord => {
    return { text, value: text, quoted: true, span };
  });
  const { bodySpan } = instruction;
  const start = words[0]?.span.start ?? bodySpan.start;
  const span = { start, end: words.at(-1)?.span.end ?? start };
  const command: ShellCommand = {
    name: words[0]?.value ?? null,
    words,
    assignments: [],
    redirects: [],
    span,
    nesting: [],
    pipeline: { index: 0, length: 1 },
    before: null,
    after: null,
  };
  return {
    form: 'exec',
    dialect: 'posix',
    errexit: false,
    commands: words.length === 0 ? [] : [command],
    topLevel: [],
    errors: [],
    span: bodySpan,
    text: instruction.body.text,
    source: instruction.body,
    heredoc: null,
  };
}
