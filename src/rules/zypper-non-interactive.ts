import type { PackageCommand } from '../dockerfile/package-command.ts';
import { hasOption } from '../dockerfile/command-line.ts';
import { findQuestions } from '../findings/assume-yes.ts';
import type { Assent } from '../findings/assume-yes.ts';
import type { Rule } from '../findings/rule.ts';

const ASSENT: Assent = {
  managers: ['zypper'],
  actions: ['install', 'upgrade', 'dist-upgrade', 'remove'],
  options: ['-y', '--no-confirm', '--non-interactive', '--dry-run'],
  answers: isQuietBefore,
  inVariable: /(?:^|\s)(?:-[a-zA-Z]*[ny]|--non-interactive|--no-confirm)/,
  configured: /(?<![-\w])(?:alias zypper=)|^(?:COPY|ADD) [^<\n]*\/etc\/zypp\/zypper\.conf/i,
  insert: '--non-interactive',
  behind: 'name',
};

/** `-n` is `--non-interactive` only before the action; behind it is `--name` (zypper(8)). */
function isQuietBefore({ words, actionWord, valueOptions }: PackageCommand): boolean {
  const action = actionWord === null ? words.length : words.indexOf(actionWord);
  return hasOption({ words: words.slice(0, action) }, ['-n'], valueOptions);
}

export default {
  id: 'zypper-non-interactive',
  summary: 'zypper changes packages without `--non-interactive`',
  rationale:
    'zypper asks before it changes packages, and stops when nobody answers. During a build nobody can. ' +
    'With the global option `--non-interactive` it takes the default answer.',
  severity: 'low',
  safety: 'safe',
  effects: [],
  about: ASSENT.managers,
  aliases: {
    hadolint: ['DL3034'],
    kics: ['Missing Zypper Non-interactive Switch', '45e1fca5-f90e-465d-825f-c2cb63fa3944'],
    semgrep: ['missing-zypper-no-confirm-switch'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3034',
    'https://en.opensuse.org/SDB:Zypper_manual',
  ],
  examples: [
    {
      name: 'a package is installed without an answer',
      before: 'FROM opensuse/leap:15.6\nRUN zypper install httpd && zypper clean\n',
      after:
        'FROM opensuse/leap:15.6\nRUN zypper --non-interactive install httpd && zypper clean\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findQuestions(dockerfile, facts, ASSENT);
  },
} satisfies Rule;
