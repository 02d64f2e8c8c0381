import { lostFailure } from '../findings/pipefail.ts';
import type { Facts, Rule } from '../findings/rule.ts';
import { runsOf } from '../findings/runs.ts';
import type { Run } from '../findings/runs.ts';

const CARE =
  'first make sure that no command before a pipe fails in a good build, as `grep` without a match and a writer that `head` cuts off do';

/** What to do depends on the shell that runs the RUN. */
function reasonFor({ run, stage }: Run, facts: Facts): string {
  const { shell } = facts.before(run);
  const base = facts.base(stage);
  if (shell !== null && shell !== 'unknown') {
    return `the SHELL in force takes \`-o\`, \`pipefail\`; ${CARE}`;
  }
  if (base.sh === 'busybox' || base.sh === 'bash') {
    return `\`/bin/sh\` is ${base.sh} here, so that \`set -o pipefail\` at the start of the RUN will do; ${CARE}`;
  }
  if (base.sh === 'dash') return dashReason(base.bash);
  if (base.sh === 'none') {
    return 'the base image has no shell of its own, so it depends on the one that is put there';
  }
  return `which shell \`/bin/sh\` is in the base image is not known: where it is dash, only a SHELL with bash helps; ${CARE}`;
}

function dashReason(bash: boolean | 'unknown'): string {
  const shell = '`SHELL ["/bin/bash", "-o", "pipefail", "-c"]`';
  const proof = bash === true ? 'bash is there' : 'whether bash is there is not known';
  return `\`/bin/sh\` is dash here, which in most releases has no pipefail; ${shell} has it (${proof}), and holds for every RUN, CMD and ENTRYPOINT in shell form below it; ${CARE}`;
}

export default {
  id: 'pipefail',
  summary: 'A command in a pipe may fail without stopping the build',
  rationale:
    'The status of a pipe is that of its last command. When a download before a pipe fails, the build ' +
    'goes on with nothing, and the image is broken in a way that shows only when it runs. With ' +
    '`pipefail` the build stops there. Writers that cannot fail (`echo`, `printf`, `yes`), conditions ' +
    'and pipes behind which `||` stands are not meant.',
  severity: 'low',
  safety: null,
  effects: [],
  aliases: {
    hadolint: ['DL4006'],
    kics: ['Shell Running A Pipe Without Pipefail Flag', 'efbf148a-67e9-42d2-ac47-02fa1c0d0b22'],
    semgrep: ['set-pipefail'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL4006',
    'https://docs.docker.com/build/building/best-practices/#using-pipes',
  ],
  examples: [
    {
      name: 'a download is unpacked on the fly',
      before: 'FROM debian:12\nRUN curl -fsSL https://example.com/a.tar.gz | tar -xz -C /opt\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const run of runsOf(dockerfile, facts)) {
      const { shell } = facts.before(run.run);
      if (Array.isArray(shell) && shell.some((word) => word === 'pipefail')) continue;
      const command = lostFailure(dockerfile, run.script);
      if (command === null) continue;
      const message = 'When this command fails, the pipe hides it and the build goes on.';
      yield { span: command.span, message, fix: null, left: reasonFor(run, facts) };
    }
  },
} satisfies Rule;
