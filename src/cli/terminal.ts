import { writeSync } from 'node:fs';
import pc from 'picocolors';
import { printableLine } from './printable.ts';

export type Colors = ReturnType<typeof pc.createColors>;

/** Colours for standard output: only on a terminal, and never when `NO_COLOR` is set. */
export function outputColors(): Colors {
  return pc.createColors(process.stdout.isTTY && pc.isColorSupported);
}

/** For standard error, where control characters are made visible. */
export const NO_COLORS: Colors = pc.createColors(false);

/** Whether standard output is a terminal, which control characters in the text could steer. */
export function isTerminal(): boolean {
  return process.stdout.isTTY;
}

/** Writes all of the text to standard output; a reader that went away ends the program quietly. */
export function print(text: string): void {
  writeAll(1, text);
}

/**
 * Writes a message to standard error, a line for each argument; line endings in one, as in names of files and
 * in reports, are made visible like all control characters: GitHub Actions obeys a line that begins with `::`.
 */
export function complain(...lines: readonly string[]): void {
  writeAll(2, lines.map((line) => `${printableLine(line)}\n`).join(''));
}

function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (code === 'EPIPE') process.exit(process.exitCode ?? 0);
      // A pipe whose reader is slow: try again until it took all.
      if (code !== 'EAGAIN') throw error;
    }
  }
}

const ENOUGH_FOR_PROGRESS = 20;

/** Progress on standard error: only on a terminal, and only for many files. */
export function startProgress(total: number, verb: string): { step: () => void; end: () => void } {
  const isShown = process.stderr.isTTY && total >= ENOUGH_FOR_PROGRESS;
  if (!isShown) return { step: () => undefined, end: () => undefined };
  let count = 0;
  let last = 0;
  return {
    step: () => {
      count += 1;
      const now = performance.now();
      if (now - last < 100) return;
      last = now;
      process.stderr.write(`\r${verb} ${count} of ${total} files`);
    },
    end: () => {
      process.stderr.write('\r\u001B[K');
    },
  };
}
