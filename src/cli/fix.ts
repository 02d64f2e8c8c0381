import { readFileSync, writeFileSync } from 'node:fs';
import { decodeText } from '../remediation/decode-text.ts';
import { replaceFile } from '../local/write-file.ts';
import type { CheckContext } from '../remediation/check-context.ts';
import { mergeCompanions } from '../remediation/companion-files.ts';
import { withCompanions } from '../remediation/attempt-step.ts';
import { composePatch } from '../remediation/compose.ts';
import type { FixPolicy, Patch } from '../remediation/patch.ts';
import { scannedRows } from '../remediation/scanned-rows.ts';
import { printComplaints } from './complaints.ts';
import { UsageError } from './exit.ts';
import type { ExitCode } from './exit.ts';
import { contextFor, readPolicy } from './fix-context.ts';
import type { FixChoice } from './fix-context.ts';
import { formatDiff } from './format-diff.ts';
import type { ChangedFile } from './format-diff.ts';
import { formatFixJson } from './format-json.ts';
import { formatVulnerabilities } from './format-vulnerabilities.ts';
import { findInputs, readAll, readInput } from './inputs.ts';
import { printableLine } from './printable.ts';
import { openProject, within } from './project.ts';
import type { Project } from './project.ts';
import type { Verifier } from './verifier.ts';
import { companionPath, openSurroundings } from './surroundings.ts';
import { complain, isTerminal, NO_COLORS, outputColors, print, startProgress } from './terminal.ts';

export interface FixOptions extends FixChoice {
  readonly format: 'text' | 'json';
  readonly write: boolean;
  /** Whether images are built, and only fixes are taken that nothing speaks against then. */
  readonly verify: boolean;
}

/** `seaworthy fix`: prints a unified diff, or edits in place with `--write`. */
export async function runFix(paths: readonly string[], options: FixOptions): Promise<ExitCode> {
  const policy = readPolicy(options);
  const opened = await openProject(options.rule);
  if (paths.includes('-')) return fixStandardInput(paths, options, opened, policy);
  const inputs = findInputs(paths, opened.config.paths.exclude);
  const project = within(opened, await openSurroundings(inputs.paths, opened.config));
  const sources = () => readAll(inputs.paths);
  const known = await contextFor(project, policy, options, sources);
  const work = { context: known.context, policy, write: options.write };
  const patched = (verifier: Verifier | null) => patchAll(inputs.paths, { ...work, verifier });
  const { patches, failures, interrupted, unproven } = options.verify
    ? await verifying(patched, project)
    : await patched(null);
  const errors = [...inputs.errors, ...known.errors, ...failures];
  const notices = patches.flatMap(({ path, notice }) =>
    notice === null ? [] : [`${path}: ${notice}`],
  );
  const messages = [...inputs.notices, ...known.notices, ...notices, ...unproven, ...errors];
  printComplaints({ messages, questions: known.questions });
  print(options.format === 'json' ? formatFixJson(patches) : describe(patches, options.write));
  const found = formatVulnerabilities(scannedRows(patches), NO_COLORS);
  // Beside the diff, which programs read.
  if (options.format === 'text' && found !== '') complain(...found.trimEnd().split('\n'));
  if (interrupted !== null) {
    const rest = inputs.paths.length - patches.length;
    complain(`seaworthy: interrupted; ${rest} files were not looked at`);
    process.exit(interrupted);
  }
  if (errors.length + known.questions.length > 0) return 2;
  return patches.some((patch) => patch.changed) ? 1 : 0;
}

interface PatchWork {
  readonly context: CheckContext;
  readonly policy: FixPolicy;
  readonly write: boolean;
  /** Null when nothing is built. */
  readonly verifier: Verifier | null;
}

interface PatchedFiles {
  readonly patches: readonly Patch[];
  /** Files that could not be read or written, each a message. */
  readonly failures: readonly string[];
  /** The exit code of an interrupt that ended the work; null without one. */
  readonly interrupted: number | null;
  /** What could not be built, and what was left because of a build, each a message. */
  readonly unproven: readonly string[];
}

/** What builds images is loaded only where somebody wants it. */
async function verifying(
  patched: (verifier: Verifier) => Promise<PatchedFiles>,
  { rules }: Project,
): Promise<PatchedFiles> {
  const { createVerifier } = await import('./verifier.ts');
  const { withBuilder } = await import('./with-builder.ts');
  return withBuilder((builder) => patched(createVerifier(builder, rules)));
}

