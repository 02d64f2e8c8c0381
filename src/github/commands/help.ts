import { code } from '../../remediation/body/markdown.ts';

const COMMANDS: readonly (readonly [command: string, does: string])[] = [
  [
    'rebase',
    'builds the branch anew on the tip of the default branch, never over commits of others',
  ],
  [
    'recreate',
    'does it also over commits of others; on a closed pull request it takes the "no" back',
  ],
  ['ignore version', 'closes the pull request: exactly this change is not proposed again'],
  ['ignore rule [RULE]', 'closes it: nothing of this rule is proposed again'],
  ['ignore image [IMAGE]', 'closes it: no update of this image is proposed again'],
  ['explain RULE', 'says what a rule is about'],
  ['pause', 'leaves the pull request as it is'],
  ['resume', 'keeps it up to date again'],
  ['help', 'lists these'],
];

/** All commands, for one comment. */
export function helpText(): string {
  const rows = COMMANDS.map(([command, does]) => `| ${code(`/seaworthy ${command}`)} | ${does} |`);
  return ['| Command | What it does |', '| --- | --- |', ...rows].join('\n');
}
