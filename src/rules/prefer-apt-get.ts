import type { Dockerfile } from '../dockerfile/model.ts';
import { hasOption } from '../dockerfile/command-line.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import type { ShellScript, ShellWord } from '../dockerfile/shell-script.ts';
import { insertBehind, leadingWords, replaceWord, SPLIT_WORD } from '../dockerfile/word-edit.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import { callSpan } from '../findings/call-text.ts';
import type { CommandChange, Problem, Rule } from '../findings/rule.ts';
import { fixIn, runsCalling } from '../findings/runs.ts';
import type { Run } from '../findings/runs.ts';

/** What stands for an action of apt (apt(8), apt-get(8), apt-cache(8)). */
interface Replacement {
  readonly program: 'apt-get' | 'apt-cache';
  readonly action: string;
  /** What the action of apt does without being told. */
  readonly option?: string;
  readonly review?: string;
}

const OUTPUT = 'The output has another format; look whether something reads it.';

const SAME = [
  'install',
  'update',
  'remove',
  'purge',
  'autoremove',
  'clean',
  'autoclean',
  'build-dep',
  'source',
  'download',
] as const;

const REPLACEMENTS: ReadonlyMap<string, Replacement> = new Map<string, Replacement>([
  ...SAME.map((action): [string, Replacement] => [action, { program: 'apt-get', action }]),
  ['upgrade', { program: 'apt-get', action: 'upgrade', option: '--with-new-pkgs' }],
  ['full-upgrade', { program: 'apt-get', action: 'dist-upgrade' }],
  ['dist-upgrade', { program: 'apt-get', action: 'dist-upgrade' }],
  ['search', { program: 'apt-cache', action: 'search', review: OUTPUT }],
  ['show', { program: 'apt-cache', action: 'show', review: OUTPUT }],
  ['policy', { program: 'apt-cache', action: 'policy', review: OUTPUT }],
  ['depends', { program: 'apt-cache', action: 'depends', review: OUTPUT }],
  ['rdepends', { program: 'apt-cache', action: 'rdepends', review: OUTPUT }],
]);

/** Why an action has no replacement. */
const NONE: ReadonlyMap<string, string> = new Map([
  [
    'list',
    'apt-get has no `list`; dpkg-query prints lists of installed packages in a format of its own',
  ],
  ['edit-sources', 'apt-get has no `edit-sources`, and a build has no editor'],
]);

function findCall(dockerfile: Dockerfile, run: Run, call: PackageCommand): Problem | null {
  const { actionWord } = call;
  if (actionWord === null) return null;
  const span = callSpan(call);
  const message =
    '`apt` is for people at a terminal; it warns itself that its command line is not stable enough for scripts.';
  const left = (reason: string): Problem => ({ span, message, fix: null, left: reason });
  if (actionWord.value === null) return left('which action apt is given stands in a variable');
  const replacement = REPLACEMENTS.get(actionWord.value);
  if (replacement === undefined) return left(noReplacement(actionWord.value));
  const change = changeCall(dockerfile, run.script, call, actionWord, replacement);
  if (change === null) return left(SPLIT_WORD);
  const { review } = replacement;
  const fix = fixIn(run, { title: `Use ${replacement.program} instead of apt`, ...change });
  return { span, message, fix: review === undefined ? fix : { ...fix, safety: 'review', review } };
}

function noReplacement(action: string): string {
  return NONE.get(action) ?? `not every version of apt-get knows \`${action}\``;
}

interface Change {
  readonly edits: readonly TextEdit[];
  readonly commands: readonly CommandChange[];
}

function changeCall(
  dockerfile: Dockerfile,
  script: ShellScript,
  call: PackageCommand,
  actionWord: ShellWord,
  { program, action, option }: Replacement,
): Change | null {
  const [name] = call.words;
  if (name === undefined) return null;
  const renamed = name.text.replace(/apt$/, program);
  const edits = [replaceWord(dockerfile, script, name, renamed)];
  const command = leadingWords(call.command, name);
  if (!command.endsWith('apt')) return null;
  const by = command.replace(/apt$/, program);
  const commands: CommandChange[] = [{ kind: 'rename', command, by }];
  if (action !== actionWord.text) {
    edits.push(replaceWord(dockerfile, script, actionWord, action));
    commands.push(
      { kind: 'remove-argument', command: by, argument: actionWord.text },
      { kind: 'add-argument', command: by, argument: action },
    );
  }
  if (option !== undefined && !hasOption(call, [option, '--without-new-pkgs'], call.valueOptions)) {
    edits.push(insertBehind(dockerfile, script, actionWord, option));
    commands.push({ kind: 'add-argument', command: by, argument: option });
  }
  const found = edits.filter((edit) => edit !== null);
  return found.length === edits.length ? { edits: found, commands } : null;
}

export default {
  id: 'prefer-apt-get',
  summary: 'apt is used where apt-get has a stable command line',
  rationale:
    'apt is the front end for people at a terminal. It warns that its command line is not stable and ' +
    'should not be used in scripts, and a Dockerfile is one. apt-get and apt-cache do the same and ' +
    'stay as they are. `apt upgrade` also installs new packages that upgrades need, so that it becomes ' +
    '`apt-get upgrade --with-new-pkgs`.',
  severity: 'low',
  safety: 'safe',
  effects: [],
  about: ['apt'],
  aliases: {
    hadolint: ['DL3027'],
    kics: ['Run Using apt', 'b84a0b47-2e99-4c9f-8933-98bcabe2b94d'],
    semgrep: ['prefer-apt-get'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3027',
    'https://manpages.debian.org/bookworm/apt/apt.8.en.html',
  ],
  examples: [
    {
      name: 'apt installs a package',
      before: 'FROM debian:12\nRUN apt update && apt install -y curl\n',
      after: 'FROM debian:12\nRUN apt-get update && apt-get install -y curl\n',
    },
    {
      name: 'apt lists packages, which apt-get cannot',
      before: 'FROM debian:12\nRUN apt list --installed\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const run of runsCalling(dockerfile, facts, ['apt'])) {
      for (const call of run.calls) {
        const problem = call.manager === 'apt' ? findCall(dockerfile, run, call) : null;
        if (problem !== null) yield problem;
      }
    }
  },
} satisfies Rule;
