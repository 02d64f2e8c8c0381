import { git } from './git.ts';

/** Commit id of a reference; null when there is none, as of HEAD before the first commit. */
export async function resolveCommit(folder: string, reference: string): Promise<string | null> {
  const words = ['cat-file', '--batch-check=%(objecttype) %(objectname)'];
  const answer = await git({ folder, input: `${reference}^{commit}\n` }, ...words);
  return /^commit ([0-9a-f]+)$/.exec(answer)?.[1] ?? null;
}
