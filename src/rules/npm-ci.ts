import { hasOption } from '../dockerfile/command-line.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import { leadingWords, replaceWord, SPLIT_WORD } from '../dockerfile/word-edit.ts';
import { callSpan, nameOfCall } from '../findings/call-text.ts';
import { writtenBefore } from '../findings/earlier-text.ts';
import { findLock, hasNoLock, npmCondition } from '../findings/npm-project.ts';
import type { NpmProject } from '../findings/npm-project.ts';
import type { Facts, Precondition, Problem, Rule } from '../findings/rule.ts';
import { temporaryTargets } from '../findings/run-mounts.ts';
import { fixIn, runsCalling } from '../findings/runs.ts';
import type { Run } from '../findings/runs.ts';

const ACTIONS: ReadonlySet<string> = new Set(['install', 'i', 'in', 'add']);
/** Something else than the packages of the project is installed, or no package at all, or without the lock file. */
const OTHER = [
  '-g',
  '--global',
  '--location',
  '--package-lock-only',
  '--no-package-lock',
  '--package-lock',
  '--no-shrinkwrap',
  '--dry-run',
  '--help',
];
/** A copy that names a lock file of npm. */
const LOCK =
  /^(?:COPY|ADD) [^\n]*(?:package-lock\.json|npm-shrinkwrap\.json|package\*\.json|package-\*\.json|package\*)/;

function installsProject(call: PackageCommand): boolean {
  if (call.manager !== 'npm' || !ACTIONS.has(call.actionWord?.value ?? '')) return false;
  return call.packages.length === 0 && !hasOption(call, OTHER, call.valueOptions);
}

/** Why the working directory is not that of the project; null where it is. */
function elsewhere(run: Run, call: PackageCommand): string | null {
  if (hasOption(call, ['--prefix', '-C'], call.valueOptions)) {
    return 'it works in another folder: compare `package.json` with the lock file there, then use `npm ci`';
  }
  const moves = run.script.commands.some(
    ({ name, span }) => (name === 'cd' || name === 'pushd') && span.start < call.command.span.start,
  );
  if (!moves) return null;
  return '`cd` leads into another folder: compare `package.json` with the lock file there, then use `npm ci`';
}

/** `npm ci` removes `node_modules` before it installs. */
function keepsModules(dockerfile: Dockerfile, run: Run): string | null {
  if (temporaryTargets(run.run).some((target) => target.includes('node_modules'))) {
    return '`npm ci` removes `node_modules`, which is a mount here: mount `/root/.npm` instead, then use it';
  }
  const isCopied = run.stage.instructions.some(
    ({ keyword, body, span }) =>
      (keyword === 'COPY' || keyword === 'ADD') &&
      span.start < run.run.span.start &&
      /node_modules/.test(body.text),
  );
  return isCopied
    ? '`npm ci` removes `node_modules`, of which a part is copied before: copy it behind this RUN, then use it'
    : null;
}

function judge(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  call: PackageCommand,
  project: NpmProject | null,
): Problem {
  const span = callSpan(call);
  const message = `\`${nameOfCall(call)}\` may install other versions than the lock file says; \`npm ci\` keeps to it.`;
  const leave = (left: string, preconditions: readonly Precondition[] = []): Problem => {
    return { span, message, fix: null, left, preconditions };
  };
  const why = elsewhere(run, call) ?? keepsModules(dockerfile, run);
  if (why !== null) return leave(why);
  if (project === null) {
    return leave(
      '`npm ci` fails unless the lock file fits `package.json`, which is not to be seen here: try it beside these files, then use it',
    );
  }
  const { fit, lock } = project;
  if (fit.state === 'differs') {
    const left = `\`${lock}\` does not fit \`package.json\` (${fit.difference}): run \`npm install\`, commit the lock file, then use \`npm ci\``;
    const text = `\`${lock}\` fits \`package.json\``;
    return leave(left, [{ text, state: 'did not hold' }]);
  }
  if (project.ignoredBy !== null) {
    const left = `\`${project.ignoredBy}\` keeps \`${lock}\` out of the build, and \`npm ci\` fails without it: change the line there that does, then use \`npm ci\``;
    return leave(left, project.preconditions);
  }
  const reads = npmCondition(dockerfile, run, fit.version);
  if (reads.state === 'did not hold') {
    const left = `${reads.text} does not hold: take a newer base image, then use \`npm ci\``;
    return leave(left, [reads]);
  }
  const word = call.actionWord;
  const edit = word === null ? null : replaceWord(dockerfile, run.script, word, 'ci');
  if (word === null || edit === null) return leave(SPLIT_WORD);
  const command = leadingWords(call.command, word).replace(/ \S+$/, '');
  const fix = fixIn(run, {
    title: `Use \`npm ci\` in place of \`${nameOfCall(call)}\``,
    edits: [edit],
    review:
      'Look whether the build should fail when the lock file is out of date, as it will from now on.',
    commands: [{ kind: 'replace-argument', command, argument: word.text, by: 'ci' }],
    preconditions: [...project.preconditions, reads],
  });
  return { span, message, fix };
}

export default {
  id: 'npm-ci',
  summary: 'npm install is used where npm ci keeps to the lock file',
  rationale:
    '`npm install` may resolve other versions than those in the lock file and rewrites it. `npm ci` ' +
    'installs exactly what the lock file says, and fails when that does not fit `package.json`. The fix ' +
    'is made where the repository shows both files, and only when one fits the other. Options stay, and ' +
    '`--ignore-scripts` is not added, because many packages build themselves by their scripts.',
  severity: 'info',
  safety: 'review',
  effects: ['packages', 'files'],
  paths: ['**/node_modules/**', '**/package-lock.json', '/root/.npm/**'],
  about: ['npm'],
  aliases: { sonar: ['S6505'] },
  references: [
    'https://docs.npmjs.com/cli/commands/npm-ci',
    'https://rules.sonarsource.com/docker/RSPEC-6505/',
  ],
  examples: [
    {
      name: 'the lock file fits',
      before:
        'FROM node:22\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm install --omit=dev\n',
      after:
        'FROM node:22\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci --omit=dev\n',
      files: {
        'package.json': '{"dependencies":{"ms":"^2.1.3"}}\n',
        'package-lock.json':
          '{"lockfileVersion":3,"packages":{"":{"dependencies":{"ms":"^2.1.3"}},"node_modules/ms":{"version":"2.1.3"}}}\n',
      },
    },
    {
      name: 'only the text of the Dockerfile is known',
      before: 'FROM node:22\nCOPY package.json package-lock.json ./\nRUN npm install\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    const hasLock = writtenBefore(dockerfile, LOCK);
    for (const run of runsCalling(dockerfile, facts, ['npm'])) {
      for (const call of run.calls) {
        if (!installsProject(call)) continue;
        const isNamed = hasLock(run, call.command.span.start);
        const project = findLock(dockerfile, facts, run);
        if (project === null && (!isNamed || hasNoLock(facts))) continue;
        yield judge(dockerfile, facts, run, call, project);
      }
    }
  },
} satisfies Rule;
