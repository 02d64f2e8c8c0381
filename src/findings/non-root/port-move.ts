import type { CommandChange, Effect } from '../rule.ts';
import type { Companion } from '../surroundings.ts';
import type { TextEdit } from '../../dockerfile/text-edit.ts';
import { held, refused, unknown } from './check.ts';
import type { Check } from './check.ts';
import { portChange } from './port-change.ts';
import type { RunUser } from './run-user.ts';
import { placeText } from './subject.ts';
import type { Subject } from './subject.ts';

/** Moves a server from a port for root to one for everybody, as part of the same fix. */
export interface PortMove {
  readonly from: number;
  readonly to: number;
  readonly edits: readonly TextEdit[];
  readonly companions: readonly Companion[];
  /** Commands that have to run as root before. */
  readonly commands: readonly string[];
  readonly owned: readonly string[];
  /** Files of the image that the commands change. */
  readonly changed?: readonly string[];
  /** The server starts as its own user, so that what it is known to need as root is cared for. */
  readonly isServer?: boolean;
  /** Directories that the user is to own, whoever that is. */
  readonly writes?: readonly string[];
  readonly effects: readonly Effect[];
  readonly checks: readonly Check[];
  /** The user that the server has already; null for one that is looked for. */
  readonly user: RunUser | null;
}

/** What is special about the server. */
export type ServerMove = Pick<
  PortMove,
  'edits' | 'companions' | 'user' | 'commands' | 'owned' | 'changed' | 'isServer'
> & {
  readonly from: number;
  readonly effects: readonly Effect[];
  readonly checks: readonly Check[];
  /** For a person who has to do the rest: `` `listen 8080` in nginx.conf ``. */
  readonly how: string;
  /** What can be done instead; one clause. */
  readonly instead: string | null;
};

/** Adds EXPOSE, compose files and manifests; a check refuses where one of them cannot be changed. */
export function completeMove(subject: Subject, server: ServerMove): PortMove {
  const { from, how, instead } = server;
  const to = from + 8000;
  const change = portChange(subject, from, to);
  return {
    ...server,
    to,
    edits: [...server.edits, ...change.edits],
    companions: [...server.companions, ...change.companions],
    effects: change.edits.length > 0 ? [...server.effects, 'expose'] : server.effects,
    checks: [
      ...server.checks,
      ...openChecks(change.open, from, to, how, instead),
      ...outside(subject, change.told, from, to),
    ],
  };
}

function openChecks(
  open: readonly string[],
  from: number,
  to: number,
  how: string,
  instead: string | null,
): Check[] {
  const text = `every place that names port ${from} follows to ${to}`;
  if (open.length === 0) return [held(text)];
  const places = open.slice(0, 8).join(', ');
  const other = instead === null ? '' : `; or ${instead}`;
  return [
    refused(
      text,
      `port ${from} is for root on older engines and on Kubernetes: ${how}, and make it ${to} in ${places}, then add USER${other}`,
    ),
  ];
}

/** Nobody sees from here who else runs the image. */
function outside(
  { workloads }: Subject,
  told: readonly string[],
  from: number,
  to: number,
): Check[] {
  if (told.length > 0) {
    return [
      unknown(
        `what ${told.slice(0, 5).join(', ')} says about port ${from} is changed to ${to}, too`,
      ),
    ];
  }
  const [first] = workloads;
  return first === undefined
    ? [unknown(`whoever runs the image publishes port ${to} of it instead of ${from}`)]
    : [held(`${placeText(first.place)}, which runs it, goes to port ${to} in the same change`)];
}

/** The commands as the gate wants them declared. */
export function declared(commands: readonly string[]): CommandChange[] {
  return commands.map((command) => ({ kind: 'append', command }));
}
