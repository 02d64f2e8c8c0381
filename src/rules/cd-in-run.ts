import { operands } from '../dockerfile/command-line.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import type { ShellCommand, ShellScript, ShellWord } from '../dockerfile/shell-script.ts';
import type { Facts, Rule } from '../findings/rule.ts';
import { runsOf } from '../findings/runs.ts';
import type { Run } from '../findings/runs.ts';

const FIRST =
  'a WORKDIR stays in force for all that follows, also for the running container: put one before this RUN, and one back to the old directory after it';
const MIDDLE =
  'the commands before it run in another directory, so that the RUN would have to be split; where that is no loss, put WORKDIR between the two';
const ALONE =
  'the directory changes for this RUN only, so that it has no effect; remove it, or use WORKDIR';

/** Commands that prepare the shell and work in no directory. */
const PREPARATIONS = new Set(['set', 'export', 'umask', ':', 'true', 'cd']);

/** The first `cd` of the RUN itself that a WORKDIR could do; null without one. */
function changeOf(dockerfile: Dockerfile, facts: Facts, run: Run): ShellCommand | null {
  const changes = run.script.commands.filter(({ name, nesting }) => {
    return name === 'cd' && nesting.length === 0;
  });
  const [command] = changes;
  const target = command === undefined ? undefined : operands(command)[0];
  if (command === undefined || target === undefined) return null;
  if (!isKnown(dockerfile, facts, run, target)) return null;
  if (isFirstCommand(run.script, command)) return command;
  // In the middle of a RUN, a relative path most often leads to what was just unpacked there, and a
  // RUN that goes through several directories has no other way.
  return changes.length === 1 && /^["']?[/$]/.test(target.text) ? command : null;
}

function isFirstCommand({ commands }: ShellScript, command: ShellCommand): boolean {
  const index = commands.indexOf(command);
  return commands.slice(0, index).every(({ name }) => name !== null && PREPARATIONS.has(name));
}

/** WORKDIR knows paths and the variables of ARG and ENV; no `~`, `-`, `$(…)` and shell variables. */
function isKnown(dockerfile: Dockerfile, facts: Facts, { run }: Run, { text }: ShellWord): boolean {
  if (/^["']?[~-]|[`*?]|\$[^A-Za-z_{]/.test(text)) return false;
  const scope = scopeAt(dockerfile, run);
  const { env } = facts.before(run);
  return [...text.matchAll(/\$\{?(\w+)/g)].every(([, name = '']) => {
    return scope.definition(name) !== null || env.has(name);
  });
}

function reasonFor({ script }: Run, command: ShellCommand): string {
  if (script.commands.at(-1) === command) return ALONE;
  return isFirstCommand(script, command) ? FIRST : MIDDLE;
}

export default {
  id: 'cd-in-run',
  summary: 'A RUN changes the directory with `cd` where WORKDIR does it',
  rationale:
    'The directory of `cd` is forgotten at the end of the RUN, so that each RUN has to change it again, ' +
    'and where the `cd` fails behind a `;` the rest runs in the wrong place. WORKDIR says it once, ' +
    'makes the directory when it is not there, and is seen at a glance. A `cd` in a subshell, to a ' +
    'place that only the shell knows, or into what was just unpacked is not meant.',
  severity: 'low',
  safety: null,
  effects: [],
  about: ['cd'],
  aliases: {
    hadolint: ['DL3003'],
    trivy: ['DS-0013', 'DS013'],
    kics: [
      'RUN Instruction Using cd Instead of WORKDIR',
      "RUN Instruction Using 'cd' Instead of WORKDIR",
      'f4a6bcd3-e231-4acf-993c-aa027be50d2e',
    ],
    semgrep: ['use-workdir'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3003',
    'https://avd.aquasec.com/misconfig/ds-0013',
    'https://docs.docker.com/build/building/best-practices/#workdir',
  ],
  examples: [
    {
      name: 'a build starts in another directory',
      before: 'FROM node:22\nRUN cd /app && npm ci\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const run of runsOf(dockerfile, facts)) {
      const command = changeOf(dockerfile, facts, run);
      if (command === null) continue;
      const message = 'This `cd` holds for one RUN only; WORKDIR sets the directory openly.';
      yield { span: command.span, message, fix: null, left: reasonFor(run, command) };
    }
  },
} satisfies Rule;
