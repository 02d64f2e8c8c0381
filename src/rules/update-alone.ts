import { effectiveCommand, nameOf } from '../dockerfile/command-line.ts';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import type { PackageManagerName } from '../dockerfile/package-manager.ts';
import type { ShellScript } from '../dockerfile/shell-script.ts';
import { callSpan, nameOfCall } from '../findings/call-text.ts';
import type { Facts, Fix, Problem, Rule } from '../findings/rule.ts';
import { runsCalling, runsOf } from '../findings/runs.ts';
import type { Run } from '../findings/runs.ts';
import { mergeRuns } from '../findings/merge-runs.ts';

/** Programs that share one index. */
const FAMILIES: readonly (readonly PackageManagerName[])[] = [
  ['apt-get', 'apt', 'aptitude'],
  ['apk'],
  ['zypper'],
  ['opkg'],
];
const MANAGERS = FAMILIES.flat();
/** What reads the index. */
const USING: ReadonlySet<string> = new Set([
  'install',
  'upgrade',
  'dist-upgrade',
  'build-dep',
  'download',
  'search',
  'show',
  'list',
]);

function familyOf({ manager }: PackageCommand): readonly PackageManagerName[] | null {
  return FAMILIES.find((family) => family.includes(manager)) ?? null;
}

/** The update of a RUN in which nothing reads the index that it fetches. */
function loneUpdate({ calls, script }: Run): PackageCommand | null {
  const update = calls.findLast((call) => call.action === 'update' && familyOf(call) !== null);
  if (update === undefined || script.commands.some(mayInstall)) return null;
  const family = familyOf(update) ?? [];
  const isUsed = calls.some((call) => family.includes(call.manager) && USING.has(call.action));
  return isUsed ? null : update;
}

const READERS: ReadonlySet<string> = new Set(['apt-cache', 'apt-file', 'gdebi', 'mk-build-deps']);
const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'source', '.', 'eval']);

/** Another reader of the index, a script, or a program named for what it does. */
function mayInstall(command: ShellScript['commands'][number]): boolean {
  const line = effectiveCommand(command);
  const name = nameOf(line) ?? line.words[0]?.text ?? '';
  if (READERS.has(name) || SHELLS.has(name) || name.startsWith('$')) return true;
  return /\.(?:ba)?sh$|install|setup|provision|bootstrap|dependencies/i.test(name);
}

function judge(
  dockerfile: Dockerfile,
  run: Run,
  next: Run | null,
  update: PackageCommand,
): Problem {
  const span = callSpan(update);
  const name = nameOfCall(update);
  const message = `\`${name}\` runs alone: the builder caches this layer, so that a later RUN may install from an index that is out of date.`;
  const left = leftReason(run, next, update);
  if (left !== null || next === null) return { span, message, fix: null, left: left ?? '' };
  const merged = mergeRuns(dockerfile, run, next);
  if (merged.left !== undefined) return { span, message, fix: null, left: merged.left };
  const fix: Fix = {
    title: `Run \`${name}\` in the RUN that installs`,
    edits: [merged.edit],
    instructions: [{ kind: 'remove', keyword: 'RUN' }],
  };
  return { span, message, fix };
}

function leftReason(run: Run, next: Run | null, update: PackageCommand): string | null {
  if (run.isTrigger) return 'it is a trigger, and so is what would run with it';
  const family = familyOf(update) ?? [];
  const own = (candidate: Run) => candidate.calls.filter((call) => family.includes(call.manager));
  if (next === null || next.isTrigger) {
    const user = laterUser(run.stage, run.instruction);
    return user === null
      ? 'no RUN behind it in this stage installs packages'
      : `the next instruction is ${user.keyword}, not a RUN that installs packages`;
  }
  const calls = own(next);
  if (calls.some((call) => call.action === 'update')) {
    return 'the next RUN updates the index itself, so that this one is not needed';
  }
  if (!calls.some((call) => USING.has(call.action))) {
    return 'the next RUN does not install packages with this index';
  }
  return null;
}

function laterUser(stage: Stage, instruction: Instruction): Instruction | null {
  const later = stage.instructions.slice(stage.instructions.indexOf(instruction) + 1);
  return later.some(({ keyword }) => keyword === 'RUN') ? (later[0] ?? null) : null;
}

function* check(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  const calling = runsCalling(dockerfile, facts, MANAGERS);
  if (calling.length === 0) return;
  const byInstruction = new Map(runsOf(dockerfile, facts).map((run) => [run.instruction, run]));
  for (const run of calling) {
    const update = loneUpdate(run);
    if (update === null) continue;
    const { instructions } = run.stage;
    const next = instructions[instructions.indexOf(run.instruction) + 1];
    const nextRun = next === undefined ? null : (byInstruction.get(next) ?? null);
    yield judge(dockerfile, run, nextRun, update);
  }
}

export default {
  id: 'update-alone',
  summary: 'The package index is fetched in a RUN of its own',
  rationale:
    'The builder caches every RUN by its text. When the list of packages in a later RUN changes, that ' +
    'RUN is built anew, but the index comes from the cache and may be months old: packages are not ' +
    'found, or come in versions with known flaws. The fix moves the update into the next RUN, in front ' +
    'of the installation, when the two stand side by side and run under the same conditions.',
  severity: 'low',
  safety: 'safe',
  effects: [],
  paths: ['/var/lib/apt/lists/**', '/var/cache/apt/**', '/var/cache/apk/**'],
  about: MANAGERS,
  aliases: {
    trivy: ['DS-0017', 'DS017'],
    checkov: ['CKV_DOCKER_5'],
    kics: ['Update Instruction Alone', '9bae49be-0aa3-4de5-bab2-4c3a069e40cd'],
    dockle: ['CIS-DI-0007'],
  },
  references: [
    'https://docs.docker.com/build/building/best-practices/#apt-get',
    'https://avd.aquasec.com/misconfig/ds-0017',
  ],
  examples: [
    {
      name: 'the index is fetched in one RUN and used in the next',
      before: 'FROM debian:12\nRUN apt-get update\nRUN apt-get install -y curl\n',
      after: 'FROM debian:12\nRUN apt-get update && apt-get install -y curl\n',
    },
    {
      name: 'nothing is installed with the index',
      before: 'FROM debian:12\nRUN apt-get update\nCMD ["bash"]\n',
      after: null,
    },
  ],
  check,
} satisfies Rule;
