import { execEdits, jsonArray } from '../dockerfile/exec-edit.ts';
import { isJsonAttempt } from '../dockerfile/json-attempt.ts';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { plainCommand, withLastExecuted } from '../dockerfile/plain-command.ts';
import type { NeedsShell } from '../dockerfile/plain-command.ts';
import type { ShellScript, ShellWord } from '../dockerfile/shell-script.ts';
import {
  entrypointCondition,
  inheritors,
  programCondition,
  shellCondition,
} from '../findings/exec-context.ts';
import type { Effect, Facts, Fix, Precondition, Rule } from '../findings/rule.ts';
import { replacedCommands } from '../findings/script-changes.ts';

/** One CMD or ENTRYPOINT in shell form. */
interface Place {
  readonly dockerfile: Dockerfile;
  readonly facts: Facts;
  readonly stage: Stage;
  readonly instruction: Instruction;
  readonly script: ShellScript;
}

type Result =
  { readonly fix: Fix; readonly left?: never } | { readonly fix: null; readonly left: string };

function convert(place: Place): Result {
  const { facts, instruction, script } = place;
  const blocked = appendedCmd(place);
  if (blocked !== null) return { fix: null, left: blocked };
  const shell = shellCondition(facts, instruction);
  const command = plainCommand(script);
  if (command.words === null) return keepingShell(place, command);
  if (shell.state === 'did not hold')
    return left('the SHELL in force does more than run the command');
  return direct(place, command.words, shell);
}

function left(reason: string): Result {
  return { fix: null, left: reason };
}

/** In shell form ENTRYPOINT ignores CMD; in exec form it would get it as arguments. */
function appendedCmd({ dockerfile, facts, stage, instruction }: Place): string | null {
  if (instruction.keyword !== 'ENTRYPOINT') return null;
  const hasCmd = inheritors(dockerfile, stage).some((other) => facts.result(other).cmd !== null);
  return hasCmd ? 'CMD, which it ignores in shell form, would become its arguments' : null;
}

function effectsOf({ keyword }: Instruction): Effect[] {
  return [keyword === 'CMD' ? 'cmd' : 'entrypoint'];
}

/** The array of the words themselves. */
function direct(place: Place, words: readonly ShellWord[], shell: Precondition): Result {
  const { dockerfile, facts, stage, instruction, script } = place;
  const edits = execEdits(dockerfile, instruction, words);
  if (edits === null) return left('its words are broken over lines');
  const values = words.map((word) => word.value ?? word.text);
  const program = values[0] ?? '';
  const preconditions = [shell, programCondition(dockerfile, stage, program)];
  if (instruction.keyword === 'CMD') {
    preconditions.push(entrypointCondition(dockerfile, facts, stage));
  }
  const fix: Fix = {
    title: `Write ${instruction.keyword} in exec form`,
    edits,
    effects: effectsOf(instruction),
    commands: replacedCommands(script, values),
    preconditions,
  };
  const open = preconditions.filter(({ state }) => state !== 'held').map(({ text }) => text);
  if (open.length === 0) return { fix };
  return { fix: { ...fix, safety: 'review', review: `See whether ${open.join(', and ')}.` } };
}

/** Where the shell has something to do, it can at least make way for the program. */
function keepingShell(place: Place, { obstacle, isOne }: NeedsShell): Result {
  const text = place.script.text.trim();
  if (isOne) return throughShell(place, obstacle, /^exec\s/.test(text) ? text : `exec ${text}`);
  const command = withLastExecuted(place.script)?.trim() ?? null;
  if (command !== null) return throughShell(place, obstacle, command);
  return left(
    `${obstacle}: put them into a script that ends with \`exec\` and the program, and start that`,
  );
}

