import { effectiveCommand, nameOf } from '../dockerfile/command-line.ts';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { mountsOf } from '../dockerfile/mounts.ts';
import type { ShellCommand, ShellWord } from '../dockerfile/shell-script.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import { resolveDirectory } from '../dockerfile/work-directory.ts';
import { stageChain } from './base-image.ts';
import { INNOCENT_PROGRAMS } from './innocent-programs.ts';
import { removeCall } from './remove-call.ts';
import { removeWords } from './remove-words.ts';
import type { Removal } from './remove-words.ts';
import type { Facts, Fix, Precondition } from './rule.ts';
import { runsOf } from './runs.ts';
import type { Run } from './runs.ts';
import { listLines } from './secret-file-advice.ts';
import { readsSecretFile } from './secret-file-kinds.ts';
import type { SecretFileKind } from './secret-file-kinds.ts';
import { isRootUser } from './shipped-user.ts';

/** A file of credentials that a stage has, and how RUNs are to get it instead. */
export interface HeldSecret {
  readonly name: string;
  readonly id: string;
  /** Absolute. */
  readonly target: string;
  readonly kind: SecretFileKind;
  readonly stage: Stage;
  /** Offset behind the instruction that brings it. */
  readonly from: number;
}

export type RunsOutcome =
  | (Required<Pick<Fix, 'edits' | 'commands' | 'instructions'>> & {
      readonly ok: true;
      readonly mounted: readonly Instruction[];
      readonly conditions: readonly Precondition[];
    })
  /** One clause. */
  | { readonly ok: false; readonly left: string };

/** Mounts the file in the RUNs that read it, and takes out what deletes it or changes its mode. */
export function mountedRuns(dockerfile: Dockerfile, facts: Facts, held: HeldSecret): RunsOutcome {
  const edits: TextEdit[] = [];
  const removals: Removal[] = [];
  const mounted: Instruction[] = [];
  const others: Instruction[] = [];
  for (const run of runsAfter(dockerfile, facts, held)) {
    const { instruction } = run;
    const place = listLines(dockerfile, [instruction]);
    const reading = run.script.commands.filter((command) => isReader(held, command));
    const removed = removalsIn(dockerfile, facts, run, held, reading);
    if (removed === null) {
      return { ok: false, left: `\`${held.name}\` is used in another way on ${place}` };
    }
    removals.push(...removed);
    if (reading.length === 0) {
      if (!isInnocent(run)) others.push(instruction);
      continue;
    }
    const mount = run.isTrigger ? null : mountFor(facts, run, held);
    if (mount === null) return { ok: false, left: `${place} cannot be given it by a mount` };
    const { end } = instruction.keywordSpan;
    if (mount !== '') edits.push({ span: { start: end, end }, text: ` ${mount}` });
    mounted.push(instruction);
  }
  if (mounted.length === 0) {
    return { ok: false, left: `no RUN shows what reads \`${held.name}\`` };
  }
  const text =
    others.length === 0
      ? `no other RUN reads \`${held.name}\``
      : `the RUN on ${listLines(dockerfile, others)} does not read \`${held.name}\``;
  return {
    ok: true,
    edits: [...edits, ...removals.flatMap((one) => one.edits)],
    commands: removals.flatMap((one) => one.commands),
    instructions: removals.flatMap((one) => one.instructions ?? []),
    mounted,
    conditions: [{ text, state: others.length === 0 ? 'held' : 'unknown' }],
  };
}

/** In the stage and in those that are built on it. */
function runsAfter(dockerfile: Dockerfile, facts: Facts, { stage, from }: HeldSecret): Run[] {
  return runsOf(dockerfile, facts).filter((run) => {
    const isLater = run.stage !== stage || run.instruction.span.start >= from;
    return isLater && stageChain(run.stage).includes(stage);
  });
}

function isReader({ kind }: HeldSecret, command: ShellCommand): boolean {
  return readsSecretFile(kind, effectiveCommand(command));
}

function isInnocent({ script }: Run): boolean {
  return script.commands.every((command) => {
    const name = nameOf(effectiveCommand(command));
    return name !== null && (INNOCENT_PROGRAMS.has(name) || FETCHERS.has(name));
  });
}

/** Programs with files of credentials of their own. */
const FETCHERS = new Set(['curl', 'wget', 'git', 'gpg', 'find', 'ls', 'gunzip', 'sleep']);

