#!/usr/bin/env node
import { CommanderError } from 'commander';
import { UsageError } from './cli/exit.ts';
import { createProgram } from './cli/program.ts';
import { complain } from './cli/terminal.ts';
import { ConfigError } from './config/config-error.ts';

/** Runs the command line; the exit code is returned, messages go to standard error. */
async function main(words: readonly string[]): Promise<number> {
  let code = 0;
  const program = createProgram((result) => {
    code = result;
  });
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    return explain(error);
  }
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UsageError || error instanceof ConfigError) {
    complain(`seaworthy: ${error.message}`);
    return 2;
  }
  // A bug: its stack is what a report of it needs, and exit code 1 would mean findings.
  complain(
    ...(error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n'),
  );
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