function throughShell(
  { facts, instruction, script, dockerfile }: Place,
  obstacle: string,
  command: string,
): Result {
  const { shell } = facts.before(instruction);
  if (shell === 'unknown') return left(`${obstacle}, and the shell of the base image is not known`);
  if (instruction.comments.length > 0) return left(`${obstacle}, and a comment stands inside`);
  const words = [...(shell ?? ['/bin/sh', '-c']), command];
  const { bodySpan } = instruction;
  if (dockerfile.text.slice(bodySpan.start, bodySpan.end).includes('\n')) {
    return left(`${obstacle}, and the command stands on several lines`);
  }
  const fix: Fix = {
    title: `Write ${instruction.keyword} in exec form, with a shell that makes way for the program`,
    edits: [{ span: bodySpan, text: jsonArray(words) }],
    safety: 'review',
    effects: effectsOf(instruction),
    commands: replacedCommands(script, words),
    review: `The shell stays, because ${obstacle}; with \`exec\` the program takes its place as the main process.`,
  };
  return { fix };
}

function leaveOrConvert(
  isTrigger: boolean,
  script: ShellScript | null,
  change: (script: ShellScript) => Result,
): Result {
  if (isTrigger)
    return left('it is for images built on this, whose shell and entry point are not known');
  return script === null ? left('no POSIX shell runs it') : change(script);
}

export default {
  id: 'exec-form',
  summary: 'CMD or ENTRYPOINT is in shell form',
  rationale:
    'In shell form the command runs inside `/bin/sh -c`. The shell is then the main process of the ' +
    'container and passes no signals on, so that `docker stop` waits ten seconds and kills the ' +
    'program; and an ENTRYPOINT in shell form ignores CMD and the arguments of `docker run`. The fix ' +
    'writes the words as a JSON array where no shell is needed to read them.',
  severity: 'medium',
  safety: 'safe',
  effects: ['cmd', 'entrypoint'],
  about: ['CMD', 'ENTRYPOINT'],
  aliases: {
    hadolint: ['DL3025'],
    kics: [
      'Not Using JSON In CMD And ENTRYPOINT Arguments',
      'b86987e1-6397-4619-81d5-8807f2387c79',
      'Not Using Proper Exec Form In CMD And ENTRYPOINT Arguments',
      '34945ae8-730d-424c-8279-b064d9f108de',
    ],
    buildkit: ['JSONArgsRecommended'],
    sonar: ['S7019'],
    semgrep: ['prefer-json-notation'],
  },
  references: [
    'https://docs.docker.com/reference/build-checks/json-args-recommended/',
    'https://docs.docker.com/reference/dockerfile/#shell-and-exec-form',
    'https://github.com/hadolint/hadolint/wiki/DL3025',
  ],
  examples: [
    {
      name: 'a plain command',
      before: 'FROM python:3.12\nCMD python -m app --port 80\n',
      after: 'FROM python:3.12\nCMD ["python", "-m", "app", "--port", "80"]\n',
    },
    {
      name: 'a command with a variable',
      before: 'FROM python:3.12\nCMD gunicorn app --bind :$PORT\n',
      after: 'FROM python:3.12\nCMD ["/bin/sh", "-c", "exec gunicorn app --bind :$PORT"]\n',
    },
    {
      name: 'the last of two commands takes the place of the shell',
      before: 'FROM python:3.12\nCMD python migrate.py && python app.py\n',
      after: 'FROM python:3.12\nCMD ["/bin/sh", "-c", "python migrate.py && exec python app.py"]\n',
    },
    {
      name: 'two ways to go on need a shell',
      before: 'FROM python:3.12\nCMD python app.py || sleep 60\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const stage of dockerfile.stages) {
      for (const outer of stage.instructions) {
        const instruction = outer.trigger ?? outer;
        const { keyword, body, bodySpan, json } = instruction;
        const isShellForm = (keyword === 'CMD' || keyword === 'ENTRYPOINT') && !json;
        if (!isShellForm || body.text === '' || isJsonAttempt(body.text)) continue;
        const message = `${keyword} runs inside a shell, which does not pass signals on to the program.`;
        const script = facts.script(instruction);
        const result = leaveOrConvert(outer !== instruction, script, (found) =>
          convert({ dockerfile, facts, stage, instruction, script: found }),
        );
        yield { span: bodySpan, message, ...result };
      }
    }
  },
} satisfies Rule;
