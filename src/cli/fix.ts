import { readFileSync } from 'node:fs';
import type { Safety } from '../findings/rule.ts';
import { decodeText } from '../local/text-file.ts';
import { replaceFile } from '../local/write-file.ts';
import type { CheckContext, SourceFile } from '../remediation/check.ts';
import { composePatch } from '../remediation/compose.ts';
import type { FixPolicy, Patch } from '../remediation/patch.ts';
import { UsageError } from './exit.ts';
import type { ExitCode } from './exit.ts';
import { formatDiff } from './format-diff.ts';
import { formatFixJson } from './format-json.ts';
import { findInputs, readInput } from './inputs.ts';
import { printableLine } from './printable.ts';
import { openProject } from './project.ts';
import type { Project } from './project.ts';
import { complain, isTerminal, outputColors, print, startProgress } from './terminal.ts';

export interface FixOptions {
  readonly format: 'text' | 'json';
  readonly write: boolean;
  /** A list with commas, for instance `safe,review`. */
  readonly safety: string;
  readonly rule: readonly string[];
  readonly offline: boolean;
}

/** `seaworthy fix`: prints a unified diff, or edits in place with `--write`. */
export async function runFix(paths: readonly string[], options: FixOptions): Promise<ExitCode> {
  const policy = readPolicy(options);
  const project = await openProject(options.rule);
  if (paths.includes('-')) return fixStandardInput(paths, options, project, policy);
  const inputs = findInputs(paths, project.config.paths.exclude);
  const context = await contextFor(project, policy, options, () => readAll(inputs.paths));
  const errors = [...inputs.errors];
  const patches: Patch[] = [];
  const progress = startProgress(inputs.paths.length, 'fixed');
  const interruption = watchInterruption();
  for (const path of inputs.paths) {
    if ((await interruption.exitCode()) !== null) break;
    const source = readInput(path);
    progress.step();
    if ('error' in source) {
      errors.push(source.error);
      continue;
    }
    const patch = composePatch(source, context, policy);
    patches.push(patch);
    const failure = options.write && patch.changed ? writePatch(path, patch) : null;
    if (failure !== null) errors.push(failure);
  }
  progress.end();
  const interrupted = await interruption.exitCode();
  interruption.end();
  const notices = patches.flatMap(({ path, notice }) =>
    notice === null ? [] : [`${path}: ${notice}`],
  );
  for (const message of [...inputs.notices, ...notices, ...errors])
    complain(`seaworthy: ${message}`);
  print(options.format === 'json' ? formatFixJson(patches) : describe(patches, options.write));
  if (interrupted !== null) {
    complain(
      `seaworthy: interrupted; ${inputs.paths.length - patches.length} files were not looked at`,
    );
    process.exit(interrupted);
  }
  if (errors.length > 0) return 2;
  return patches.some((patch) => patch.changed) ? 1 : 0;
}

function readPolicy(options: FixOptions): FixPolicy {
  const safeties = options.safety.split(',').map((word) => readSafety(word.trim()));
  const only = options.rule.length === 0 ? null : options.rule;
  return { safeties, only, moveImages: true };
}

/** Registries are asked only where a rule that takes other images could apply one of the wanted fixes. */
async function contextFor(
  project: Project,
  { safeties, only }: FixPolicy,
  options: FixOptions,
  readSources: () => readonly SourceFile[],
): Promise<CheckContext> {
  const mayMove = project.context.rules.some(
    ({ id, movesImages, safety }) =>
      movesImages === true &&
      safety !== null &&
      safeties.includes(safety) &&
      (only === null || only.includes(id)),
  );
  if (!mayMove) return project.context;
  const { askAboutImages } = await import('./ask-about-images.ts');
  return project.contextKnowing(await askAboutImages(readSources(), project.config, options));
}

/** What cannot be read is reported when its turn comes. */
function readAll(paths: readonly string[]): SourceFile[] {
  return paths.map(readInput).flatMap((source) => ('error' in source ? [] : [source]));
}

function readSafety(word: string): Safety {
  if (word === 'safe' || word === 'review') return word;
  throw new UsageError(`--safety takes \`safe\`, \`review\` or \`safe,review\`, not \`${word}\``);
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
  const content = decodeText(readFileSync(0));
  if (!content.ok) throw new UsageError(`standard input: ${content.reason}`);
  const source = { path: '-', text: content.text };
  const context = await contextFor(project, policy, options, () => [source]);
  const patch = composePatch(source, context, policy);
  print(options.format === 'json' ? formatFixJson([patch]) : patch.after);
  if (patch.notice !== null) complain(`seaworthy: standard input: ${patch.notice}`);
  return patch.changed ? 1 : 0;
}

function writePatch(path: string, patch: Patch): string | null {
  try {
    replaceFile(path, patch.after);
    return null;
  } catch (error) {
    // The other files go on; this one is reported and the exit code is 2.
    return `${path}: not written: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function describe(patches: readonly Patch[], isWritten: boolean): string {
  const colors = outputColors();
  const changed = patches.filter((patch) => patch.changed);
  const reader = isTerminal() ? 'people' : 'program';
  if (!isWritten) return changed.map((patch) => formatDiff(patch, colors, reader)).join('');
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
