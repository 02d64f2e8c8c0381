import { operands } from '../dockerfile/command-line.ts';
import type { Rule } from '../findings/rule.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';

const LEFT =
  'SHELL would change only the instructions below it, while the link also changes what `/bin/sh` is in the running container; where nothing there counts on it, remove the link and add `SHELL ["/bin/bash", "-c"]`';

const TARGETS = new Set(['/bin/sh', '/usr/bin/sh', 'sh']);
const SHELLS = /(?:^|\/)(?:bash|zsh|ksh|mksh|fish|ash|dash|yash|pwsh)$/;

export default {
  id: 'sh-symlink',
  summary: '`/bin/sh` is replaced to change the shell of RUN',
  rationale:
    'The link changes the shell for every program of the image that counts on a POSIX `/bin/sh`, in ' +
    'the build and in the running container, and an update of the package that owns it undoes it. ' +
    'SHELL says openly which shell RUN uses.',
  severity: 'medium',
  safety: null,
  effects: [],
  about: ['ln', 'cp', 'mv'],
  aliases: {
    hadolint: ['DL4005'],
    kics: ['Changing Default Shell Using RUN Command', '8a301064-c291-4b20-adcb-403fe7fd95fd'],
    semgrep: ['use-shell-instruction'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL4005',
    'https://docs.docker.com/reference/dockerfile/#shell',
  ],
  examples: [
    {
      name: 'bash takes the place of sh',
      before: 'FROM debian:12\nRUN ln -sf /bin/bash /bin/sh\nRUN source ./env.sh\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const { line, command } of runCommandsNamed(dockerfile, facts, ['ln', 'cp', 'mv'])) {
      const [source, target] = operands(line).map(({ value }) => value ?? '');
      if (!TARGETS.has(target ?? '') || !SHELLS.test(source ?? '')) continue;
      const message = `\`${target ?? ''}\` becomes \`${source ?? ''}\` for every program of the image.`;
      yield { span: command.span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;
