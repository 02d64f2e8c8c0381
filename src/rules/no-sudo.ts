import { effectiveCommand } from '../dockerfile/command-line.ts';
import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import { once } from '../dockerfile/once.ts';
import type { ShellCommand } from '../dockerfile/shell-script.ts';
import { overlaps } from '../dockerfile/span.ts';
import type { Span } from '../dockerfile/span.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import type { CommandChange, Facts, Problem, Rule } from '../findings/rule.ts';
import { runsOf } from '../findings/runs.ts';
import type { Run } from '../findings/runs.ts';
import { readSudo } from '../findings/sudo-use.ts';

const MESSAGE =
  '`sudo` in a RUN does nothing for root, and has side effects on the environment for everybody; `USER` says who runs a command.';

/** What is to be done about one call: calls of a RUN with the same outcome become one problem. */
interface Use {
  readonly span: Span;
  readonly outcome: { readonly left: string } | { readonly review: string | null };
  readonly edit: TextEdit | null;
  readonly commands: readonly CommandChange[];
}

function* usesIn(dockerfile: Dockerfile, facts: Facts, run: Run): Generator<Use> {
  const user = userReason(facts, run);
  for (const command of run.script.commands) {
    const use = useOf(dockerfile, facts, run, command, user);
    if (use !== null) yield use;
  }
}

function useOf(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  command: ShellCommand,
  user: string | null,
): Use | null {
  const use = readSudo(command, run.script);
  const left = (span: Span, reason: string): Use => {
    return { span, outcome: { left: user ?? reason }, edit: null, commands: [] };
  };
  if (use === null) {
    const { through } = effectiveCommand(command);
    const isInner = through.includes('sudo');
    return isInner ? left(command.span, `\`${through[0] ?? ''}\` runs sudo`) : null;
  }
  const { sudo } = use;
  if (user !== null) return left(sudo.span, user);
  if (use.left !== undefined) return left(sudo.span, use.left);
  const span = { start: sudo.span.start, end: use.inner.span.start };
  const reason = unremovable(dockerfile, span, sudo.text);
  if (reason !== null) return left(sudo.span, reason);
  const removed = use.options.map(({ text }) => ({
    kind: 'remove-argument' as const,
    command: sudo.text,
    argument: text,
  }));
  return {
    span: sudo.span,
    outcome: { review: reviewReason(dockerfile, facts, run, command, use.keepsEnvironment) },
    edit: { span, text: '' },
    commands: [{ kind: 'unwrap', command: sudo.text }, ...removed],
  };
}

/** Why sudo may be needed, whatever it runs; null when the RUN certainly runs as root. */
function userReason(facts: Facts, { run, isTrigger }: Run): string | null {
  if (isTrigger) return 'the Dockerfile that builds on this image decides who runs this trigger';
  const { user } = facts.before(run);
  if (user === 'unknown') return 'the user of the base image is not known, and sudo may be needed';
  if (user === null || /^(?:root|0)(?::|$)/.test(user)) return null;
  return `this RUN runs as \`${user}\`, who may need it`;
}

function unremovable(dockerfile: Dockerfile, span: Span, name: string): string | null {
  if (dockerfile.comments.some((comment) => overlaps(comment.span, span))) {
    return 'a comment stands between sudo and its command';
  }
  const text = dockerfile.text.slice(span.start, span.end);
  const isWhole = text.startsWith(name) || text.startsWith(`"${name}"`);
  return isWhole ? null : 'the word is broken, or stands in backticks';
}

/** Variables that sudo lets through, or that change nothing in a build. */
const HARMLESS = /^(?:LANG|LANGUAGE|LC_\w+|TZ|TERM|COLORTERM|DEBIAN_FRONTEND)$/;
/** Where sudo itself looks for programs (`secure_path` of the common distributions). */
const SECURE_PATH = /^(?:\/usr\/local|\/usr|\/snap)?\/s?bin$/;

/** A list in a review stays short. */
const MAX_NAMES = 8;

