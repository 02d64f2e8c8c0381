import type { BuilderFailure } from '../../proof/image-builder.ts';
import type { ProgramRun } from './run-program.ts';

/** Characters. */
const LONGEST_MESSAGE = 300;

/** What went wrong in a build, by the last line that says something. */
export function describeFailure(run: ProgramRun, seconds: number): BuilderFailure {
  if (run.end === 'timeout') {
    return { ok: false, reason: 'timeout', message: `it took longer than ${seconds} seconds` };
  }
  if (run.end === 'interrupt') {
    return { ok: false, reason: 'interrupted', message: 'it was interrupted' };
  }
  const lines = `${run.output}\n${run.errors}`.split('\n').map(cleanLine);
  const said = lines.filter((line) => line !== '');
  const error = said.findLast((line) => /\berror\b|failed|cannot|not found/i.test(line));
  const message = error ?? said.at(-1) ?? `it ended with code ${run.code ?? 'unknown'}`;
  return { ok: false, reason: 'failed', message };
}

/** Colours, then everything that moves the cursor, reorders the text or shows as nothing. */
const COLOURS = /\p{Cc}\[[0-9;?]*[A-Za-z]/gu;
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu;

function cleanLine(line: string): string {
  const plain = line.replace(COLOURS, '').replace(UNPRINTABLE, ' ');
  return plain.trim().slice(0, LONGEST_MESSAGE);
}
