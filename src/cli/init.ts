import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CONFIG_PATHS } from '../config/defaults.ts';
import { STARTER } from '../config/starter.ts';
import { UsageError } from './exit.ts';
import type { ExitCode } from './exit.ts';
import { print } from './terminal.ts';

const TARGET = '.github/seaworthy.yml';

/** `seaworthy init`: writes a starter configuration and never overwrites one. */
export function runInit(options: { readonly format: 'text' | 'json' }): ExitCode {
  const existing = CONFIG_PATHS.find((path) => existsSync(path));
  if (existing !== undefined) {
    throw new UsageError(`${existing} is there already; edit it, or remove it first`);
  }
  try {
    mkdirSync(dirname(TARGET), { recursive: true });
    writeFileSync(TARGET, STARTER, { flag: 'wx' });
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
