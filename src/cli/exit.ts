/** 0: nothing to report. 1: findings or changes. 2: bad usage or input. */
export type ExitCode = 0 | 1 | 2;

/** A mistake on the command line; the message names the cure. Printed without a stack, exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
