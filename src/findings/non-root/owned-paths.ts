import { copiesOf } from '../copies.ts';
import { isWithin } from '../shipped-stages.ts';
import { held, refused, unknown } from './check.ts';
import type { Check } from './check.ts';
import { madeFolders } from './made-folders.ts';
import { namedTargets } from './run-time-writes.ts';
import type { RunUser } from './run-user.ts';
import { lastMatching, placeText } from './subject.ts';
import type { Subject } from './subject.ts';

/** A directory that the program has to write, and what says so. */
export interface OwnedPath {
  readonly path: string;
  readonly because: string;
  /** Docker makes a volume of it, which may be older than the image. */
  readonly isVolume: boolean;
  /** The user of the service that mounts something there; null where the image decides. */
  readonly user?: string | null;
}

/** Variables that name what a program writes. */
const WRITTEN =
  /(?:^|_)(?:DATA|DB|SQLITE|DATABASE|UPLOADS?|STORAGE|MEDIA|STATE|CACHE|LOGS?|PIDS?|OUTPUT|TMP|TEMP)(?:_?(?:DIR|DIRECTORY|PATH|ROOT|FOLDER|FILE|URL|HOME|LOCATION))?$/;

/** Those whose content is kept, so that something is mounted there. */
const LASTING = /DATA|DB|SQLITE|UPLOAD|STORAGE|MEDIA|STATE/;

/** More than a program has, and than anybody reads. */
const MOST_PATHS = 20;

/** Directories that hold files of others. */
const SHARED =
  /^(?:\/|\/(?:bin|boot|dev|etc|home|lib|media|mnt|opt|proc|root|run|sbin|srv|sys|usr|var)(?:\/(?:bin|lib|local|share|sbin|log|run|cache|spool|www))?)$/;

/** What the file and the repository say that the program writes, each directory once. */
export function ownedPaths(subject: Subject): readonly OwnedPath[] {
  const found = new Map<string, OwnedPath>();
  const add = (path: string, because: string, isVolume: boolean, user: string | null = null) => {
    const clean = path.replace(/\/+$/, '');
    if (
      !clean.startsWith('/') ||
      clean.includes('$') ||
      /^\/(?:tmp|dev|proc|sys)(?:\/|$)/.test(clean)
    )
      return;
    const known = found.get(clean);
    found.set(clean, known ?? { path: clean, because, isVolume, user });
  };
  const { facts, stage, commands, workloads } = subject;
  const { volumes, env } = facts.result(stage);
  for (const path of volumes) add(path, 'VOLUME', true);
  for (const { place, mounts, user } of workloads) {
    for (const { path, source, isReadOnly, line } of mounts) {
      if (source === 'volume' && !isReadOnly) add(path, placeText({ ...place, line }), true, user);
    }
  }
  for (const [name, value] of env) {
    const path = WRITTEN.test(name) ? writtenPath(value) : null;
    if (path !== null) add(path, `\`${name}\``, LASTING.test(name));
  }
  for (const command of commands) {
    for (const path of namedTargets(command))
      add(folderOf(path), 'the command', !/log|pid|run/.test(path));
  }
  for (const { path, line } of madeFolders(subject)) add(path, `line ${line}`, false);
  return [...found.values()];
}

/** `/data`, or the folder of `/data/app.log` or `sqlite:////data/app.db`. */
function writtenPath(value: string): string | null {
  const path = value.replace(/^(?:sqlite|file):(?:\/\/\/?)?/, '');
  return path.startsWith('/') && !value.includes(' ') ? folderOf(path) : null;
}

function folderOf(path: string): string {
  return /\.[a-z]\w{0,7}$/i.test(path) ? path.slice(0, path.lastIndexOf('/')) : path;
}

/** Whether the user can be given what the program writes. */
export function* ownedPathChecks(
  subject: Subject,
  user: RunUser,
  paths: readonly OwnedPath[],
): Generator<Check> {
  const text = 'what the program writes can be given to the user';
  const { instructions, dockerfile, stage, lineOf } = subject;
  if (paths.length > MOST_PATHS) {
    yield refused(
      text,
      `the file and the repository name more than ${MOST_PATHS} paths that it writes: give them to a user in the way that suits them, then add USER`,
    );
  }
  for (const { path, because, isVolume } of paths) {
    if (!/^[\w/.@%+=:,-]+$/.test(path)) {
      yield refused(
        text,
        `${because} has the program write to \`${path}\`, a name that a shell splits: give that folder to the user by hand (\`install -d -o ${user.owner.split(':', 1)[0] ?? ''} '${path}'\`), then add USER`,
      );
    }
    if (SHARED.test(path)) {
      yield refused(
        text,
        `${because} has the program write to ${path}, which belongs to root and holds files of others: give it a directory of its own, or let it write to the standard output, then add USER`,
      );
    }
    if (!user.hasShell) {
      yield refused(
        text,
        `${because} has the program write to ${path}, and without a shell nothing can give it away here: make the directory in an earlier stage, \`COPY --from=… --chown=${user.owner}\` it, then add \`USER ${user.user}\``,
      );
    }
    const inherited = instructions.find(
      (each) => each.keyword === 'VOLUME' && each.stage !== stage.index,
    );
    if (inherited !== undefined && isVolume && because === 'VOLUME') {
      yield refused(
        text,
        `an earlier stage makes ${path} a volume (line ${lineOf(inherited)}): give it to the user there, before that line`,
      );
    }
    const copy = copiesOf(dockerfile).find(({ instruction, destination }) => {
      const isHere =
        subject.has(instruction) && !instruction.flags.some(({ name }) => name === 'chown');
      return isHere && isWithin(destination.path.replace(/\/+$/, ''), path);
    });
    if (copy !== undefined)
      yield unknown(
        `the program only reads what line ${lineOf(copy.instruction)} copies to ${path}`,
      );
    const filled = lastMatching(
      subject,
      ['RUN'],
      new RegExp(`${path.replace(/[^\w/-]/g, '.')}(?![\\w-])`),
    );
    const isFilled = filled !== undefined && isUsed(filled.body.text, path);
    if (isFilled && copy === undefined) {
      yield unknown(`the program only reads what line ${lineOf(filled)} puts into ${path}`);
    }
    if (isVolume && !workloadsMount(subject, path)) {
      yield unknown(
        `no volume of before has files of root at ${path}; where one has, \`chown -R ${user.owner} ${path}\` as root once`,
      );
    }
  }
  if (paths.length === 0) {
    yield held(
      'nothing says that the program writes into the image: no volume, variable or option names a path',
    );
    return;
  }
  yield held(`${paths.map(({ path }) => path).join(', ')}: the user owns what the program writes`);
}

/** `mkdir` leaves it empty, and `chown` says itself whose it is. */
function isUsed(text: string, path: string): boolean {
  const others = text.replace(/\bmkdir\s[^;&|]{0,2000}/g, '');
  return others.includes(path) && !/\bchown\b/.test(text);
}

/** Mounts of the repository have a check of their own. */
function workloadsMount({ workloads }: Subject, path: string): boolean {
  return workloads.some(({ mounts }) => mounts.some((mount) => mount.path === path));
}

/** The command that makes them, where they are not there, and gives them away. */
export function givingCommand(user: RunUser, paths: readonly OwnedPath[]): readonly string[] {
  if (paths.length === 0) return [];
  const [uid, gid] = user.owner.split(':');
  const group = gid === undefined ? '' : ` -g ${gid}`;
  return [`install -d -o ${uid ?? ''}${group} ${paths.map(({ path }) => path).join(' ')}`];
}
