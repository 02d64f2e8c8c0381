import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CONFIG_PATHS, DEFAULTS } from '../config/defaults.ts';
import { starterAsking } from '../config/starter.ts';
import { UsageError } from './exit.ts';
import type { ExitCode } from './exit.ts';
import { findInputs, readAll } from './inputs.ts';
import { today } from './project.ts';
import { print } from './terminal.ts';

const TARGET = '.github/seaworthy.yml';

export interface InitOptions {
  readonly format: 'text' | 'json';
  readonly report: readonly string[];
}

/**
 * `seaworthy init`: writes a starter configuration and never overwrites one. With reports it asks, as comments in
 * the file, from which Dockerfile each image is built of which they leave that open.
 */
export async function runInit(options: InitOptions): Promise<ExitCode> {
  const existing = CONFIG_PATHS.find((path) => existsSync(path));
  if (existing !== undefined) {
    throw new UsageError(`${existing} is there already; edit it, or remove it first`);
  }
  const asked = options.report.length === 0 ? [] : await openQuestions(options.report);
  try {
    mkdirSync(dirname(TARGET), { recursive: true });
    writeFileSync(TARGET, starterAsking(asked), { flag: 'wx' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${TARGET}: not written: ${reason}`);
  }
  print(
    options.format === 'json'
      ? `${JSON.stringify({ version: 1, written: TARGET })}\n`
      : `${TARGET} written\n`,
  );
  return 0;
}

/** The lines that would settle it, without the heading that all share. */
async function openQuestions(words: readonly string[]): Promise<string[]> {
  const { planReports } = await import('./plan-reports.ts');
  const inputs = findInputs(['.'], []);
  const plan = await planReports(words, readAll(inputs.paths), {
    config: DEFAULTS,
    today: today(),
  });
  if (plan.errors.length > 0) throw new UsageError(plan.errors.join('; '));
  return plan.reports.unmatched.flatMap(({ reason, configuration }) =>
    reason === 'ambiguous' ? configuration.filter((line) => line !== 'images:') : [],
  );
}
