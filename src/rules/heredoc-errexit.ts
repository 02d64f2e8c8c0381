import { effectiveCommand, nameOf } from '../dockerfile/command-line.ts';
import { errexitAtEnd } from '../dockerfile/errexit.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { prependCommand } from '../dockerfile/prepend-command.ts';
import type { ShellCommand, ShellScript } from '../dockerfile/shell-script.ts';
import { replaceWord } from '../dockerfile/word-edit.ts';
import type { Fix, Precondition, Rule } from '../findings/rule.ts';
import { fixIn, runsOf } from '../findings/runs.ts';

/** Commands that do not fail. */
const HARMLESS = new Set(['echo', 'printf', 'true', ':', 'export', 'set', 'umask', 'exit']);

/** Commands of which a failure means that the image is not what was wanted. */
const SURE = new Set(
  (
    'apt-get apt apk dnf yum microdnf zypper pip pip3 npm yarn pnpm gem bundle composer cargo go make cmake ' +
    'ninja curl wget tar unzip gzip gunzip git cp mv ln mkdir chmod chown install touch cd rm sed cat tee ' +
    'gpg sha256sum sha512sum python python3 node java mvn gradle ' +
    'dpkg rpm ldconfig update-ca-certificates tr cut sort head tail uv conda bash sh'
  ).split(' '),
);

/** Constructs in which a failure does not end the script under `set -e` either, or another shell runs. */
const GUARDED = ['if-condition', 'loop-condition', 'negation', 'substitution', 'here-document'];

/** The first command after whose failure the script goes on; null without one. */
function lostFailure({ topLevel, commands }: ShellScript): ShellCommand | null {
  const last = topLevel.findLastIndex(({ before }) => before !== '&&' && before !== '||');
  const end = topLevel[last]?.commands.start ?? 0;
  return commands.slice(0, end).find((command) => mayFail(command)) ?? null;
}

function mayFail({ name, nesting, words, after }: ShellCommand): boolean {
  if (words.length === 0 || after === '||' || after === '&') return false;
  return !HARMLESS.has(name ?? '') && !nesting.some((each) => GUARDED.includes(each));
}

/** What has to be so for `set -e` not to stop a build that is good today. */
function conditionsOf({ commands }: ShellScript): Precondition[] {
  const unsure = commands.filter(mayFail).flatMap((command) => {
    const name = nameOf(effectiveCommand(command));
    return name !== null && SURE.has(name) ? [] : [name === null ? 'a command' : `\`${name}\``];
  });
  if (unsure.length === 0) {
    const text = 'each command of the here-document fails only where the build should stop';
    return [{ text, state: 'held' }];
  }
  const names = [...new Set(unsure)].slice(0, 5).join(', ');
  return [{ text: `${names} of the here-document succeed in a good build`, state: 'unknown' }];
}

/** `-e` in the `set` that the script begins with, or a line of its own. */
function errexitEdit(
  dockerfile: Dockerfile,
  script: ShellScript,
): Required<Pick<Fix, 'edits' | 'commands'>> | null {
  const [first] = script.commands;
  const option = first?.words[1];
  if (first?.name === 'set' && option !== undefined && /^-[a-zA-Z]+$/.test(option.text)) {
    const by = `-e${option.text.slice(1)}`;
    const edit = replaceWord(dockerfile, script, option, by);
    const change = { kind: 'replace-argument', command: 'set', argument: option.text, by } as const;
    return edit === null ? null : { edits: [edit], commands: [change] };
  }
  const edit = prependCommand(dockerfile, script, 'set -e');
  return edit === null
    ? null
    : { edits: [edit], commands: [{ kind: 'prepend', command: 'set -e' }] };
}

export default {
  id: 'heredoc-errexit',
  summary: 'A here-document goes on after a command has failed',
  rationale:
    'The lines of a here-document are a script: the shell runs them one after the other, whether they ' +
    'fail or not, and RUN looks at the last one only. A package that could not be installed, or a file ' +
    'that could not be copied, then goes unnoticed. The fix begins the script with `set -e`.',
  severity: 'medium',
  safety: 'review',
  effects: [],
  about: ['RUN'],
  aliases: {},
  references: [
    'https://docs.docker.com/reference/dockerfile/#here-documents',
    'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#set',
  ],
  examples: [
    {
      name: 'packages are installed, and files put into place',
      before:
        'FROM debian:12\nRUN <<EOF\napt-get update\napt-get install -y curl\nmkdir /data\nEOF\n',
      after:
        'FROM debian:12\nRUN <<EOF\nset -e\napt-get update\napt-get install -y curl\nmkdir /data\nEOF\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const run of runsOf(dockerfile, facts)) {
      const { script } = run;
      if (script.heredoc === null || script.form === 'exec' || errexitAtEnd(script) !== 'off')
        continue;
      // Whoever switches it off does so on purpose.
      if (
        script.commands.some(
          ({ name, words }) => name === 'set' && words.some(({ text }) => text.startsWith('+')),
        )
      )
        continue;
      const command = lostFailure(script);
      if (command === null) continue;
      const { span } = command;
      const message = 'When this command fails, the here-document goes on with the next line.';
      const edit = script.errors.length > 0 ? null : errexitEdit(dockerfile, script);
      if (edit === null) {
        yield {
          span,
          message,
          fix: null,
          left: 'its shell code could not be read; begin the script with `set -e`',
        };
        continue;
      }
      const title = 'Stop the here-document at the first command that fails';
      const review =
        'From now on each failure stops the build: see whether one of the commands may fail.';
      const preconditions = conditionsOf(script);
      yield { span, message, fix: fixIn(run, { title, ...edit, preconditions, review }) };
    }
  },
} satisfies Rule;