/** Empty where the mount is there; null where it would not be what the program reads. */
function mountFor(facts: Facts, { run, script }: Run, held: HeldSecret): string | null {
  const { id, target, kind } = held;
  const mounts = mountsOf(run);
  const isThere = mounts.some(({ fields }) => fields.get('target')?.value === target);
  if (isThere) return mounts.some(({ type }) => type === 'secret') ? '' : null;
  if (script.errors.length > 0) return null;
  const { user } = facts.before(run);
  const [name = ''] = (user ?? '').split(':');
  const mount = `--mount=type=secret,id=${id},target=${target}`;
  if (isRootUser(user)) return mount;
  if (/^\d+$/.test(name)) return `${mount},uid=${name}`;
  return kind.isKey ? null : `${mount},mode=0444`;
}

/** Commands that only keep the file from others, which a mount does itself. */
const KEEPERS = new Set(['rm', 'unlink', 'shred', 'chmod', 'chown']);

/** What to take out of a RUN; null where it uses the file in a way that a mount does not serve. */
function removalsIn(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  held: HeldSecret,
  reading: readonly ShellCommand[],
): Removal[] | null {
  const removals: Removal[] = [];
  let known = 0;
  for (const command of run.script.commands) {
    const own = command.words.filter(({ text }) => mentions(held, text) > 0);
    if (reading.includes(command)) {
      if (writesSettings(command)) return null;
      known += own.reduce((sum, { text }) => sum + mentions(held, text), 0);
      continue;
    }
    if (!KEEPERS.has(command.name ?? '')) continue;
    if (reading.length > 0 && command.words.some((word) => holdsTarget(facts, run, held, word)))
      return null;
    if (own.length === 0) continue;
    if (!own.every((word) => isTarget(facts, run, held, word))) return null;
    const removal = withoutFile(dockerfile, run, command, own);
    if (removal === null) return null;
    removals.push(removal);
    known += own.length;
  }
  return mentions(held, run.script.text) === known ? removals : null;
}

function mentions({ name }: HeldSecret, text: string): number {
  const safe = name.replace(/[^\w]/g, String.raw`\$&`);
  return [...text.matchAll(new RegExp(`(?<![\\w.-])${safe}(?![\\w-])`, 'gi'))].length;
}

/** A mount cannot be written to. */
function writesSettings({ words }: ShellCommand): boolean {
  return /\b(?:config\s+(?:set|--global)|login|adduser|set\s+version|set-credentials)\b/.test(
    words.map(({ text }) => text).join(' '),
  );
}

function isTarget(facts: Facts, { run }: Run, { target }: HeldSecret, word: ShellWord): boolean {
  const home = /^(?:\/root|\/home\/[^/]+)(?=\/)/.exec(target)?.[0];
  const text = word.text.replace(/^["'](.*)["']$/, '$1');
  const path = home === undefined ? text : text.replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/)/, home);
  const { workdir } = facts.before(run);
  if (/[$*?~]/.test(path)) return false;
  return resolveDirectory(workdir ?? '/', path, false) === target;
}

/** `rm -rf` of a folder around a mount fails. */
function holdsTarget(facts: Facts, { run }: Run, { target }: HeldSecret, word: ShellWord): boolean {
  const { workdir } = facts.before(run);
  const path = word.text.replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/|$)/, '/root');
  if (path.startsWith('-') || !/^[\w./*-]+$/.test(path)) return false;
  const folder = resolveDirectory(workdir ?? '/', path.replace(/\/?\*$/, ''), false);
  return path.includes('/') && folder !== '/' && target.startsWith(`${folder.replace(/\/$/, '')}/`);
}

/** The whole call where nothing else is deleted, else the word. */
function withoutFile(
  dockerfile: Dockerfile,
  run: Run,
  command: ShellCommand,
  own: readonly ShellWord[],
): Removal | null {
  const isMode = command.name === 'chmod' || command.name === 'chown';
  const operands = command.words.slice(1).filter(({ text }) => !text.startsWith('-'));
  const paths = isMode ? operands.slice(1) : operands;
  if (paths.every((word) => own.includes(word))) return removeCall(dockerfile, run, command);
  return removeWords(dockerfile, run, command, { first: command.words[0] ?? null, words: own });
}
