import { fullName } from '../image/reference.ts';
import type { Prospects } from './find-prospects.ts';
import { lineDepth } from './runtime.ts';
import type { ImageUnit } from './unit.ts';

/** An image and what could be taken instead. */
export interface Member {
  readonly unit: ImageUnit;
  readonly prospects: Prospects;
}

/**
 * Images of one file that must end at one version: a program that is built with one release of a runtime
 * may not start on another. Files that have no stage in common do not wait for each other; what moves
 * from the same to the same is one proposal all the same.
 */
export interface Lock {
  /** For a person: `python`, `nginx`. */
  readonly subject: string;
  readonly members: readonly Member[];
}

/** Puts together what shares file, runtime and release line; of images without a runtime, name and version. */
export function lockTogether(members: readonly Member[]): readonly Lock[] {
  const locks = new Map<string, Member[]>();
  for (const member of members) {
    const key = lockKey(member.unit);
    const known = locks.get(key);
    if (known === undefined) locks.set(key, [member]);
    else known.push(member);
  }
  return [...locks.values()].map((all) => ({ subject: subjectOf(all[0]?.unit), members: all }));
}

function lockKey(unit: ImageUnit): string {
  const { version, runtime, isFrontend } = unit;
  // Without a version nothing tells which images have to agree.
  if (version === null || isFrontend) return unit.key;
  const line = version.slice(0, runtime === null ? version.length : lineDepth(runtime));
  const product = runtime === null ? fullName(unit.image) : runtimeProduct(unit);
  return [unit.path, product, line.join('.')].join('\n');
}

/** The SDK of .NET builds for the runtime of the same version. */
function runtimeProduct({ runtime, name }: ImageUnit): string {
  return runtime === null ? name : runtime.replace('-sdk', '');
}

function subjectOf(unit: ImageUnit | undefined): string {
  return unit === undefined ? '' : runtimeProduct(unit);
}
