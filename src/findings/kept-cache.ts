import { appendCommand } from '../dockerfile/append-command.ts';
import { effectiveCommand, nameOf } from '../dockerfile/command-line.ts';
import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import type { PackageManagerName } from '../dockerfile/package-manager.ts';
import type { ShellCommand } from '../dockerfile/shell-script.ts';
import { callSpan, nameOfCall } from './call-text.ts';
import type { Facts, Problem } from './rule.ts';
import { isMounted } from './run-mounts.ts';
import { fixIn, runsCalling } from './runs.ts';
import type { Run } from './runs.ts';
import { shippedStages } from './shipped-stages.ts';

/** What a package manager leaves behind, and how it is taken away. */
export interface KeptCache {
  /** Whose cache it is. */
  readonly managers: readonly PackageManagerName[];
  /** True for calls of these that fill it. */
  readonly fills: (call: PackageCommand) => boolean;
  /** True for calls that empty it. */
  readonly empties: (call: PackageCommand) => boolean;
  /** Matches a path in it, for `rm` and `find`. */
  readonly path: RegExp;
  /** Where it is, for mounts and `COPY --from`: absolute, without end slash. */
  readonly directories: readonly string[];
  /** The command that empties it, after a call that fills it. */
  readonly command: (
    call: PackageCommand,
    dockerfile: Dockerfile,
    facts: Facts,
    run: Run,
  ) => string;
  /** Matches names of packages without which the command does not run; absent for `rm`. */
  readonly needed?: RegExp;
  /** What stays, for messages, in the plural: `package lists`. */
  readonly what: string;
  readonly title: (command: string) => string;
  /** What a later instruction needs it for, or why this call's cache is not to be emptied. */
  readonly judge?: (
    dockerfile: Dockerfile,
    facts: Facts,
    run: Run,
    call: PackageCommand,
  ) => Judgement;
}

/** `null`: nothing stands against emptying it. */
export type Judgement =
  | null
  | { readonly left: string; readonly review?: never }
  | { readonly review: string; readonly left?: never };

/** Finds each RUN that leaves a cache behind in an image. */
export function* findKeptCaches(
  dockerfile: Dockerfile,
  facts: Facts,
  cache: KeptCache,
): Generator<Problem> {
  let shipped: ReadonlySet<Stage> | null = null;
  for (const run of runsCalling(dockerfile, facts, cache.managers)) {
    const call = run.calls.findLast(
      (candidate) => cache.managers.includes(candidate.manager) && cache.fills(candidate),
    );
    if (call === undefined || isEmptied(run, call, cache)) continue;
    if (isMounted(run.run, cache.directories)) continue;
    shipped ??= shippedStages(dockerfile, cache.directories);
    if (!run.isTrigger && !shipped.has(run.stage)) continue;
    yield problemOf(dockerfile, facts, run, call, cache);
  }
}

/** Commands that delete what their words name. */
const DELETING: ReadonlySet<string> = new Set(['rm', 'find', 'mv', 'truncate', 'unlink', 'cd']);

/** Emptied behind the call, in a function or trap, or by a script that says so with its name. */
function isEmptied({ calls, script }: Run, filling: PackageCommand, cache: KeptCache): boolean {
  const { start } = filling.command.span;
  if (calls.some((call) => call.command.span.start > start && cache.empties(call))) return true;
  return script.commands.some((command) => {
    if (command.name === 'trap') return command.words.some(({ text }) => cache.path.test(text));
    const isBehind = command.span.start > start || command.nesting.includes('function');
    return isBehind && deletes(command, cache.path);
  });
}

function deletes(command: ShellCommand, path: RegExp): boolean {
  const line = effectiveCommand(command);
  const name = nameOf(line);
  if (name === null) return false;
  if (DELETING.has(name)) return line.words.some(({ text }) => path.test(text));
  return /clean/i.test(name);
}

/** A later command of the RUN that may take away the program that would empty the cache. */
function removalBehind(run: Run, filling: PackageCommand, needed: RegExp): string | null {
  const { start } = filling.command.span;
  const found = run.script.commands.find((command) => {
    return command.span.start > start && mayRemove(command, run, needed);
  });
  if (found === undefined) return null;
  return `\`${found.name ?? ''}\` behind it may remove \`${nameOf(filling) ?? ''}\` or what it needs`;
}

function mayRemove(command: ShellCommand, { calls }: Run, needed: RegExp): boolean {
  const line = effectiveCommand(command);
  const name = nameOf(line);
  const words = line.words.slice(1);
  if (name === 'rpm' && words.some(({ text }) => /^(?:-[a-z]*e|--erase)/.test(text))) {
    return words.some(({ text }) => text === '--nodeps' || needed.test(text));
  }
  if (name === 'rm') return words.some(({ text }) => needed.test(text.replace(/^.*\//, '')));
  const call = calls.find((candidate) => candidate.command === command);
  // Members of a virtual package of apk (`.build-deps`) and of a variable are not known.
  return call?.action === 'remove' && call.packages.some(({ value }) => isNeeded(value, needed));
}

function isNeeded(name: string | null, needed: RegExp): boolean {
  return name === null || name.startsWith('.') || needed.test(name);
}

function problemOf(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  call: PackageCommand,
  cache: KeptCache,
): Problem {
  const span = callSpan(call);
  const message = `\`${nameOfCall(call)}\` leaves behind ${cache.what}, which become part of the image.`;
  const removal = cache.needed === undefined ? null : removalBehind(run, call, cache.needed);
  if (removal !== null) return { span, message, fix: null, left: removal };
  const judgement = cache.judge?.(dockerfile, facts, run, call) ?? null;
  if (judgement?.left !== undefined) return { span, message, fix: null, left: judgement.left };
  const prefix = call.through.find((name) => name === 'sudo' || name === 'doas');
  const command = [
    ...(prefix === undefined ? [] : [prefix]),
    cache.command(call, dockerfile, facts, run),
  ].join(' ');
  const appended = appendCommand(dockerfile, run.run, run.script, command);
  if (appended.edit === undefined) return { span, message, fix: null, left: appended.left };
  const fix = fixIn(run, {
    title: cache.title(command),
    edits: [appended.edit],
    commands: [{ kind: 'append', command }],
  });
  if (judgement === null) return { span, message, fix };
  return { span, message, fix: { ...fix, safety: 'review', review: judgement.review } };
}
