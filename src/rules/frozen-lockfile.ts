import { hasOption } from '../dockerfile/command-line.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import { insertBehind, leadingWords, SPLIT_WORD } from '../dockerfile/word-edit.ts';
import { callSpan, nameOfCall } from '../findings/call-text.ts';
import { writtenBefore } from '../findings/earlier-text.ts';
import { findFrozen } from '../findings/frozen-lock.ts';
import type { FoundLock, LockKind } from '../findings/frozen-lock.ts';
import { isInEnvironment } from '../findings/given-options.ts';
import { PNPM_LOCK } from '../findings/pnpm-lock.ts';
import type { Answer, Facts, Rule } from '../findings/rule.ts';
import { fixIn, runsCalling } from '../findings/runs.ts';
import type { Run } from '../findings/runs.ts';
import { YARN_LOCK } from '../findings/yarn-lock.ts';

const KINDS: readonly LockKind[] = [YARN_LOCK, PNPM_LOCK];

const ACTIONS: ReadonlySet<string> = new Set(['install', 'i']);

/** The lock file is kept, or left out on purpose. */
const DECIDED = [
  ...['--frozen-lockfile', '--no-frozen-lockfile', '--immutable', '--no-immutable'],
  ...['--immutable-cache', '--pure-lockfile', '--no-lockfile', '--lockfile-only', '--fix-lockfile'],
  ...['--force', '--production=false', '-g', '--global', '--version', '--help', '-v', '-h'],
];
/** With these, both keep to the lock file without the option. */
const VARIABLES = ['CI', 'YARN_ENABLE_IMMUTABLE_INSTALLS', 'npm_config_frozen_lockfile'];
const ELSEWHERE = ['--cwd', '--prefix', '-C', '--dir', '--filter', '-F'];

function installsProject(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  call: PackageCommand,
  { manager }: LockKind,
): boolean {
  if (call.manager !== manager || call.packages.length > 0) return false;
  if (call.actionWord === null ? manager !== 'yarn' : !ACTIONS.has(call.actionWord.value ?? '')) {
    return false;
  }
  if (hasOption(call, DECIDED, call.valueOptions)) return false;
  return !VARIABLES.some((name) => isInEnvironment(dockerfile, facts, run, call, name));
}

function isElsewhere(run: Run, call: PackageCommand): boolean {
  const moves = run.script.commands.some(
    ({ name, span }) => (name === 'cd' || name === 'pushd') && span.start < call.command.span.start,
  );
  return moves || hasOption(call, ELSEWHERE, call.valueOptions);
}

function answerOf(
  dockerfile: Dockerfile,
  run: Run,
  call: PackageCommand,
  { lock, manifest, manager }: LockKind,
  found: FoundLock | null,
): Answer {
  if (isElsewhere(run, call)) {
    const left = `another folder is meant: compare \`${manifest}\` with the \`${lock}\` there, then add the option that keeps to it`;
    return { fix: null, left };
  }
  if (found === null) {
    const left = `the option fails unless \`${lock}\` fits \`${manifest}\`, which is not to be seen here: try it beside these files, then add it`;
    return { fix: null, left };
  }
  const { path, ignoredBy, preconditions } = found;
  const { fit, program, option } = found.frozen;
  if (fit.state === 'differs') {
    const left = `\`${path}\` does not fit \`${manifest}\` (${fit.why ?? 'they differ'}): run \`${manager} install\`, commit the lock file, then add \`${option}\``;
    return {
      fix: null,
      left,
      preconditions: [{ text: `\`${path}\` fits \`${manifest}\``, state: 'did not hold' }],
    };
  }
  if (ignoredBy !== null) {
    const left = `\`${ignoredBy}\` keeps \`${path}\` out of the build: let it in, then add \`${option}\``;
    return { fix: null, left, preconditions };
  }
  if (program.state === 'did not hold') {
    const left = `${program.text} does not hold: take the ${manager} that \`${path}\` was written with, then add \`${option}\``;
    return { fix: null, left, preconditions: [program] };
  }
  const word = call.actionWord ?? call.words[0] ?? null;
  const edit = word === null ? null : insertBehind(dockerfile, run.script, word, option);
  if (edit === null) return { fix: null, left: SPLIT_WORD };
  const command = leadingWords(call.command, word);
  const fix = fixIn(run, {
    title: `Add \`${option}\` to \`${nameOfCall(call)}\``,
    edits: [edit],
    review:
      'Look whether the build should fail when the lock file is out of date, as it will from now on.',
    commands: [{ kind: 'add-argument', command, argument: option }],
    preconditions,
  });
  return { fix };
}

export default {
  id: 'frozen-lockfile',
  summary: 'yarn or pnpm may install other versions than the lock file says',
  rationale:
    'Where the lock file is out of date, `yarn install` and `pnpm install` resolve versions anew and go on, ' +
    'so that the image has versions that nobody tested. `--frozen-lockfile` (Yarn 1 and pnpm) and ' +
    '`--immutable` (Yarn 2 and newer) make them fail instead. The lock file says which Yarn it is of. The ' +
    'fix is made where the repository shows both files, and only when one fits the other.',
  severity: 'info',
  safety: 'review',
  effects: [],
  about: ['yarn', 'pnpm'],
  aliases: {},
  references: [
    'https://classic.yarnpkg.com/lang/en/docs/cli/install/',
    'https://yarnpkg.com/cli/install',
    'https://pnpm.io/cli/install#--frozen-lockfile',
  ],
  examples: [
    {
      name: 'the lock file fits',
      before:
        'FROM node:22\nWORKDIR /app\nCOPY package.json yarn.lock ./\nRUN yarn install --production\n',
      after:
        'FROM node:22\nWORKDIR /app\nCOPY package.json yarn.lock ./\nRUN yarn install --frozen-lockfile --production\n',
      files: {
        'package.json': '{"dependencies":{"ms":"^2.1.3"}}\n',
        'yarn.lock': '# yarn lockfile v1\n\n\nms@^2.1.3:\n  version "2.1.3"\n',
      },
    },
    {
      name: 'only the text of the Dockerfile is known',
      before: 'FROM node:22\nCOPY package.json pnpm-lock.yaml ./\nRUN pnpm install\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const run of runsCalling(dockerfile, facts, ['yarn', 'pnpm'])) {
      for (const call of run.calls) {
        for (const kind of KINDS) {
          if (!installsProject(dockerfile, facts, run, call, kind)) continue;
          const found = findFrozen(dockerfile, facts, run, kind);
          const isNamed = writtenBefore(dockerfile, kind.copied)(run, call.command.span.start);
          if (found === null && !isNamed) continue;
          const message = `\`${nameOfCall(call)}\` may install other versions than \`${kind.lock}\` says, where that is out of date.`;
          yield { span: callSpan(call), message, ...answerOf(dockerfile, run, call, kind, found) };
        }
      }
    }
  },
} satisfies Rule;
