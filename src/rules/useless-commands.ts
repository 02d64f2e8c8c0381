import type { Rule } from '../findings/rule.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';

const LEFT =
  'what it is there for is not in the file: remove it, or where a service only has to run during this RUN, start its program itself';

/** What only makes sense on a machine, or at a terminal. */
const COMMANDS = [
  'free',
  'ifconfig',
  'kill',
  'mount',
  'nano',
  'ps',
  'service',
  'shutdown',
  'ssh',
  'top',
  'vi',
  'vim',
];

export default {
  id: 'useless-commands',
  summary: 'A command is run that does nothing useful in a build',
  rationale:
    'A build has no terminal, no services and no processes from before: what is started in a RUN ends ' +
    'with it, and what is shown nobody sees. Such a command was most likely left over from a trial, or ' +
    'was meant for the running container.',
  severity: 'info',
  safety: null,
  opinionated: true,
  effects: [],
  about: COMMANDS,
  aliases: {
    hadolint: ['DL3001'],
    kics: ['Run Utilities And POSIX Commands', '9b6b0f38-92a2-41f9-b881-3a1083d99f1b'],
    semgrep: ['nonsensical-command'],
  },
  references: ['https://github.com/hadolint/hadolint/wiki/DL3001'],
  examples: [
    {
      name: 'a service is started and gone again',
      before: 'FROM debian:12\nRUN service ssh start\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const { name, command } of runCommandsNamed(dockerfile, facts, COMMANDS)) {
      const message = `\`${name}\` leaves nothing behind in the image.`;
      yield { span: command.span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;
