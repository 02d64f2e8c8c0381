import { operands } from '../dockerfile/command-line.ts';
import type { Rule } from '../findings/rule.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';
import { SHELL_PATHS, shellInstead } from '../findings/shell-link.ts';

const SHELLS = /(?:^|\/)(?:bash|zsh|ksh|mksh|fish|ash|dash|yash|pwsh)$/;

export default {
  id: 'sh-symlink',
  summary: '`/bin/sh` is replaced to change the shell of RUN',
  rationale:
    'The link changes the shell for every program of the image that counts on a POSIX `/bin/sh`, in ' +
    'the build and in the running container, and an update of the package that owns it undoes it. ' +
    'SHELL says openly which shell RUN uses. The fix takes it where a RUN below needs bash, and nothing below ' +
    'calls `sh` by its name.',
  severity: 'medium',
  safety: 'review',
  effects: ['shell', 'cmd', 'entrypoint', 'healthcheck', 'files'],
  paths: ['/bin/sh', '/usr/bin/sh'],
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
      after: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN source ./env.sh\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const { run, line, command } of runCommandsNamed(dockerfile, facts, ['ln', 'cp', 'mv'])) {
      const [source, target] = operands(line).map(({ value }) => value ?? '');
      if (!SHELL_PATHS.has(target ?? '') || !SHELLS.test(source ?? '')) continue;
      const message = `\`${target ?? ''}\` becomes \`${source ?? ''}\` for every program of the image.`;
      yield { span: command.span, message, ...shellInstead(dockerfile, facts, run, source ?? '') };
    }
  },
} satisfies Rule;
