import type { FrozenLock, LockedProject, LockKind } from './frozen-lock.ts';
import { readNodeManifest, shownPackage } from './node-manifest.ts';
import type { Precondition } from './rule.ts';

/** `pnpm-lock.yaml` (pnpm.io/cli/install, `--frozen-lockfile`). */
export const PNPM_LOCK: LockKind = {
  manager: 'pnpm',
  lock: 'pnpm-lock.yaml',
  manifest: 'package.json',
  copied: /^(?:COPY|ADD) [^\n]*pnpm-(?:lock\.yaml|\*)/,
  read: (project) => ({
    option: '--frozen-lockfile',
    fit: fitOf(project),
    program: programOf(project),
  }),
};

/** Versions of pnpm by those of the lock file that they write and read (pnpm.io/cli/install). */
const READERS: ReadonlyMap<string, (major: number) => boolean> = new Map([
  ['9', (major: number) => major >= 9],
  ['6', (major: number) => major === 8],
  ['5', (major: number) => major <= 7],
]);

function fitOf({ manifest, lock, beside }: LockedProject): FrozenLock['fit'] {
  const asked = readNodeManifest(manifest);
  if (asked === null) return { state: 'differs', why: '`package.json` is no JSON' };
  const open =
    asked.open ?? (beside('pnpm-workspace.yaml') === null ? null : 'pnpm-workspace.yaml');
  if (open !== null) return { state: 'unknown', why: `\`${open}\` is not compared` };
  if (!/^lockfileVersion: '?(?:9|6)\./m.test(lock)) {
    return { state: 'unknown', why: 'a lock file of that version is not compared' };
  }
  const locked = specifiersOf(lock);
  for (const name of new Set([...asked.ranges.keys(), ...locked.keys()])) {
    const [here, there] = [asked.ranges.get(name), locked.get(name)];
    if (here === there) continue;
    const why = `it has ${there ?? 'no'} \`${shownPackage(name)}\` where \`package.json\` has ${here ?? 'none'}`;
    return { state: 'differs', why };
  }
  return { state: 'fits', why: null };
}

/** Of the project itself, which is the importer `.` where the file has importers. */
function specifiersOf(lock: string): ReadonlyMap<string, string> {
  const [project = ''] = lock.split(/^(?:packages|snapshots):/m, 1);
  const own = /^ {2}\.:\r?\n((?: {4}[^\n]*\n|\r?\n)*)/m.exec(project)?.[1] ?? project;
  const found = own.matchAll(
    /^ {2,6}'?(@?[^\s':]{1,200})'?:\r?\n {4,8}specifier: ([^\r\n]{1,200})/gm,
  );
  return new Map([...found].map(([, name = '', range = '']) => [name, unquoted(range)]));
}

function unquoted(text: string): string {
  return text.replace(/^(['"])(.*)\1$/, '$2');
}

function programOf({ dockerfile, manifest, lock }: LockedProject): Precondition {
  const version = /^lockfileVersion: '?(\d)/m.exec(lock)?.[1] ?? '';
  const text = `the pnpm of the image reads a lock file of version ${version}`;
  const named = readNodeManifest(manifest)?.packageManager;
  const written = /\bpnpm@v?(\d{1,2})\b/.exec(dockerfile.text)?.[1];
  const major = written === undefined ? named?.name === 'pnpm' && named.major : Number(written);
  const reads = READERS.get(version);
  if (typeof major !== 'number' || reads === undefined) return { text, state: 'unknown' };
  return { text, state: reads(major) ? 'held' : 'did not hold' };
}
