import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import { QueueError } from '../jobs/queue-error.ts';
import { CodeHostError } from '../remediation/code-host-error.ts';

export type Log = Logger;

/** Tokens of GitHub, and the signed ones that an app makes: https://github.blog/engineering/behind-githubs-new-authentication-token-formats/ */
const TOKENS = /\b(?:gh[a-z]_\w{20,}|github_pat_\w{20,}|eyJ[\w-]{10,}\.[\w-]+\.[\w-]+)/g;

/** What an error says beyond this is of no use in a log. */
const LONGEST_TEXT = 4000;

/** Structured lines, each a constant message and fields. `level`: as pino names them. */
export function openLog(level: string, destination?: DestinationStream): Log {
  const options = { level, base: null, serializers: { err: printError } };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** One that tells what a person needs: a stack only for a bug, a token never. */
function printError(error: unknown): object {
  if (!(error instanceof Error)) return { message: withoutTokens(String(error)) };
  const { name, message, stack } = error;
  const status = 'status' in error && typeof error.status === 'number' ? error.status : null;
  const isOfOthers = error instanceof CodeHostError || error instanceof QueueError;
  const isExpected = isOfOthers || status !== null;
  const said = { name, message: withoutTokens(message), ...(status === null ? {} : { status }) };
  if (error instanceof AggregateError) return { ...said, errors: error.errors.map(printError) };
  return isExpected || stack === undefined ? said : { ...said, stack: withoutTokens(stack) };
}

function withoutTokens(text: string): string {
  return text.slice(0, LONGEST_TEXT).replace(TOKENS, '[token]');
}