async function patchAll(paths: readonly string[], work: PatchWork): Promise<PatchedFiles> {
  const { policy, write, verifier } = work;
  let { context } = work;
  const patches: Patch[] = [];
  const failures: string[] = [];
  const unproven: string[] = [];
  const progress = startProgress(paths.length, 'fixed');
  const interruption = watchInterruption();
  for (const path of paths) {
    if ((await interruption.exitCode()) !== null) break;
    const source = readInput(path);
    progress.step();
    if ('error' in source) {
      failures.push(source.error);
      continue;
    }
    const whole = composePatch(source, context, policy);
    const proven = await verifier?.take({ source, context, policy, whole });
    unproven.push(...(proven?.messages ?? []));
    const patch = proven?.patch ?? whole;
    patches.push(patch);
    context = withCompanions(context, source.path, patch.companions);
    if (write) failures.push(...changedFiles([patch]).flatMap(writeChange));
  }
  progress.end();
  const interrupted = await interruption.exitCode();
  interruption.end();
  return { patches, failures, interrupted, unproven };
}

/** Prints the result and nothing else, so that editors and pipes can use it. */
async function fixStandardInput(
  paths: readonly string[],
  options: FixOptions,
  project: Project,
  policy: FixPolicy,
): Promise<ExitCode> {
  if (paths.length > 1)
    throw new UsageError('`-` (standard input) cannot be combined with other paths');
  if (options.verify) throw new UsageError('`--verify` needs files: a build has a context');
  const content = decodeText(readFileSync(0));
  if (!content.ok) throw new UsageError(`standard input: ${content.reason}`);
  const source = { path: '-', text: content.text };
  const known = await contextFor(project, policy, options, () => [source]);
  const messages = [...known.notices, ...known.errors];
  printComplaints({ messages, questions: known.questions });
  const patch = composePatch(source, known.context, policy);
  print(options.format === 'json' ? formatFixJson([patch]) : patch.after);
  if (patch.notice !== null) complain(`seaworthy: standard input: ${patch.notice}`);
  if (known.errors.length + known.questions.length > 0) return 2;
  return patch.changed ? 1 : 0;
}

/** Dockerfiles first, then the other files that change with them; all by their paths from here. */
function changedFiles(patches: readonly Patch[]): ChangedFile[] {
  const edited = patches.filter(({ before, after }) => before !== after);
  const companions = patches.flatMap((patch) =>
    patch.companions.map((one) => ({ ...one, path: companionPath(patch.path, one.path) })),
  );
  return [...edited, ...mergeCompanions(companions)];
}

/** A failure as a message: the other files go on, and the exit code is 2. */
function writeChange({ path, before, after }: ChangedFile): string[] {
  try {
    if (before === null) writeFileSync(path, after, { flag: 'wx' });
    else replaceFile(path, after);
    return [];
  } catch (error) {
    return [`${path}: not written: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function describe(patches: readonly Patch[], isWritten: boolean): string {
  const colors = outputColors();
  const changed = patches.filter((patch) => patch.changed);
  const reader = isTerminal() ? 'people' : 'program';
  if (!isWritten)
    return changedFiles(changed)
      .map((file) => formatDiff(file, colors, reader))
      .join('');
  return changed
    .map(
      (patch) => `${colors.bold(printableLine(patch.path))}: ${countFixes(patch.applied.length)}\n`,
    )
    .join('');
}

function countFixes(count: number): string {
  return count === 1 ? '1 fix written' : `${count} fixes written`;
}

/** An interrupt ends the work between two files: each is either old or new. */
interface Interruption {
  /** As a shell expects it after the signal that came; null when none did. */
  readonly exitCode: () => Promise<number | null>;
  readonly end: () => void;
}

const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

function watchInterruption(): Interruption {
  let code: number | null = null;
  const noteInterrupt = () => {
    code = SIGNALS.SIGINT;
  };
  const noteTermination = () => {
    code = SIGNALS.SIGTERM;
  };
  process.on('SIGINT', noteInterrupt);
  process.on('SIGTERM', noteTermination);
  return {
    // Signals are only noticed when the event loop turns.
    exitCode: () =>
      new Promise((resolve) => {
        setImmediate(() => {
          resolve(code);
        });
      }),
    end: () => {
      process.off('SIGINT', noteInterrupt);
      process.off('SIGTERM', noteTermination);
    },
  };
}
