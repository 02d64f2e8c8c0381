/** Whether a lock file of npm is one that `npm ci` takes for this `package.json`. */
export type LockFit =
  | { readonly state: 'fits'; readonly version: number }
  /** One clause. */
  | { readonly state: 'differs'; readonly difference: string }
  | { readonly state: 'unknown'; readonly version: number; readonly reason: string };

type Fields = Readonly<Record<string, unknown>>;

/** The fields that a lock file repeats (docs.npmjs.com, `package-lock.json`). */
const GROUPS = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
] as const;

/** Compares what `package.json` asks for with what a lock file was made for. */
export function fitOfLock(manifestText: string, lockText: string): LockFit {
  const manifest = readObject(manifestText);
  const lock = readObject(lockText);
  if (manifest === null) return { state: 'differs', difference: '`package.json` is no JSON' };
  if (lock === null) return { state: 'differs', difference: 'the lock file is no JSON' };
  const version = typeof lock['lockfileVersion'] === 'number' ? lock['lockfileVersion'] : 1;
  const root = fieldsOf(fieldsOf(lock['packages'])?.['']);
  if (root === null) {
    const difference = missingName(manifest, fieldsOf(lock['dependencies']) ?? {});
    if (difference !== null) return { state: 'differs', difference };
    return {
      state: 'unknown',
      version,
      reason: 'a lock file of version 1 does not say which ranges it was made for',
    };
  }
  for (const group of GROUPS) {
    const difference = firstDifference(manifest, root, group);
    if (difference !== null) return { state: 'differs', difference };
  }
  // npm ends with `Missing: a@1 from lock file` where nothing says what the ranges came to.
  const named = new Set(Object.keys(fieldsOf(lock['packages']) ?? {}));
  const absent = missingEntry(manifest, named);
  if (absent !== null) return { state: 'differs', difference: absent };
  const open = ['workspaces', 'overrides'].find((field) => field in manifest);
  if (open === undefined) return { state: 'fits', version };
  return { state: 'unknown', version, reason: `\`${open}\` of \`package.json\` are not compared` };
}

function firstDifference(manifest: Fields, root: Fields, group: string): string | null {
  // npm takes a name in both groups for optional, and lists it only there.
  const optional = fieldsOf(manifest['optionalDependencies']) ?? {};
  const wanted = fieldsOf(manifest[group]) ?? {};
  const locked = fieldsOf(root[group]) ?? {};
  for (const name of new Set([...Object.keys(wanted), ...Object.keys(locked)])) {
    if (group === 'dependencies' && Object.hasOwn(optional, name)) continue;
    const [here, there] = [rangeOf(wanted, name), rangeOf(locked, name)];
    if (here === there) continue;
    return `it has ${there ?? 'no'} \`${shown(name)}\` where \`package.json\` has ${here ?? 'none'}`;
  }
  return null;
}

function missingName(manifest: Fields, locked: Fields): string | null {
  for (const group of ['dependencies', 'devDependencies']) {
    const names = Object.keys(fieldsOf(manifest[group]) ?? {});
    const missing = names.find((name) => !Object.hasOwn(locked, name));
    if (missing !== undefined) return `it has no \`${shown(missing)}\``;
  }
  return null;
}

function missingEntry(manifest: Fields, named: ReadonlySet<string>): string | null {
  for (const group of ['dependencies', 'devDependencies']) {
    const names = Object.keys(fieldsOf(manifest[group]) ?? {});
    const missing = names.find((name) => !named.has(`node_modules/${name}`));
    if (missing !== undefined) return `it has no version of \`${shown(missing)}\``;
  }
  return null;
}

function rangeOf(group: Fields, name: string): string | null {
  const value = Object.hasOwn(group, name) ? group[name] : null;
  return typeof value === 'string' ? shown(value) : null;
}

/** Names and ranges come from the repository and go into a sentence. */
function shown(text: string): string {
  return text.replace(/[^\w@/.^~<>=*| +:#-]/g, '').slice(0, 60);
}

function readObject(text: string): Fields | null {
  try {
    return fieldsOf(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch {
    return null;
  }
}

function fieldsOf(value: unknown): Fields | null {
  // An object of JSON has no other keys than strings.
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : null;
}
