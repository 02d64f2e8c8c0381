import type { Companion } from '../surroundings.ts';
import { refused, unknown } from './check.ts';
import type { Check } from './check.ts';
import { completeMove } from './port-move.ts';
import type { PortMove } from './port-move.ts';
import type { RunUser } from './run-user.ts';
import { configsIn, otherCopy, sharedBy } from './server-config.ts';
import type { Config, ConfigMove } from './server-config.ts';
import type { Subject } from './subject.ts';

/** Where web servers listen that nobody told otherwise. */
const FROM = 80;
export const MOVED_PORT = FROM + 8000;

/** A web server of an official image, whose configuration the repository or the image itself holds. */
export interface WebServer {
  /** For messages: `nginx`. */
  readonly name: string;
  /** Where the image has its configuration. */
  readonly folder: string;
  /** The user that it serves as anyway; null for one that is looked for. */
  readonly user: RunUser | null;
  /** Commands that give what the first process writes to that user. */
  readonly giving: readonly string[];
  readonly owned: readonly string[];
  readonly move: (text: string, from: number, to: number) => ConfigMove;
  /** Files of the image's own configuration that stay, and the command that moves each. */
  readonly own: (configs: readonly Config[]) => readonly OwnConfig[];
  /** What else stands against it; one clause. */
  readonly against: (configs: readonly Config[]) => string | null;
  /** What a person writes: `` `listen 8080` ``. */
  readonly setting: string;
  /** All that a person does; words for a list. */
  readonly byHand: string;
  /** What can be done instead; one clause. */
  readonly instead: string | null;
}

export interface OwnConfig {
  readonly path: string;
  readonly command: string;
}

/** A user of the base image, as whom the server serves anyway. */
export function serverUser(ids: string, name: string, what: string): RunUser {
  return { user: ids, owner: ids, commands: [], hasShell: true, home: 'own', name, what };
}

/** Moves the server from port 80, with all that names it; null where nothing shows where it listens. */
export function serverMove(subject: Subject, server: WebServer): PortMove | null {
  const configs = configsIn(subject, server.folder);
  if (configs === null) return null;
  const own = server.own(configs);
  const against =
    otherCopy(subject, server.folder) ?? server.against(configs) ?? sharedBy(subject, configs);
  const checks: Check[] = against === null ? [] : [refusal(server, against)];
  const companions: Companion[] = [];
  for (const { path } of configs) {
    const text = subject.facts.surroundings()?.text(path) ?? null;
    const move = text === null ? null : server.move(text, FROM, MOVED_PORT);
    if (move === null) checks.push(refusal(server, `${path} is not at hand`));
    else if (move.edits === null) checks.push(refusal(server, `${path} ${move.left}`));
    else {
      if (move.edits.length > 0) companions.push({ path, edits: move.edits });
      if (move.unseen !== null) checks.push(unknown(`${path}: ${move.unseen}`));
    }
  }
  if (companions.length + checks.length + own.length === 0) return null;
  const places = [...companions, ...own].map(({ path }) => path).join(' and ');
  return completeMove(subject, {
    from: FROM,
    edits: [],
    companions,
    effects: ['user', 'files'],
    checks,
    commands: [...own.map(({ command }) => command), ...server.giving],
    owned: server.owned,
    changed: own.map(({ path }) => path),
    user: server.user,
    isServer: true,
    how: `${server.setting} in ${places}`,
    instead: server.instead,
  });
}

function refusal({ name, byHand, instead }: WebServer, what: string): Check {
  const other = instead === null ? '' : `, or ${instead}`;
  return refused(
    `the configuration of ${name} works as another user, on another port`,
    `${what}, so ${name} is not moved here to a port from 1024 on: do that by hand (${byHand})${other}`,
  );
}
