import { readArguments } from '../dockerfile/command-arguments.ts';
import type { CommandLine } from '../dockerfile/command-arguments.ts';
import { effectiveCommand, hasOption, nameOf } from '../dockerfile/command-line.ts';
import type { ShellCommand } from '../dockerfile/shell-script.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { insertBehind, leadingWords, SPLIT_WORD } from '../dockerfile/word-edit.ts';
import { variableValue } from '../findings/given-options.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';
import { fixIn, runsOf } from '../findings/runs.ts';
import type { Run } from '../findings/runs.ts';

/** Options of useradd(8) with values. */
const VALUES =
  '-b --base-dir -c --comment -d --home-dir -e --expiredate -f --inactive -g --gid -G --groups -k --skel -K --key -p --password -R --root -P --prefix -s --shell -u --uid -Z --selinux-user'.split(
    ' ',
  );
const UID: ReadonlySet<string> = new Set(['-u', '--uid']);

/** Below, the files grow by less than 30 MB; hadolint draws the line at the same place. */
const HIGH_UID = 100_000;

function uidOf(dockerfile: Dockerfile, facts: Facts, run: Run, line: CommandLine): number | null {
  for (const argument of readArguments(line, VALUES)) {
    if (argument.kind === 'operand' || !UID.has(argument.name)) continue;
    const text = argument.value?.replaceAll(/["']/g, '') ?? '';
    const name = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(text)?.[1];
    const value = name === undefined ? text : variableValue(dockerfile, facts, run, name);
    return value !== null && /^\d{1,10}$/.test(value) ? Number(value) : null;
  }
  return null;
}

function* findCall(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  command: ShellCommand,
): Generator<Problem> {
  const line = effectiveCommand(command);
  const [word] = line.words;
  if (word === undefined || nameOf(line) !== 'useradd') return;
  if (hasOption(line, ['-l', '--no-log-init'], VALUES)) return;
  const uid = uidOf(dockerfile, facts, run, line);
  if (uid === null || uid < HIGH_UID) return;
  const span = word.span;
  const message = `\`useradd\` makes \`/var/log/lastlog\` and \`faillog\` as long as the user id ${uid} asks for, and Docker stores their empty parts.`;
  const edit = insertBehind(dockerfile, run.script, word, '-l');
  if (edit === null) {
    yield { span, message, fix: null, left: SPLIT_WORD };
    return;
  }
  const fix = fixIn(run, {
    title: 'Add `-l` to `useradd` for a high user id',
    edits: [edit],
    commands: [{ kind: 'add-argument', command: leadingWords(command, word), argument: '-l' }],
  });
  yield { span, message, fix };
}

export default {
  id: 'useradd-no-log-init',
  summary: 'useradd makes huge log files for a high user id',
  rationale:
    'useradd writes into `/var/log/lastlog` and `/var/log/faillog` at a place that depends on the user ' +
    'id. For a high id these are huge files of which nearly everything is a hole, and Docker’s layers ' +
    'do not know holes: the image can grow by gigabytes. With `-l` (`--no-log-init`) useradd leaves ' +
    'these files alone; a container does not use them.',
  severity: 'low',
  safety: 'safe',
  effects: [],
  paths: ['/var/log/faillog', '/var/log/lastlog'],
  about: ['useradd'],
  aliases: {
    hadolint: ['DL3046'],
    kics: ['Use recommended flags with useradd', '44fbf45c-87a6-3b95-64ef-07e1fef7395b'],
  },
  references: [
    'https://docs.docker.com/build/building/best-practices/#user',
    'https://github.com/hadolint/hadolint/wiki/DL3046',
  ],
  examples: [
    {
      name: 'a user with a high id is created',
      before: 'FROM debian:12\nRUN useradd -u 1234567 app\n',
      after: 'FROM debian:12\nRUN useradd -l -u 1234567 app\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const run of runsOf(dockerfile, facts)) {
      for (const command of run.script.commands) {
        yield* findCall(dockerfile, facts, run, command);
      }
    }
  },
} satisfies Rule;
