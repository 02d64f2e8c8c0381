import { isBuildFile } from '../../builds/build-names.ts';
import type { ChangedCompanion } from '../companion-files.ts';
import type { Refusal, Step } from './step.ts';

/** Names of files beside Dockerfiles that a fix may change or make; what a build runs from is never one. */
const ALLOWED = /(?:^|\/)(?:[^/]*\.dockerignore|[^/]*\.conf|[^/]*\.template)$/;

/** Part 7: other files change only where fixes may, inside the repository, with their own line endings. */
export function checkCompanions({ companions }: Step): Refusal | null {
  for (const file of companions) {
    const reason = refusalOf(file);
    if (reason !== null) return { part: 'companions', reason: `${file.path}: ${reason}` };
  }
  return null;
}

function refusalOf({ path, before, after }: ChangedCompanion): string | null {
  if (path.startsWith('/') || path.split('/').includes('..')) return 'it is outside the repository';
  if (!ALLOWED.test(path) && !isBuildFile(path)) return 'it is no file that a fix may change';
  if (before === after) return 'nothing would change';
  const old = new Set((before ?? '\n').match(/\r?\n/g) ?? ['\n']);
  const foreign = (after.match(/\r?\n/g) ?? []).some((ending) => !old.has(ending));
  return foreign ? 'its line endings would be mixed' : null;
}
