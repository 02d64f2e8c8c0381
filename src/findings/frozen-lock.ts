import type { Dockerfile } from '../dockerfile/model.ts';
import type { PackageManagerName } from '../dockerfile/package-manager.ts';
import { broughtFrom, contextsOf, ignoreVerdict, notIgnored } from './context-files.ts';
import type { LockFit } from './npm-lock.ts';
import type { Facts, Precondition } from './rule.ts';
import type { Run } from './runs.ts';

/** How a lock file relates to its project, and how the installation keeps to it. */
export interface FrozenLock {
  /** Option that makes the installation fail where the lock file is out of date. */
  readonly option: string;
  readonly fit: Pick<LockFit, 'state'> & { readonly why: string | null };
  /** Whether the program in the image is one that knows the option and the file. */
  readonly program: Precondition;
}

/** A package manager with a lock file. */
export interface LockKind {
  readonly manager: PackageManagerName;
  readonly lock: string;
  readonly manifest: string;
  /** Names of files in COPY and ADD that bring the lock file. */
  readonly copied: RegExp;
  readonly read: (project: LockedProject) => FrozenLock;
}

export interface LockedProject {
  readonly dockerfile: Dockerfile;
  readonly run: Run;
  readonly manifest: string;
  readonly lock: string;
  /** Text of another file that lies beside them in the working directory; null where there is none. */
  readonly beside: (name: string) => string | null;
}

export interface FoundLock {
  /** In the repository. */
  readonly path: string;
  readonly frozen: FrozenLock;
  /** The file that keeps it out of the context; null where none does for certain. */
  readonly ignoredBy: string | null;
  readonly preconditions: readonly Precondition[];
}

/** The lock file that a RUN finds in its working directory; null where the repository shows none. */
export function findFrozen(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  kind: LockKind,
): FoundLock | null {
  const around = facts.surroundings();
  for (const context of around === null ? [] : contextsOf(around)) {
    const textOf = (name: string) => {
      const path = broughtFrom(dockerfile, facts, run, context, name);
      return path === null ? null : (around?.text(path) ?? null);
    };
    const path = broughtFrom(dockerfile, facts, run, context, kind.lock);
    const [manifest, lock] = [textOf(kind.manifest), textOf(kind.lock)];
    if (around === null || path === null || manifest === null || lock === null) continue;
    const frozen = kind.read({ dockerfile, run, manifest, lock, beside: textOf });
    const { state, why } = frozen.fit;
    const text = `\`${path}\` fits \`${kind.manifest}\``;
    const ignored = ignoreVerdict(around, context, path);
    const preconditions: Precondition[] = [
      state === 'fits'
        ? { text, state: 'held' }
        : { text: `${text} (${why ?? 'it is not compared'})`, state: 'unknown' },
      notIgnored(ignored, kind.lock),
      frozen.program,
    ];
    const ignoredBy = ignored.isIgnored === true ? ignored.path : null;
    return { path, frozen, ignoredBy, preconditions };
  }
  return null;
}
