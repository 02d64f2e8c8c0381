import { nameOf } from '../builds/paths.ts';
import { imageUses } from '../dockerfile/image-uses.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { parseReference } from '../image/reference.ts';
import { baseImageName, stageChain } from './base-image.ts';
import { broughtFrom, contextsOf, ignoreVerdict, notIgnored } from './context-files.ts';
import type { Context } from './context-files.ts';
import { fitOfLock } from './npm-lock.ts';
import type { LockFit } from './npm-lock.ts';
import type { Facts, Precondition } from './rule.ts';
import type { Run } from './runs.ts';
import type { Surroundings } from './surroundings.ts';

/** A project that a RUN installs, with the lock file that comes with it. */
export interface NpmProject {
  /** Path of the lock file in the repository. */
  readonly lock: string;
  readonly fit: LockFit;
  /** The file that keeps the lock file out of the build context; null without one. */
  readonly ignoredBy: string | null;
  /** All but whether the npm of the image reads the file. */
  readonly preconditions: readonly Precondition[];
}

/** The first that counts, for npm. */
const LOCKS = ['npm-shrinkwrap.json', 'package-lock.json'];

/** Null where the repository is not known, or the working directory of the RUN has no lock file of it. */
export function findLock(dockerfile: Dockerfile, facts: Facts, run: Run): NpmProject | null {
  const around = facts.surroundings();
  if (around === null) return null;
  for (const context of contextsOf(around)) {
    const found = readProject(dockerfile, facts, run, around, context);
    if (found !== null) return found;
  }
  return null;
}

/** True when the repository is known and has no lock file of npm anywhere. */
export function hasNoLock(facts: Facts): boolean {
  const around = facts.surroundings();
  return around?.files().some((path) => LOCKS.includes(nameOf(path))) === false;
}

function readProject(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  around: Surroundings,
  context: Context,
): NpmProject | null {
  const find = (name: string) => broughtFrom(dockerfile, facts, run, context, name);
  const manifest = around.text(find('package.json') ?? '');
  const name = LOCKS.find((one) => find(one) !== null);
  const lock = name === undefined ? null : find(name);
  if (name === undefined || lock === null || manifest === null) return null;
  const text = around.text(lock);
  if (text === null) return null;
  const fit = fitOfLock(manifest, text);
  const comparison = `\`${lock}\` fits \`package.json\``;
  const ignored = ignoreVerdict(around, context, lock);
  const preconditions: Precondition[] = [
    fit.state === 'unknown'
      ? { text: `${comparison} (${fit.reason})`, state: 'unknown' }
      : { text: comparison, state: 'held' },
    { text: `the context of the build is \`${context.folder}\`: ${context.source}`, state: 'held' },
    notIgnored(ignored, name),
  ];
  const ignoredBy = ignored.isIgnored === true ? ignored.path : null;
  return { lock, fit, ignoredBy, preconditions };
}

/** `npm ci` came with Node.js 10 in its present form; npm 7, with Node.js 16, reads version 3. */
export function npmCondition(dockerfile: Dockerfile, run: Run, version: number): Precondition {
  const image = nodeImage(dockerfile, run);
  const text = `the npm of ${image === null ? 'the base image' : `\`${image.name}\``} takes a lock file of version ${version}`;
  if (image === null || version > 3) return { text, state: 'unknown' };
  const isEnough = image.major >= (version === 3 ? 16 : 10);
  return { text, state: isEnough ? 'held' : 'did not hold' };
}

function nodeImage(
  dockerfile: Dockerfile,
  { stage }: Run,
): { readonly name: string; readonly major: number } | null {
  if (baseImageName(dockerfile, stage) !== 'node') return null;
  const bottom = stageChain(stage).at(-1);
  const use = imageUses(dockerfile).find((one) => {
    return one.role === 'base' && one.stage === bottom?.index;
  });
  const reference = parseReference(use?.resolved ?? '');
  if (reference === null) return null;
  const tag = reference.tag ?? 'latest';
  const name = `${reference.written}:${tag}`;
  const major = /^\d+/.exec(tag)?.[0];
  if (major !== undefined) return { name, major: Number(major) };
  return /^(?:latest|current|lts|slim|alpine)(?:$|-)/.test(tag)
    ? { name, major: Number.POSITIVE_INFINITY }
    : null;
}
