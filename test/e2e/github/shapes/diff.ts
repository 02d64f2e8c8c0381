import type { PullState, RepositoryState } from '../model.ts';
import { apiOf, pageOfRepository } from './view.ts';
import type { View } from './view.ts';

const STATUSES: Readonly<Record<string, string>> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  C: 'copied',
  T: 'changed',
};

/** Two dots or three: a pull request shows what its branch did since it left the base. */
export function diffEntries(view: View, repository: RepositoryState, range: string, head: string) {
  const { git } = repository;
  const raw = git.run(['diff', '--raw', '-z', '--no-abbrev', '-M', range]).split('\0');
  const counts = countsOf(git.run(['diff', '--numstat', '-z', '-M', range]));
  return readRaw(raw).map(({ status, sha, filename, previous }) => {
    const { additions, deletions, isBinary } = counts.get(filename) ?? NOTHING;
    const path = filename.split('/').map(encodeURIComponent).join('/');
    const patch = isBinary ? null : patchOf(repository, range, filename, previous);
    return {
      sha,
      filename,
      status,
      additions,
      deletions,
      changes: additions + deletions,
      blob_url: `${pageOfRepository(view, repository)}/blob/${head}/${path}`,
      raw_url: `${pageOfRepository(view, repository)}/raw/${head}/${path}`,
      contents_url: `${apiOf(view, repository)}/contents/${path}?ref=${head}`,
      ...(patch === null ? {} : { patch }),
      ...(previous === null ? {} : { previous_filename: previous }),
    };
  });
}

/** Paths that a pull request changes, with how many lines. */
export function diffFiles({ git }: RepositoryState, pull: PullState) {
  const range = `${pull.baseOid}...${pull.headOid}`;
  const counts = countsOf(git.attempt(['diff', '--numstat', '-z', '-M', range]) ?? '');
  return [...counts].map(([path, { additions, deletions }]) => ({ path, additions, deletions }));
}

export function diffStatistics(repository: RepositoryState, pull: PullState) {
  const range = `${pull.baseOid}...${pull.headOid}`;
  const counts = [
    ...countsOf(repository.git.attempt(['diff', '--numstat', '-z', '-M', range]) ?? ''),
  ];
  const sum = (of: (counts: Counts) => number) =>
    counts.map(([, entry]) => of(entry)).reduce((total, value) => total + value, 0);
  return {
    additions: sum(({ additions }) => additions),
    deletions: sum(({ deletions }) => deletions),
    changed_files: counts.length,
  };
}

interface Counts {
  readonly additions: number;
  readonly deletions: number;
  readonly isBinary: boolean;
}

const NOTHING: Counts = { additions: 0, deletions: 0, isBinary: true };

interface RawEntry {
  readonly status: string;
  readonly sha: string;
  readonly filename: string;
  readonly previous: string | null;
}

function readRaw(fields: readonly string[]): readonly RawEntry[] {
  const entries: RawEntry[] = [];
  let at = 0;
  while (fields[at]?.startsWith(':') === true) {
    const [, , before = '', after = '', letter = ''] = (fields[at] ?? '').split(' ');
    const isMoved = letter.startsWith('R') || letter.startsWith('C');
    const first = fields[at + 1] ?? '';
    const filename = isMoved ? (fields[at + 2] ?? '') : first;
    const sha = letter === 'D' ? before : after;
    const status = STATUSES[letter.slice(0, 1)] ?? 'modified';
    entries.push({ status, sha, filename, previous: isMoved ? first : null });
    at += isMoved ? 3 : 2;
  }
  return entries;
}

function countsOf(text: string): ReadonlyMap<string, Counts> {
  const counts = new Map<string, Counts>();
  const fields = text.split('\0');
  for (let at = 0; at < fields.length; at += 1) {
    const [added = '', deleted = '', path] = (fields[at] ?? '').split('\t');
    if (path === undefined) continue;
    const isMoved = path === '';
    const name = isMoved ? (fields[at + 2] ?? '') : path;
    if (isMoved) at += 2;
    const isBinary = added === '-';
    const number = (digits: string) => (isBinary ? 0 : Number(digits));
    counts.set(name, { additions: number(added), deletions: number(deleted), isBinary });
  }
  return counts;
}

/** Hunks only, without the file headers, as GitHub prints a `patch`. */
function patchOf(
  repository: RepositoryState,
  range: string,
  filename: string,
  previous: string | null,
): string | null {
  const paths = previous === null ? [filename] : [previous, filename];
  const text = repository.git.run(['diff', '-M', range, '--', ...paths]);
  const start = text.indexOf('\n@@');
  return start === -1 ? null : text.slice(start + 1);
}
