import { isAbsolutePath } from './working-directory.ts';
import type { Copy } from './copies.ts';
import type { Facts } from './rule.ts';

/** Where in the image the entries of a .dockerignore would have come to lie, as patterns. */
export function copiedPaths(facts: Facts, copy: Copy, entries: readonly string[]): string[] {
  const { path } = copy.destination;
  const { workdir } = facts.before(copy.instruction);
  if (path.includes('$') || (!isAbsolutePath(path) && workdir === 'unknown')) return [];
  const folder = isAbsolutePath(path) ? path : `${workdir ?? ''}/${path}`;
  const parts = folder.split('/').filter((part) => part !== '' && part !== '.');
  const root = parts.map((part) => `/${part}`).join('');
  return entries.flatMap((entry) => [`${root}/${entry}`, `${root}/${entry}/**`]);
}
