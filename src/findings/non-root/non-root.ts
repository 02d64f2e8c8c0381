import type { Dockerfile, Stage } from '../../dockerfile/model.ts';
import type { TextEdit } from '../../dockerfile/text-edit.ts';
import { oncePerFile } from '../once-per-file.ts';
import { privilegeDrop } from '../privilege-drop.ts';
import type { Effect, Facts, Fix, InstructionChange, Precondition } from '../rule.ts';
import { held, refused, unknown, verdictOf } from './check.ts';
import type { Check } from './check.ts';
import { entryScriptChecks } from './entry-script.ts';
import { frameworkChecks } from './frameworks.ts';
import { installedServerChecks } from './installed-servers.ts';
import { lowPortChecks } from './low-ports.ts';
import { nginxMove } from './nginx-move.ts';
import { caddyMove } from './caddy-move.ts';
import { apacheMove } from './apache-move.ts';
import { givingCommand, ownedPathChecks, ownedPaths } from './owned-paths.ts';
import type { OwnedPath } from './owned-paths.ts';
import { declared } from './port-move.ts';
import type { PortMove } from './port-move.ts';
import { purposeChecks } from './purpose.ts';
import { rootHomeChecks } from './root-home.ts';
import { rootProgramChecks } from './root-programs.ts';
import { runTimeWriteChecks } from './run-time-writes.ts';
import { runUserOf } from './run-user.ts';
import type { RunUser } from './run-user.ts';
import { serverChecks } from './server-programs.ts';
import { subjectOf } from './subject.ts';
import type { Subject } from './subject.ts';
import { userEdits } from './user-edit.ts';
import { OTHER_HOME, homeChecks, setsHome } from './user-home.ts';
import { variableMove } from './variable-move.ts';
import { mountChecks, numberChecks, workloadChecks } from './workload-checks.ts';

/** The fix that lets an image run as another user than root, or why there is none. */
export type NonRoot =
  | { readonly fix: Fix }
  | { readonly fix: null; readonly left: string; readonly preconditions: readonly Precondition[] };

/** Files of the system in which users stand, and the home of a new one. */
export const USER_PATHS: readonly string[] = [
  ...['passwd', 'group', 'shadow', 'gshadow', 'subuid', 'subgid'].flatMap((name) => [
    `/etc/${name}`,
    `/etc/${name}-`,
  ]),
  '/home/app/**',
  '/var/mail/app',
  '/var/spool/mail/app',
];

/**
 * Looks at everything that decides whether the image of a stage, which runs as root, can run as another
 * user: what it starts, in what script, which ports, what it writes, how the repository runs it.
 */
export function nonRoot(dockerfile: Dockerfile, facts: Facts, stage: Stage): NonRoot {
  const known = answersOf(dockerfile, facts);
  const answer = known.get(stage) ?? findAnswer(dockerfile, facts, stage);
  known.set(stage, answer);
  return answer;
}

/** Several rules ask the same. */
const answersOf = oncePerFile(() => new Map<Stage, NonRoot>());

function findAnswer(dockerfile: Dockerfile, facts: Facts, stage: Stage): NonRoot {
  const subject = subjectOf(dockerfile, facts, stage);
  const move =
    nginxMove(subject) ?? apacheMove(subject) ?? caddyMove(subject) ?? variableMove(subject);
  const { user, check } = chosenUser(subject, move);
  const paths = pathsOf(subject, move, user);
  const verdict = verdictOf(checksOf(subject, user, check, paths, move));
  if (verdict.left !== null || user === null) {
    return {
      fix: null,
      left: verdict.left ?? 'there is no user for it',
      preconditions: verdict.preconditions,
    };
  }
  return { fix: fixOf(subject, user, paths, verdict.preconditions, move) };
}

function pathsOfUser({ name }: RunUser): string[] {
  return USER_PATHS.map((path) => path.replace(/(?<=\/)app(?=$|\/)/, name ?? 'app'));
}

/** What is named as written, and what the server is known to write. */
function pathsOf(
  subject: Subject,
  move: PortMove | null,
  user: RunUser | null,
): readonly OwnedPath[] {
  // A volume of a service that runs as somebody else is none of the image's user.
  const isOurs = ({ user: other = null }: OwnedPath) =>
    other === null || other.split(':', 1)[0] === user?.owner.split(':', 1)[0];
  const servesAlready = (move?.user ?? null) !== null;
  const named = servesAlready ? [] : ownedPaths(subject).filter(isOurs);
  const because = 'the server';
  const more = (move?.writes ?? []).filter((path) => named.every((each) => each.path !== path));
  return [...named, ...more.map((path) => ({ path, because, isVolume: false }))];
}

/** A server that moves may have a user of its own. */
function chosenUser(subject: Subject, move: PortMove | null): ReturnType<typeof runUserOf> {
  const user = move?.user ?? null;
  if (user === null) return runUserOf(subject);
  return { user, check: held(`the base image has a user for the server (${user.owner})`) };
}

