import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** As proxies make them; anything else may be meant to confuse who reads the log. */
const SANE = /^[\w.:-]{8,128}$/;

/** The id by which the log tells one request from the others: the one that a proxy gave it, or a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && SANE.test(given) ? given : randomUUID();
}
