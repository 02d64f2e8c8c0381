import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import { githubRequestOf } from '../../github/failure.ts';
import { QueueError } from '../../jobs/queue-error.ts';
import { CodeHostError } from '../../remediation/code-host-error.ts';
import type { HiddenSecrets } from './hide-secrets.ts';
import { logFields } from './log-fields.ts';

export type Log = Logger;

/** What an error says beyond this is of no use in a log. */
const LONGEST_TEXT = 4000;

/**
 * Structured lines, each a constant message and fields, among them those of the request or job at hand. `level`: as pino names
 * them.
 */
export function openLog(
  level: string,
  { hide }: Pick<HiddenSecrets, 'hide'>,
  destination?: DestinationStream,
): Log {
  const options = {
    level,
    base: null,
    serializers: { err: printError },
    mixin: () => ({ ...logFields() }),
    hooks: { streamWrite: hide },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** One that tells what a person needs: a stack only for a bug. */
function printError(error: unknown): object {
  if (!(error instanceof Error)) return { message: cut(String(error)) };
  const { name, message, stack } = error;
  const status = 'status' in error && typeof error.status === 'number' ? error.status : null;
  const isOfOthers = error instanceof CodeHostError || error instanceof QueueError;
  const isExpected = isOfOthers || status !== null;
  const request = githubRequestOf(error);
  const said = {
    name,
    message: cut(message),
    ...(status === null ? {} : { status }),
    ...(request === null ? {} : { githubRequest: request }),
  };
  if (error instanceof AggregateError) return { ...said, errors: error.errors.map(printError) };
  return isExpected || stack === undefined ? said : { ...said, stack: cut(stack) };
}

function cut(text: string): string {
  return text.slice(0, LONGEST_TEXT);
}