function* checksOf(
  subject: Subject,
  user: RunUser | null,
  found: Check,
  paths: readonly OwnedPath[],
  move: PortMove | null,
): Generator<Check> {
  yield dropCheck(subject);
  yield* meantChecks(subject);
  yield* startChecks(subject, move);
  yield* workloadChecks(subject);
  if (move === null) yield* lowPortChecks(subject);
  else yield* move.checks;
  yield found;
  if (user === null) return;
  yield* numberChecks(subject, user.user);
  yield* homeChecks(subject, user);
  if ((move?.user ?? null) === null) {
    yield* ownedPathChecks(subject, user, paths);
    yield* mountChecks(subject, user.owner);
  } else yield held(`the server serves as ${user.owner} already, so volumes keep their owner`);
  if (user.commands.length > 0 || paths.length > 0) yield shellCheck(subject);
}

/** A USER root behind which nothing is built is no leftover of an installation. */
export function* meantChecks({ instructions, lineOf }: Subject): Generator<Check> {
  const last = instructions.findLast(({ keyword }) => keyword === 'USER');
  if (last === undefined) return;
  const isBuilding = instructions
    .slice(instructions.indexOf(last) + 1)
    .some(({ keyword }) => keyword === 'RUN' || keyword === 'COPY' || keyword === 'ADD');
  yield isBuilding
    ? held(`USER on line ${lineOf(last)} is for what is built behind it`)
    : unknown(`USER on line ${lineOf(last)} is a leftover: nothing is built behind it`);
}

/** What the image starts, whoever runs it. */
export function* startChecks(subject: Subject, move: PortMove | null): Generator<Check> {
  yield* rootProgramChecks(subject);
  yield* purposeChecks(subject);
  if (move?.isServer !== true) {
    yield* serverChecks(subject);
    yield* installedServerChecks(subject);
    yield* runTimeWriteChecks(subject);
    yield* frameworkChecks(subject);
  }
  yield* rootHomeChecks(subject);
  yield* entryScriptChecks(subject);
}

export function dropCheck({ dockerfile, facts, stage }: Subject): Check {
  const text = 'no entry point gives up root itself';
  const drop = privilegeDrop(dockerfile, facts, stage);
  if (drop === null) return held(text);
  return refused(
    text,
    `the image has ${drop.by}, with which its entry point gives up root itself: see that it does so in every case, and leave USER out, which would break that`,
  );
}

function shellCheck({ facts, stage }: Subject): Check {
  const { shell } = facts.result(stage);
  const text = 'a POSIX shell runs what is added';
  if (shell === 'unknown') return unknown(text);
  const isPosix = shell === null || /(?:^|\/)(?:ba|da|a)?sh$/.test(shell[0] ?? '');
  return isPosix
    ? held(text)
    : refused(
        text,
        'the SHELL in force is no POSIX shell: create a user in its way, then add USER',
      );
}

function fixOf(
  subject: Subject,
  user: RunUser,
  paths: readonly OwnedPath[],
  preconditions: readonly Precondition[],
  move: PortMove | null,
): Fix {
  const given = [...(move?.commands ?? []), ...givingCommand(user, paths)];
  const commands = [...user.commands, ...given];
  const inserts: InstructionChange[] = [{ kind: 'insert', keyword: 'USER' }];
  if (commands.length > 0) inserts.unshift({ kind: 'insert', keyword: 'RUN' });
  const home = setsHome(subject, user) ? OTHER_HOME : null;
  if (home !== null) inserts.push({ kind: 'insert', keyword: 'ENV' });
  const owned = [...(move?.owned ?? []), ...paths.map(({ path }) => path)];
  const written = ['/tmp', ...owned].join(', ');
  const made: Effect[] = commands.length > 0 ? ['user', 'files'] : ['user'];
  if (home !== null) made.push('env');
  const port = move === null ? '' : `, on port ${move.to} instead of ${move.from}`;
  return {
    title: `Run as ${user.what}${port}`,
    edits: inOrder([...userEdits(subject, user.user, commands, home), ...(move?.edits ?? [])]),
    ...(move === null ? {} : { companions: move.companions }),
    review: `The program runs as ${user.owner} instead of root${port}: see that it writes nowhere but to ${written}${user.hasShell && user.home !== 'none' ? ' and its home' : ''}, and that files which are mounted may be read by that user.`,
    effects: [...new Set([...made, ...(move?.effects ?? [])])],
    instructions: inserts,
    commands: declared(commands),
    preconditions,
    paths: [
      ...(user.commands.length > 0 ? pathsOfUser(user) : []),
      ...owned,
      ...(move?.changed ?? []),
    ],
  };
}

function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return edits.toSorted((a, b) => a.span.start - b.span.start);
}
