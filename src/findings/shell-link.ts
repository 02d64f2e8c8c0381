import { operands } from '../dockerfile/command-line.ts';
import { commandList } from '../dockerfile/shell-command-list.ts';
import { indexLines } from '../dockerfile/line-index.ts';
import { keywordLike } from '../dockerfile/keyword-case.ts';
import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import type { ShellCommand } from '../dockerfile/shell-script.ts';
import { bashDifference } from './bash-differences.ts';
import type { Answer, Facts, Precondition } from './rule.ts';
import { runsOf } from './runs.ts';
import type { Run } from './runs.ts';

/** The names under which the shell of RUN is called. */
export const SHELL_PATHS: ReadonlySet<string> = new Set(['/bin/sh', '/usr/bin/sh', 'sh']);

/** Where programs start a shell on their own, and no one can tell from the file. */
const HIDDEN =
  'no program and no script of the image counts on bash as `/bin/sh` (`#!/bin/sh`, `system()`)';

/** SHELL in place of a RUN that only makes bash the `/bin/sh`, or why that is not right here. */
export function shellInstead(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  source: string,
): Answer {
  const leave = (left: string): Answer => ({ fix: null, left });
  const path = source.startsWith('/') ? source : `/bin/${source}`;
  if (!path.endsWith('/bash')) {
    return leave(
      `\`${path}\` takes the place of \`/bin/sh\` for all programs of the image: remove the line, and put \`SHELL ["${path}", "-c"]\` in its place where only the RUNs below need it`,
    );
  }
  const { shell } = facts.before(run.run);
  if (shell !== null && shell !== 'unknown') {
    return leave(
      'RUN has another shell here, so that the link is for the programs of the image: call bash by its name in these, and remove the line',
    );
  }
  const user = userOfSh(dockerfile, facts, run);
  if (user !== null) {
    return leave(
      `${user} calls \`sh\`, which the link makes bash: write \`bash\` there where it needs it, then put \`SHELL ["${path}", "-c"]\` in place of the link`,
    );
  }
  const need = needOfBash(dockerfile, facts, run);
  if (need === null) {
    return leave(
      'no RUN below it needs bash, so that the link is for the programs of the running container: where none of their scripts needs bash behind `#!/bin/sh`, remove the line',
    );
  }
  if (run.isTrigger || run.run.comments.length > 0 || !isOnlyLink(run)) {
    return leave(
      `the RUN does more than to make the link: take the link out of it, and put \`SHELL ["${path}", "-c"]\` behind it for ${need}`,
    );
  }
  const unknown: Precondition[] =
    shell === null ? [] : [{ text: 'the base image sets no SHELL of its own', state: 'unknown' }];
  return shellFix(dockerfile, run, path, need, unknown);
}

function shellFix(
  dockerfile: Dockerfile,
  run: Run,
  path: string,
  need: string,
  unknown: readonly Precondition[],
): Answer {
  const { keywordSpan, span } = run.instruction;
  const keyword = keywordLike(dockerfile.text.slice(keywordSpan.start, keywordSpan.end), 'SHELL');
  return {
    fix: {
      title: 'Choose bash by SHELL and leave `/bin/sh` as it is',
      edits: [{ span, text: `${keyword} ["${path}", "-c"]` }],
      instructions: [{ kind: 'replace', keyword: 'RUN', by: 'SHELL' }],
      commands: commandList(run.script).map((words) => ({
        kind: 'remove',
        command: words.join(' '),
      })),
      review:
        'The RUNs below, and CMD, ENTRYPOINT and HEALTHCHECK in shell form, go on in bash; every other program of the image gets the `/bin/sh` of the distribution again.',
      preconditions: [
        { text: `bash is there: ${need} runs in it today`, state: 'held' },
        {
          text: 'no RUN, CMD, ENTRYPOINT or HEALTHCHECK below calls `sh` by its name',
          state: 'held',
        },
        { text: HIDDEN, state: 'unknown' },
        ...unknown,
      ],
    },
  };
}

/** `rm /bin/sh && ln -s /bin/bash /bin/sh`, and nothing else. */
function isOnlyLink({ script }: Run): boolean {
  return script.topLevel.length === script.commands.length && script.commands.every(isPartOfLink);
}

function isPartOfLink(command: ShellCommand): boolean {
  const paths = operands(command).map(({ value }) => value ?? '');
  if (command.name === 'rm') return paths.every((path) => SHELL_PATHS.has(path));
  if (command.name === 'mv') return SHELL_PATHS.has(paths[0] ?? '');
  return command.name === 'ln' && SHELL_PATHS.has(paths.at(-1) ?? '');
}

function needOfBash(dockerfile: Dockerfile, facts: Facts, link: Run): string | null {
  for (const run of runsOf(dockerfile, facts)) {
    if (run.stage !== link.stage || run.run.span.start <= link.run.span.start) continue;
    const difference = bashDifference(run.script);
    if (difference === null || run.script.errors.length > 0) continue;
    return `the RUN of line ${lineOf(dockerfile, run.run)} (${difference})`;
  }
  return null;
}

/** The first instruction below that starts `sh` by its name. */
function userOfSh(dockerfile: Dockerfile, facts: Facts, link: Run): string | null {
  for (const stage of dockerfile.stages.slice(link.stage.index)) {
    for (const instruction of stage.instructions) {
      if (instruction.span.start <= link.run.span.start) continue;
      const commands = facts.script(instruction.trigger ?? instruction)?.commands ?? [];
      const isUser = commands.some(({ words }) => {
        return (
          words.some(({ value }) => value === '/bin/sh' || value === '/usr/bin/sh') ||
          words[0]?.value === 'sh'
        );
      });
      if (isUser) return `${instruction.keyword} of line ${lineOf(dockerfile, instruction)}`;
    }
  }
  return null;
}

function lineOf({ text }: Dockerfile, { span }: Instruction): number {
  return indexLines(text).position(span.start).line;
}
