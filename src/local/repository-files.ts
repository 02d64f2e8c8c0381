import { join, relative, sep } from 'node:path';
import type { RepositoryFiles } from '../remediation/surroundings-book.ts';
import { readTextFile } from './text-file.ts';
import { walkFiles } from './walk-files.ts';

/** Entries of folders that are looked at: more than most repositories hold. */
const MOST_ENTRIES = 100_000;

/** The files below a folder, as far as git does not ignore them; each is read at most once. */
export function openRepositoryFiles(root: string, addresses: readonly string[]): RepositoryFiles {
  let paths: readonly string[] | null = null;
  const texts = new Map<string, string | null>();
  return {
    addresses,
    paths: () => (paths ??= listFiles(root)),
    text: (path) => {
      const known = texts.get(path);
      if (known !== undefined) return known;
      const content = readTextFile(join(root, path));
      const text = content.ok ? content.text : null;
      texts.set(path, text);
      return text;
    },
  };
}

function listFiles(root: string): string[] {
  const files = walkFiles(root, () => true, [], { entries: MOST_ENTRIES });
  return [...files].map((path) => relative(root, path).split(sep).join('/'));
}
