import { UsageError } from './exit.ts';
import type { Environment } from './secret-variable.ts';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** As pino names it. Throws `UsageError`. */
export function readLogLevel(env: Environment): string {
  const level = env['LOG_LEVEL'] ?? 'info';
  if (LEVELS.includes(level)) return level;
  throw new UsageError(`LOG_LEVEL is one of ${LEVELS.join(', ')}`);
}
