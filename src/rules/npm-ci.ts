import { hasOption } from '../dockerfile/command-line.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import { callSpan, nameOfCall } from '../findings/call-text.ts';
import { writtenBefore } from '../findings/earlier-text.ts';
import type { Rule } from '../findings/rule.ts';
import { runsCalling } from '../findings/runs.ts';

const ACTIONS: ReadonlySet<string> = new Set(['install', 'i', 'in', 'add']);
/** Something else than the packages of the project is installed, or no package at all. */
const OTHER = ['-g', '--global', '--location', '--package-lock-only', '--dry-run', '--help'];
/** A copy that names a lock file of npm. */
const LOCK =
  /^(?:COPY|ADD) [^\n]*(?:package-lock\.json|npm-shrinkwrap\.json|package\*\.json|package-\*\.json|package\*)/;

function installsProject(call: PackageCommand): boolean {
  if (call.manager !== 'npm' || !ACTIONS.has(call.actionWord?.value ?? '')) return false;
  return call.packages.length === 0 && !hasOption(call, OTHER, call.valueOptions);
}

export default {
  id: 'npm-ci',
  summary: 'npm install is used where npm ci keeps to the lock file',
  rationale:
    '`npm install` may resolve other versions than those in the lock file and rewrites it. `npm ci` ' +
    'installs exactly what the lock file says, and fails when that does not fit `package.json`. With ' +
    '`--ignore-scripts` it also runs no code of the packages. It is not changed on its own, because ' +
    'whether the two files fit is not to be seen in a Dockerfile.',
  severity: 'info',
  safety: null,
  effects: [],
  about: ['npm'],
  aliases: { sonar: ['S6505'] },
  references: [
    'https://docs.npmjs.com/cli/commands/npm-ci',
    'https://rules.sonarsource.com/docker/RSPEC-6505/',
  ],
  examples: [
    {
      name: 'a lock file is copied and npm install is run',
      before: 'FROM node:22\nCOPY package.json package-lock.json ./\nRUN npm install\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    const hasLock = writtenBefore(dockerfile, LOCK);
    for (const run of runsCalling(dockerfile, facts, ['npm'])) {
      for (const call of run.calls) {
        if (!installsProject(call) || !hasLock(run, call.command.span.start)) continue;
        yield {
          span: callSpan(call),
          message: `\`${nameOfCall(call)}\` may install other versions than the lock file says; \`npm ci\` keeps to it.`,
          fix: null,
          left: '`npm ci` fails unless the lock file fits `package.json`, which the Dockerfile does not show',
        };
      }
    }
  },
} satisfies Rule;
