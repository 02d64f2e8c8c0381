import { baseImageName } from './base-image.ts';
import { writtenBefore } from './earlier-text.ts';
import type { FrozenLock, LockedProject, LockKind } from './frozen-lock.ts';
import { readNodeManifest, shownPackage } from './node-manifest.ts';
import type { NodeManifest } from './node-manifest.ts';
import type { Precondition } from './rule.ts';

/** `yarn.lock`, of Yarn 1 (classic.yarnpkg.com/docs/cli/install) and of later versions (yarnpkg.com/cli/install). */
export const YARN_LOCK: LockKind = {
  manager: 'yarn',
  lock: 'yarn.lock',
  manifest: 'package.json',
  copied: /^(?:COPY|ADD) [^\n]*yarn\.(?:lock|\*)/,
  read: readYarn,
};

/** Something brings another Yarn than that of the image. */
const BROUGHT = /\bcorepack\b|\byarn\s+(?:set|policies)\b|\byarn@/;

function readYarn(project: LockedProject): FrozenLock {
  const isModern = /^__metadata:/m.test(project.lock);
  const manifest = readNodeManifest(project.manifest);
  return {
    option: isModern ? '--immutable' : '--frozen-lockfile',
    fit: fitOf(manifest, project.lock, isModern),
    program: programOf(project, manifest, isModern),
  };
}

function fitOf(manifest: NodeManifest | null, lock: string, isModern: boolean): FrozenLock['fit'] {
  if (manifest === null) return { state: 'differs', why: '`package.json` is no JSON' };
  const { packageManager, ranges, open } = manifest;
  const isNamed = packageManager?.name === 'yarn';
  if (isNamed && packageManager.major > 1 !== isModern) {
    const made = isModern ? 'a later version' : 'Yarn 1';
    const why = `it is of ${made}, and \`package.json\` asks for Yarn ${packageManager.major}`;
    return { state: 'differs', why };
  }
  if (open !== null) return { state: 'unknown', why: `\`${open}\` is not compared` };
  const keys = keysOf(lock);
  for (const [name, range] of ranges) {
    if (/^(?:file|link|portal|patch|workspace|catalog):/.test(range)) {
      return { state: 'unknown', why: `\`${shownPackage(`${name}@${range}`)}\` is not compared` };
    }
    if (keys.has(`${name}@${range}`) || keys.has(`${name}@npm:${range}`)) continue;
    return { state: 'differs', why: `it has no \`${shownPackage(`${name}@${range}`)}\`` };
  }
  const removed = isModern ? rootNames(lock).find((name) => !ranges.has(name)) : undefined;
  if (removed === undefined) return { state: 'fits', why: null };
  return { state: 'differs', why: `it still has \`${shownPackage(removed)}\`` };
}

/** `"a@^1, a@^2":` stands for both. */
function keysOf(lock: string): ReadonlySet<string> {
  const lines = lock.match(/^["\w@][^\n]*:\r?$/gm) ?? [];
  return new Set(
    lines.flatMap((line) => line.replace(/:\r?$/, '').replaceAll('"', '').split(/, */)),
  );
}

/** What the project itself asked for when the lock file was written. */
function rootNames(lock: string): string[] {
  const block =
    /^"?[^\n]*@workspace:\.(?:"|,)[^\n]*\n((?:[ \r][^\n]*\n|\r?\n(?=[ ]))*)/m.exec(lock)?.[1] ?? '';
  const list = /^ {2}dependencies:\r?\n((?: {4}[^\n]*\n)*)/m.exec(block)?.[1] ?? '';
  return [...list.matchAll(/^ {4}"?(@?[^\s":]{1,200})"?:/gm)].flatMap(([, name]) => name ?? []);
}

function programOf(
  { dockerfile, run, beside }: LockedProject,
  manifest: NodeManifest | null,
  isModern: boolean,
): Precondition {
  const isBrought = writtenBefore(dockerfile, BROUGHT)(run, run.run.span.end);
  const settings = beside('.yarnrc.yml');
  if (isModern) {
    const isChosen = manifest?.packageManager?.name === 'yarn' && isBrought;
    const isHeld = isChosen || /^yarnPath:/m.test(settings ?? '');
    return {
      text: 'the yarn of the image is 2 or newer (`packageManager` with corepack, or `yarnPath`)',
      state: isHeld ? 'held' : 'unknown',
    };
  }
  const isHeld = baseImageName(dockerfile, run.stage) === 'node' && !isBrought && settings === null;
  return { text: 'the yarn of the image is Yarn 1', state: isHeld ? 'held' : 'unknown' };
}
