import { operands } from '../dockerfile/command-line.ts';
import { errexitAtEnd } from '../dockerfile/errexit.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { Nesting, ShellCommand } from '../dockerfile/shell-script.ts';
import { exitOnFailure, joinRest } from '../findings/cd-guard.ts';
import { isDirectory } from '../findings/known-directories.ts';
import type { Facts, Rule } from '../findings/rule.ts';
import { runsOf } from '../findings/runs.ts';
import type { Run } from '../findings/runs.ts';

/** Constructs in which `exit 1` ends the RUN, or the subshell with all that needs the directory. */
const REACHED: ReadonlySet<Nesting> = new Set([
  'subshell',
  'group',
  'if-branch',
  'loop-body',
  'case',
]);

/** Places that are there in any case. */
const CERTAIN = /^(?:\.\.?|-|\/)$/;

/** The changes of directory in a RUN behind which the commands go on also when they fail. */
function uncheckedIn(dockerfile: Dockerfile, facts: Facts, run: Run): ShellCommand[] {
  const { script } = run;
  if (script.form === 'exec') return [];
  const found = script.commands.filter((command) => {
    const { name, after, before, nesting, pipeline } = command;
    const isChange = (name === 'cd' || name === 'pushd') && (after === ';' || after === '\n');
    if (!isChange || pipeline.length > 1 || before === '||') return false;
    return nesting.every((it) => REACHED.has(it)) && mayFail(dockerfile, facts, run, command);
  });
  return found.length > 0 && errexitAtEnd(script) === 'off' ? found : [];
}

function mayFail(dockerfile: Dockerfile, facts: Facts, run: Run, command: ShellCommand): boolean {
  const [target, ...others] = operands(command);
  // Two operands are another mistake.
  if (target === undefined || others.length > 0) return false;
  const { value } = target;
  if (value === null) return true;
  const isCertain =
    CERTAIN.test(value) ||
    (value.startsWith('/') && isDirectory(dockerfile, facts, run.stage, run.instruction, value));
  return !isCertain;
}

export default {
  id: 'unchecked-cd',
  summary: 'The commands behind a `cd` run somewhere else when it fails',
  rationale:
    'Behind `;` the shell goes on whatever happens. Where the directory is missing, the rest of the RUN then ' +
    'works in the wrong place: it builds something else, or removes files there, and the build may even ' +
    'succeed. The fix joins the rest by `&&`, and where more than one chain follows it writes ' +
    '`|| exit 1`, so that nothing else changes. A directory that is there for certain is not meant, and ' +
    'neither is a RUN with `set -e`.',
  severity: 'low',
  safety: 'review',
  effects: [],
  about: ['cd', 'pushd'],
  aliases: { hadolint: ['SC2164'] },
  references: ['https://www.shellcheck.net/wiki/SC2164'],
  examples: [
    {
      name: 'one chain follows',
      before: 'FROM gcc:14\nRUN git clone https://example.com/a && cd a; make\n',
      after: 'FROM gcc:14\nRUN git clone https://example.com/a && cd a && make\n',
    },
    {
      name: 'more than one command follows',
      before: 'FROM gcc:14\nRUN cd /src; make; make install\n',
      after: 'FROM gcc:14\nRUN cd /src || exit 1; make; make install\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const run of runsOf(dockerfile, facts)) {
      for (const command of uncheckedIn(dockerfile, facts, run)) {
        const message = 'Where this `cd` fails, the commands behind it run in another directory.';
        const fix = joinRest(dockerfile, run, command) ?? exitOnFailure(dockerfile, run, command);
        if (fix === null) yield { span: command.span, message, fix, left: LEFT };
        else yield { span: command.span, message, fix };
      }
    }
  },
} satisfies Rule;

const LEFT =
  'the `cd` is written so that nothing can be put right behind it; join the rest by `&&`, or begin the RUN with `set -e`';
