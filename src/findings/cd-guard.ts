import type { Dockerfile } from '../dockerfile/model.ts';
import { commandList } from '../dockerfile/shell-command-list.ts';
import type { ShellCommand } from '../dockerfile/shell-script.ts';
import type { Fix } from './rule.ts';
import { fixIn } from './runs.ts';
import type { Run } from './runs.ts';

/** `cd x; make` becomes `cd x && make`, where one chain of `&&` follows and nothing else; null elsewhere. */
export function joinRest({ text }: Dockerfile, run: Run, command: ShellCommand): Fix | null {
  const { topLevel, commands } = run.script;
  const index = topLevel.findLastIndex(({ before }) => before !== '&&');
  const [own, next] = [topLevel[index - 1], topLevel[index]];
  if (own === undefined || next?.before !== ';' || topLevel.at(-1)?.after === '&') return null;
  if (own.kind !== 'command' || commands[own.commands.start] !== command) return null;
  const gap = text.slice(own.span.end, next.span.start);
  const semicolon = /^[ \t]*;/.exec(gap)?.[0];
  const words = commandList(run.script)[next.commands.start];
  if (semicolon === undefined || words === undefined) return null;
  const blank = /^\s/.test(gap.slice(semicolon.length)) ? '' : ' ';
  const span = { start: own.span.end, end: own.span.end + semicolon.length };
  return fixIn(run, {
    title: 'Go on only where `cd` succeeds',
    edits: [{ span, text: ` &&${blank}` }],
    effects: [],
    commands: [{ kind: 'join', command: words.join(' ') }],
    review: reviewOf(command),
  });
}

/** `cd x; a; b` becomes `cd x || exit 1; a; b`; null where the command does not stand in the file as it is read. */
export function exitOnFailure({ text }: Dockerfile, run: Run, command: ShellCommand): Fix | null {
  const { end } = command.span;
  const rest = text.slice(end, end + 200);
  if (!/^[ \t]*(?:;|\r?\n)/.test(rest)) return null;
  const words = command.words.map((word) => word.text).join(' ');
  if (command.redirects.length + command.assignments.length > 0 || /[(`]/.test(words)) return null;
  return fixIn(run, {
    title: 'Stop where `cd` fails',
    edits: [{ span: { start: end, end }, text: ' || exit 1' }],
    effects: [],
    commands: [{ kind: 'exit-on-failure', command: words }],
    review: reviewOf(command),
  });
}

function reviewOf({ before }: ShellCommand): string {
  const earlier = before === '&&' ? ', or a command in front of it fails,' : '';
  return `Where the directory is missing${earlier} the build stops from now on, and no longer runs the rest somewhere else.`;
}
