import type { IncomingMessage } from 'node:http';
import { isSameText } from '../reports/shared-secret.ts';

/** Whether somebody may see the board. */
export type BoardAccess = 'allowed' | 'refused' | 'too many tries';

/** Wrong passwords that one address may try in a time, in milliseconds; then it waits for the rest of it. */
const MOST_TRIES = 10;
const WINDOW = 60_000;

/** Addresses that are remembered; whoever has more of them is not stopped by this. */
const MOST_ADDRESSES = 1000;

interface Tries {
  readonly since: number;
  readonly count: number;
}

/**
 * Checks passwords of HTTP's basic authentication (RFC 7617), whatever the name. `password`: asked each time, because it may
 * change. `now`: milliseconds.
 */
export function createBoardAccess(
  password: () => string | null,
  now: () => number,
): (request: IncomingMessage) => BoardAccess {
  /** By address, the oldest first. */
  const tries = new Map<string, Tries>();
  return ({ headers: { authorization = '' }, socket }) => {
    const address = socket.remoteAddress ?? '';
    const before = tries.get(address);
    const isRecent = before !== undefined && before.since > now() - WINDOW;
    if (isRecent && before.count >= MOST_TRIES) return 'too many tries';
    const given = passwordIn(authorization);
    // A browser asks without one first.
    if (given === null) return 'refused';
    const wanted = password();
    if (wanted !== null && isSameText(given, wanted)) return 'allowed';
    const { since, count } = isRecent ? before : { since: now(), count: 0 };
    tries.delete(address);
    tries.set(address, { since, count: count + 1 });
    const [oldest] = tries.keys();
    if (tries.size > MOST_ADDRESSES && oldest !== undefined) tries.delete(oldest);
    return 'refused';
  };
}

function passwordIn(authorization: string): string | null {
  const [, encoded] = /^Basic +([A-Za-z0-9+/]{1,1000}={0,2})$/i.exec(authorization) ?? [];
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, 'base64').toString();
  const colon = text.indexOf(':');
  return colon < 0 ? null : text.slice(colon + 1);
}
