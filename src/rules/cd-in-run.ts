import { operands } from '../dockerfile/command-line.ts';
import { errexitAtEnd } from '../dockerfile/errexit.ts';
import type { ImageConfig } from '../dockerfile/image-config.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import type { ShellCommand, ShellScript, ShellWord } from '../dockerfile/shell-script.ts';
import { shown } from '../dockerfile/shown-text.ts';
import { resolveDirectory } from '../dockerfile/work-directory.ts';
import { removeIdleCd, removeNeedlessCd, replaceCds } from '../findings/cd-fix.ts';
import { cdReach, leadingCd } from '../findings/cd-reach.ts';
import type { Facts, Fix, Rule } from '../findings/rule.ts';
import { runsOf } from '../findings/runs.ts';
import type { Run } from '../findings/runs.ts';

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

/** The directory as WORKDIR would take it: absolute, without quotes and blanks; null where it is none. */
function workdirOf({ script }: Run, command: ShellCommand): string | null {
  const word = operands(command)[0];
  const isFirst = script.topLevel[0]?.kind === 'command' && script.commands[0] === command;
  if (!isFirst || word === undefined || word.text !== word.text.trim()) return null;
  return /^\/[\w./+@-]*$/.test(word.text) ? word.text : null;
}

function sameDirectory(a: string, b: string): boolean {
  const [first, second] = [a, b].map((path) => resolveDirectory('/', path, false));
  return first?.replace(/\/$/, '') === second?.replace(/\/$/, '');
}

/** A fix and the RUNs that it cures, or why there is none. */
type Result =
  | { readonly fix: Fix; readonly runs: readonly Run[] }
  | { readonly fix: null; readonly left: string };

function judge(dockerfile: Dockerfile, facts: Facts, run: Run, command: ShellCommand): Result {
  const { script } = run;
  const { workdir } = facts.before(run.run);
  const target = workdirOf(run, command);
  const isSame = target !== null && workdir !== 'unknown' && sameDirectory(workdir ?? '/', target);
  const extra = operands(command)[1];
  if (extra !== undefined) {
    return leave(
      `\`cd\` takes one directory: a connector is missing in front of ${shown(extra.text, 40)}`,
    );
  }
  if (script.commands.at(-1) === command) {
    const fix = removeIdleCd(dockerfile, run, command);
    return fix === null ? leave(ALONE) : { fix, runs: [run] };
  }
  if (isSame && !run.isTrigger) {
    const fix = removeNeedlessCd(dockerfile, run, command);
    if (fix !== null) return { fix, runs: [run] };
  }
  if (!isFirstCommand(script, command)) return leave(middleReason(script, command));
  if (target === null || leadingCd(run) === null) return leave(firstReason(run, command));
  if (run.isTrigger)
    return leave('the RUN is for images built on this one, which go on in their own directory');
  const changes = script.commands.filter(({ name }) => name === 'cd' || name === 'pushd');
  const reach = cdReach(dockerfile, facts, run, target);
  const { group, obstacle } = reach;
  if (obstacle !== null) return leave(neededReason(obstacle, workdir));
  if (changes.length > 1)
    return leave(
      'the RUN goes through several directories, so that WORKDIR would not spare it the others',
    );
  if (hasRelativeMount(run))
    return leave('a mount of the RUN names a path in the directory that it starts in');
  const fix = replaceCds(dockerfile, reach, target);
  return fix === null
    ? leave('a comment stands beside the `cd`; put a WORKDIR above the RUN by hand')
    : { fix, runs: group };
}

function leave(left: string): Result {
  return { fix: null, left };
}

function hasRelativeMount({ run }: Run): boolean {
  return run.flags.some(({ name, value }) => {
    return name === 'mount' && !/(?:^|,)(?:target|dst|destination)=\//.test(value ?? '');
  });
}

function neededReason(obstacle: string, workdir: ImageConfig['workdir']): string {
  const old = workdir === 'unknown' ? 'the directory of the base image' : `\`${workdir ?? '/'}\``;
  return `${obstacle} works in ${old}, so that a second WORKDIR would have to lead back there; a \`cd\` joined by \`&&\` does no harm, keep it unless that directory is as good`;
}

function firstReason({ script }: Run, command: ShellCommand): string {
  const [part] = script.topLevel;
  if (part?.after === ';' && errexitAtEnd(script) === 'off') {
    return 'behind `;` the rest of the RUN runs in the wrong directory where the `cd` fails; join it with `&&`, or use WORKDIR';
  }
  const path = operands(command)[0]?.text ?? '';
  return path.startsWith('/')
    ? 'the `cd` is not the first command of a list joined by `&&`, so that WORKDIR would move what stands around it, too'
    : `\`${path}\` depends on the directory or the variables of this RUN, so that WORKDIR would have to name it in another way`;
}

function middleReason({ commands }: ShellScript, command: ShellCommand): string {
  const before = commands.indexOf(command);
  return `${before === 1 ? 'a command' : `${before} commands`} of the RUN run${before === 1 ? 's' : ''} before it, so that WORKDIR would split the RUN into two layers; where that is no loss, put it between the two`;
}

export default {
  id: 'cd-in-run',
  summary: 'A RUN changes the directory with `cd` where WORKDIR does it',
  rationale:
    'The directory of `cd` is forgotten at the end of the RUN, so that each RUN has to change it again, ' +
    'and where the `cd` fails behind a `;` the rest runs in the wrong place. WORKDIR says it once, ' +
    'makes the directory when it is not there, and is seen at a glance. A `cd` in a subshell, to a ' +
    'place that only the shell knows, or into what was just unpacked is not meant. The fix removes a `cd` ' +
    'without effect, and takes WORKDIR where nothing below needs the old directory: before another ' +
    'WORKDIR, and at the end of a stage of which only files are used. Elsewhere a second WORKDIR would ' +
    'have to lead back, which is more to read than a `cd` that does no harm.',
  severity: 'low',
  safety: 'safe',
  effects: ['workdir'],
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
      name: 'a build in a stage of which only files are used',
      before:
        'FROM node:22 AS build\nRUN cd /app && npm ci\nRUN cd /app && npm run build\n' +
        'FROM nginx:1.27\nCOPY --from=build /app/dist /usr/share/nginx/html\n',
      after:
        'FROM node:22 AS build\nWORKDIR /app\nRUN npm ci\nRUN npm run build\n' +
        'FROM nginx:1.27\nCOPY --from=build /app/dist /usr/share/nginx/html\n',
    },
    {
      name: 'the container starts in the old directory',
      before: 'FROM node:22\nRUN cd /app && npm ci\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    const shared = new Map<Run, Fix>();
    for (const run of runsOf(dockerfile, facts)) {
      const command = changeOf(dockerfile, facts, run);
      if (command === null) continue;
      const message = 'This `cd` holds for one RUN only; WORKDIR sets the directory openly.';
      const known = shared.get(run);
      const result =
        known === undefined ? judge(dockerfile, facts, run, command) : { fix: known, runs: [] };
      if (result.fix === null) {
        yield { span: command.span, message, fix: null, left: result.left };
        continue;
      }
      for (const cured of result.runs) shared.set(cured, result.fix);
      yield { span: command.span, message, fix: result.fix };
    }
  },
} satisfies Rule;