/** sudo resets the environment: without it the command sees variables that it did not see before. */
function reviewReason(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  command: ShellCommand,
  keepsEnvironment: boolean,
): string | null {
  const names = definedNames(dockerfile, run);
  for (const { name } of command.assignments) names.add(name);
  for (const name of exportedNames(run, command)) names.add(name);
  const path = facts.before(run.run).env.get('PATH') ?? '';
  const isSecure = path.split(':').every((part) => part === '' || SECURE_PATH.test(part));
  if (!isSecure) names.add('PATH');
  const seen = [...names].filter((name) => {
    return name === 'PATH' ? !isSecure : !keepsEnvironment && !HARMLESS.test(name);
  });
  if (seen.length === 0) return null;
  const list = seen.slice(0, MAX_NAMES).map((name) => `\`${name}\``);
  if (seen.length > MAX_NAMES) list.push(`${seen.length - MAX_NAMES} more`);
  return `sudo resets the environment; without it the command sees what the Dockerfile sets: ${list.join(', ')}.`;
}

const definitionsOf = once(
  ({ stages }: Dockerfile) => new Map(stages.map((stage) => [stage, definitionsIn(stage)])),
);

/** Where each name is first set in a stage by ENV or ARG. */
function definitionsIn(stage: Stage): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { keyword, span, pairs } of stage.instructions) {
    if (keyword !== 'ENV' && keyword !== 'ARG') continue;
    for (const { key } of pairs) if (!found.has(key.text)) found.set(key.text, span.start);
  }
  return found;
}

/** Names set before the RUN, those of parent stages included. */
function definedNames(dockerfile: Dockerfile, { stage, instruction }: Run): Set<string> {
  const names = new Set<string>();
  for (let at: Stage | null = stage; at !== null; at = at.parent) {
    for (const [name, start] of definitionsOf(dockerfile).get(at) ?? []) {
      if (at !== stage || start < instruction.span.start) names.add(name);
    }
  }
  return names;
}

function exportedNames({ script }: Run, before: ShellCommand): string[] {
  return script.commands
    .filter(({ name, span }) => name === 'export' && span.start < before.span.start)
    .flatMap(({ words }) => words.slice(1).map(({ text }) => text.replace(/=.*$/s, '')));
}

function* problemsIn(dockerfile: Dockerfile, facts: Facts, run: Run): Generator<Problem> {
  const groups = new Map<string, Use[]>();
  for (const use of usesIn(dockerfile, facts, run)) {
    const key = JSON.stringify(use.outcome);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [use]);
    else group.push(use);
  }
  for (const uses of groups.values()) {
    const [first] = uses;
    if (first !== undefined) yield problemOf(first, uses);
  }
}

function problemOf({ span, outcome }: Use, uses: readonly Use[]): Problem {
  if ('left' in outcome) return { span, message: MESSAGE, fix: null, left: outcome.left };
  const { review } = outcome;
  const fix = {
    title: 'Remove `sudo` where the build runs as root',
    edits: uses.flatMap(({ edit }) => edit ?? []),
    commands: uses.flatMap(({ commands }) => commands),
  };
  return {
    span,
    message: MESSAGE,
    fix: review === null ? fix : { ...fix, safety: 'review', review },
  };
}

export default {
  id: 'no-sudo',
  summary: 'sudo is used in a RUN',
  rationale:
    'A build runs as root unless `USER` says otherwise, so that sudo does nothing but reset the ' +
    'environment. It must be installed, and it stays in the image, where it helps an intruder. The fix ' +
    'takes it away where the RUN certainly runs as root. Where another user runs it, `USER root` before ' +
    'the RUN and `USER name` behind it say the same without sudo.',
  severity: 'medium',
  safety: 'safe',
  effects: [],
  about: ['sudo'],
  aliases: {
    hadolint: ['DL3004'],
    trivy: ['DS-0010', 'DS010'],
    checkov: ['CKV2_DOCKER_1'],
    kics: ['Run Using Sudo', '8ada6e80-0ade-439e-b176-0b28f6bce35a'],
    dockle: ['DKL-DI-0001'],
    semgrep: ['no-sudo-in-dockerfile'],
  },
  references: [
    'https://docs.docker.com/build/building/best-practices/#user',
    'https://github.com/hadolint/hadolint/wiki/DL3004',
    'https://avd.aquasec.com/misconfig/ds-0010',
  ],
  examples: [
    {
      name: 'root uses sudo',
      before: 'FROM debian:12\nRUN sudo apt-get update\n',
      after: 'FROM debian:12\nRUN apt-get update\n',
    },
    {
      name: 'another user needs it',
      before: 'FROM debian:12\nUSER app\nRUN sudo apt-get update\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const run of runsOf(dockerfile, facts)) yield* problemsIn(dockerfile, facts, run);
  },
} satisfies Rule;
