import type { Instruction } from '../dockerfile/model.ts';
import { mountsOf } from '../dockerfile/mounts.ts';
import { isWithin } from './shipped-stages.ts';

/** Mounts whose content does not become part of the layer. */
const TEMPORARY = new Set(['cache', 'tmpfs']);

/** Where a RUN mounts a cache or a memory file system, as written but for an end slash. */
export function temporaryTargets(run: Instruction): string[] {
  return mountsOf(run).flatMap(({ type, fields }) => {
    const target = fields.get('target')?.value ?? null;
    if (target === null || !TEMPORARY.has(type)) return [];
    return [target.length > 1 && target.endsWith('/') ? target.slice(0, -1) : target];
  });
}

/** True when one of the paths lies on such a mount, or the mount holds what is written there. */
export function isMounted(run: Instruction, paths: readonly string[]): boolean {
  return temporaryTargets(run).some((target) => {
    // A variable may hold any path, and nobody mounts a cache without a purpose.
    if (target.includes('$')) return true;
    return paths.some((path) => isWithin(path, target) || isWithin(target, path));
  });
}
