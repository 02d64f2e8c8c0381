import { effectiveCommand, hasOption, nameOf } from '../dockerfile/command-line.ts';
import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import type { ShellCommand } from '../dockerfile/shell-script.ts';
import { insertBehind, leadingWords, SPLIT_WORD } from '../dockerfile/word-edit.ts';
import { writtenBefore } from '../findings/earlier-text.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';
import { fixIn, runsOf } from '../findings/runs.ts';
import type { Run } from '../findings/runs.ts';

/** Short options of GNU wget with values, and the long ones that are written with a blank. */
const VALUES =
  '-o --output-file -a --append-output -e --execute -O --output-document -P --directory-prefix -t --tries -T --timeout -w --wait -Q --quota -U --user-agent -i --input-file -B --base -D --domains -A --accept -R --reject -l --level --header --user --password --post-data --post-file --method --body-data --ca-certificate --ca-directory --certificate --private-key --secure-protocol --referer --retry-connrefused --waitretry --limit-rate --bind-address --config'.split(
    ' ',
  );
/** It prints no progress, prints it elsewhere, or downloads nothing. */
const QUIET = [
  '--progress',
  '-q',
  '--quiet',
  '-nv',
  '--no-verbose',
  '-o',
  '--output-file',
  '-a',
  '--append-output',
  '-b',
  '--background',
  '--spider',
  '-V',
  '--version',
  '-h',
  '--help',
];
const CONFIGURED = /wgetrc/;
const APT: ReadonlySet<string> = new Set(['apt-get', 'apt', 'aptitude']);

/** Where any `wget` is the GNU one: the packages of these distributions hold no other. */
function hasGnuWget(facts: Facts, stage: Stage): boolean {
  const { gnuWget, packageManager, distribution } = facts.base(stage);
  if (gnuWget === true || packageManager === 'apt') return true;
  return distribution === 'rhel' || distribution === 'amazon';
}

/** Where the stage, or one that it is built on, has installed wget with apt before the offset. */
function isInstalledByApt(runs: readonly Run[], stage: Stage, offset: number): boolean {
  for (let at: Stage | null = stage; at !== null; at = at.parent) {
    const current = at;
    if (runs.some((run) => run.stage === current && installsWget(run, offset))) return true;
  }
  return false;
}

function installsWget({ calls }: Run, before: number): boolean {
  return calls.some(
    ({ manager, action, packages, command }) =>
      APT.has(manager) &&
      action === 'install' &&
      command.span.start < before &&
      packages.some(({ text }) => /^wget(?:=|$)/.test(text)),
  );
}

function isLoud(command: ShellCommand): boolean {
  const line = effectiveCommand(command);
  if (nameOf(line) !== 'wget' || line.words.length < 2) return false;
  const isSilenced = command.redirects.some(
    ({ operator, descriptor }) => descriptor === 2 || operator.startsWith('&>'),
  );
  return !isSilenced && !hasOption(line, QUIET, VALUES);
}

function problemOf(dockerfile: Dockerfile, run: Run, command: ShellCommand): Problem {
  const [word] = effectiveCommand(command).words;
  const span = word?.span ?? command.span;
  const message =
    '`wget` without `--progress` fills the build log with thousands of lines of dots.';
  const option = '--progress=dot:giga';
  const edit = word === undefined ? null : insertBehind(dockerfile, run.script, word, option);
  if (word === undefined || edit === null) return { span, message, fix: null, left: SPLIT_WORD };
  const fix = fixIn(run, {
    title: 'Add `--progress=dot:giga` to `wget`',
    edits: [edit],
    commands: [{ kind: 'add-argument', command: leadingWords(command, word), argument: option }],
  });
  return { span, message, fix };
}

export default {
  id: 'wget-progress',
  summary: 'wget prints its progress into the build log',
  rationale:
    'In a build wget prints a line for every 50 KB that it downloads. With `--progress=dot:giga` it is ' +
    'a line for every 32 MB, and the log stays readable. Only GNU wget has the option; the one of ' +
    'BusyBox, in Alpine images, refuses it, so that nothing is said where it may be that one.',
  severity: 'info',
  safety: 'safe',
  effects: [],
  about: ['wget'],
  aliases: { hadolint: ['DL3047'] },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3047',
    'https://www.gnu.org/software/wget/manual/wget.html#Download-Options',
  ],
  examples: [
    {
      name: 'a large file is downloaded',
      before: 'FROM debian:12\nRUN wget https://example.com/data.tar.gz\n',
      after: 'FROM debian:12\nRUN wget --progress=dot:giga https://example.com/data.tar.gz\n',
    },
  ],
  *check(dockerfile, facts) {
    const isConfigured = writtenBefore(dockerfile, CONFIGURED);
    const runs = runsOf(dockerfile, facts);
    const installing = runs.filter(
      (run) => !run.isTrigger && installsWget(run, Number.POSITIVE_INFINITY),
    );
    for (const run of runs) {
      for (const command of run.script.commands) {
        if (!isLoud(command)) continue;
        const { start } = command.span;
        const isGnu =
          hasGnuWget(facts, run.stage) || isInstalledByApt(installing, run.stage, start);
        if (!isGnu) continue;
        if (!isConfigured(run, start)) yield problemOf(dockerfile, run, command);
      }
    }
  },
} satisfies Rule;
