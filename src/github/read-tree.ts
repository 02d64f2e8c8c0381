import type { GitHubClient, RepositoryName } from './client.ts';

/** A file of a tree. */
export interface TreeEntry {
  /** `100644`, or `100755` for what may be executed. */
  readonly mode: string;
  /** Object id, hexadecimal. */
  readonly oid: string;
  /** Bytes. */
  readonly size: number;
}

export interface Tree {
  /** Regular files, by path. Links and submodules are none. */
  readonly files: ReadonlyMap<string, TreeEntry>;
  /** Whether there are more files than we ask for. */
  readonly isCut: boolean;
}

/** A tree that GitHub cuts is read folder by folder, with so many requests at most. */
const MOST_REQUESTS = 300;

const REGULAR = ['100644', '100755'];

interface Listing {
  readonly entries: readonly ListedEntry[];
  readonly isTruncated: boolean;
}

interface ListedEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  readonly size?: number;
}

/** Reads the whole tree of a commit with one request, or folder by folder where GitHub cuts it. */
export async function readTree(
  client: GitHubClient,
  name: RepositoryName,
  commit: string,
): Promise<Tree> {
  const whole = await list(client, name, commit, true);
  const files = new Map<string, TreeEntry>();
  if (!whole.isTruncated) {
    addFiles(files, whole.entries, '');
    return { files, isCut: false };
  }
  const waiting: { readonly oid: string; readonly prefix: string }[] = [
    { oid: commit, prefix: '' },
  ];
  let requests = 1;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (requests >= MOST_REQUESTS) return { files, isCut: true };
    requests += 1;
    const { oid, prefix } = next;
    // Below the root a folder may be small enough to come whole.
    const isRoot = prefix === '';
    const listing = await list(client, name, oid, !isRoot);
    const isPart = isRoot || listing.isTruncated;
    const shallow = listing.isTruncated && !isRoot ? await list(client, name, oid, false) : listing;
    addFiles(files, shallow.entries, prefix);
    if (!isPart) continue;
    for (const { type, sha, path } of shallow.entries) {
      if (type === 'tree') waiting.push({ oid: sha, prefix: `${prefix}${path}/` });
    }
  }
  return { files, isCut: false };
}

async function list(
  { request }: GitHubClient,
  name: RepositoryName,
  tree_sha: string,
  isRecursive: boolean,
): Promise<Listing> {
  const { data } = await request('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
    ...name,
    tree_sha,
    ...(isRecursive ? { recursive: '1' } : {}),
  });
  return { entries: data.tree, isTruncated: data.truncated };
}

function addFiles(
  files: Map<string, TreeEntry>,
  entries: readonly ListedEntry[],
  prefix: string,
): void {
  for (const { path, mode, sha, size = 0 } of entries) {
    if (REGULAR.includes(mode)) files.set(`${prefix}${path}`, { mode, oid: sha, size });
  }
}
