import { execFileSync, spawnSync } from 'node:child_process';
import {
  hasPackedRefs,
  initBare,
  listLooseRefs,
  readLooseRef,
  writeLooseRef,
} from './bare-repository.ts';
import type { Reference } from './bare-repository.ts';
import { makeCommitText, readCommitText } from './commit-text.ts';
import type { CommitRecord, NewCommit } from './commit-text.ts';
import { readLoose, writeLoose } from './loose-objects.ts';
import { applyChanges, readTreeText, writeTrees } from './tree-text.ts';
import type { Leaf } from './tree-text.ts';

export interface GitObject {
  readonly oid: string;
  readonly type: 'blob' | 'tree' | 'commit' | 'tag';
  readonly content: Buffer;
}

export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly oid: string;
  /** Bytes; null for everything but a blob. */
  readonly size: number | null;
}

export type MergeTry =
  | { readonly clean: true; readonly tree: string }
  | { readonly clean: false; readonly files: readonly string[] };

const LIMIT_BYTES = 1024 * 1024 * 1024;

/** A bare repository on disk, asked synchronously so that each request of the host is atomic. */
export class Git {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** `objects`: where they are kept; null for the repository's own folder. */
  static init(folder: string, defaultBranch: string, objects: string | null = null): Git {
    initBare(folder, defaultBranch, objects);
    return new Git(folder);
  }

  /** Output of a git command; throws what `execFileSync` throws where it fails. */
  run(words: readonly string[], input?: string | Uint8Array): string {
    return this.bytes(words, input).toString('utf8').replace(/\n$/, '');
  }

  bytes(words: readonly string[], input?: string | Uint8Array): Buffer {
    return execFileSync('git', ['-C', this.folder, ...words], {
      maxBuffer: LIMIT_BYTES,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: environment(),
      ...(input === undefined ? {} : { input }),
    });
  }

  /** Output of a git command, or null where it fails. */
  attempt(words: readonly string[]): string | null {
    const { status, stdout } = spawnSync('git', ['-C', this.folder, ...words], {
      encoding: 'utf8',
      maxBuffer: LIMIT_BYTES,
      env: environment(),
    });
    return status === 0 ? stdout.replace(/\n$/, '') : null;
  }

  /** The objects that exist, in the order of the names asked for; null for each one that does not. */
  objects(names: readonly string[]): readonly (GitObject | null)[] {
    // A name with a line break would be two.
    const wanted = names.filter((name) => !name.includes('\n'));
    if (wanted.length === 0) return names.map(() => null);
    const output = this.bytes(['cat-file', '--batch'], `${wanted.join('\n')}\n`);
    const found = new Map(zip(wanted, readBatch(output)));
    return names.map((name) => found.get(name) ?? null);
  }

  object(name: string): GitObject | null {
    const loose = OID.test(name) ? readLoose(this.folder, name) : null;
    const known = loose === null ? null : typed(name, loose.type, loose.content);
    return known ?? this.objects([name])[0] ?? null;
  }

  /** The object id of a revision such as `refs/heads/main^{commit}`, or null. */
  resolve(revision: string): string | null {
    const [, name = '', kind] = /^(.*?)(?:\^\{(commit|tree)\})?$/s.exec(revision) ?? [];
    const oid = OID.test(name) ? name : readLooseRef(this.folder, name);
    const object = oid === null ? null : this.object(oid);
    if (object !== null && (kind ?? object.type) === object.type) return object.oid;
    if (object?.type === 'commit' && kind === 'tree') return this.commit(object.oid)?.tree ?? null;
    // Without packed references a missing file is a missing reference.
    const isKnown = OID.test(name) || (name.startsWith('refs/') && !hasPackedRefs(this.folder));
    if (object === null && isKnown) return null;
    return this.attempt(['rev-parse', '--verify', '--quiet', '--end-of-options', revision]);
  }

  /** Points a reference at an object, or deletes it. */
  setRef(ref: string, oid: string | null): void {
    if (oid !== null && writeLooseRef(this.folder, ref, oid)) return;
    this.run(oid === null ? ['update-ref', '-d', ref] : ['update-ref', ref, oid]);
  }

  commit(oid: string): CommitRecord | null {
    const object = this.object(oid);
    return object?.type === 'commit' ? readCommitText(object.oid, object.content.toString()) : null;
  }

  writeBlob(content: string | Uint8Array): string {
    return writeLoose(this.folder, 'blob', content);
  }

  writeCommit(commit: NewCommit): string {
    return writeLoose(this.folder, 'commit', makeCommitText(commit));
  }

  /** Entries of a tree or of a commit's; `recursive` lists trees, too, as GitHub does. */
  tree(oid: string, recursive: boolean): readonly TreeEntry[] {
    const tree = this.commit(oid)?.tree ?? oid;
    return [...this.#walk(tree, '', recursive)];
  }

  *#walk(oid: string, prefix: string, recursive: boolean): Generator<TreeEntry> {
    for (const entry of readTreeText(this.object(oid)?.content ?? Buffer.alloc(0))) {
      const path = `${prefix}${entry.path}`;
      const blob = entry.type === 'blob' ? this.object(entry.oid) : null;
      yield { ...entry, path, size: blob?.content.length ?? null };
      if (recursive && entry.type === 'tree') yield* this.#walk(entry.oid, `${path}/`, true);
    }
  }

  /** The object of an expression such as `main:web/Dockerfile`, or null. */
  find(expression: string): string | null {
    const [revision = '', path] = expression.split(/:(.*)/s, 2);
    const start = this.resolve(`refs/heads/${revision}`) ?? this.resolve(revision);
    if (path === undefined || start === null) return start;
    let oid: string | null = this.commit(start)?.tree ?? start;
    for (const name of path.split('/').filter((part) => part !== '')) {
      const content: Buffer = (oid === null ? null : this.object(oid))?.content ?? Buffer.alloc(0);
      oid = [...readTreeText(content)].find((entry) => entry.path === name)?.oid ?? null;
    }
    return oid;
  }

  /** A tree made of another one, or of a commit's, by paths. */
  writeTree(base: string | null, changes: readonly TreeChange[]): string {
    const before = base === null ? [] : this.tree(base, true);
    const files = new Map<string, Leaf>();
    for (const { path, mode, oid, type } of before)
      if (type !== 'tree') files.set(path, { mode, oid });
    const after = applyChanges(files, changes);
    return writeTrees(after, (content) => writeLoose(this.folder, 'tree', content));
  }

  /** References below a prefix such as `refs/heads/`, in order. */
  references(prefix: string): readonly Reference[] {
    const all = listLooseRefs(this.folder) ?? this.#packedReferences();
    return all.filter(({ name }) => name.startsWith(prefix));
  }

  #packedReferences(): readonly Reference[] {
    const text = this.run(['for-each-ref', '--format=%(objectname) %(refname)']);
    const lines = text.split('\n').filter((line) => line !== '');
    return lines.map((line) => ({ oid: line.slice(0, 40), name: line.slice(41) }));
  }

  isAncestor(older: string, newer: string): boolean {
    if (older === newer || this.commit(newer)?.parents.includes(older) === true) return true;
    return this.attempt(['merge-base', '--is-ancestor', older, newer]) !== null;
  }

  mergeBase(a: string, b: string): string | null {
    return this.attempt(['merge-base', a, b]);
  }

  /** Tries the merge of two commits without touching a branch (`git merge-tree --write-tree`). */
  mergeTree(ours: string, theirs: string): MergeTry {
    const words = ['merge-tree', '--write-tree', '--name-only', '--no-messages', ours, theirs];
    const { status, stdout } = spawnSync('git', ['-C', this.folder, ...words], {
      encoding: 'utf8',
      env: environment(),
    });
    const [tree = '', ...files] = stdout.trim().split('\n');
    return status === 0 ? { clean: true, tree } : { clean: false, files };
  }
}

export interface TreeChange {
  readonly path: string;
  readonly mode: string;
  /** Null takes the path away. */
  readonly oid: string | null;
}

function environment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'host',
    GIT_AUTHOR_EMAIL: 'host@example.com',
    GIT_COMMITTER_NAME: 'host',
    GIT_COMMITTER_EMAIL: 'host@example.com',
  };
}

const OID = /^[0-9a-f]{40}$/;

function typed(oid: string, type: string, content: Buffer): GitObject | null {
  const isKnown = type === 'blob' || type === 'tree' || type === 'commit' || type === 'tag';
  return isKnown ? { oid, type, content } : null;
}

function* readBatch(output: Buffer): Generator<GitObject | null> {
  let at = 0;
  while (at < output.length) {
    const end = output.indexOf(10, at);
    const [oid = '', type = '', size = '0'] = output.toString('utf8', at, end).split(' ');
    at = end + 1;
    const object = typed(oid, type, output.subarray(at, at + Number(size)));
    if (object !== null) at += Number(size) + 1;
    yield object;
  }
}

function* zip<A, B>(left: readonly A[], right: Iterable<B>): Generator<readonly [A, B]> {
  let at = 0;
  for (const value of right) {
    const partner = left[at];
    if (partner !== undefined) yield [partner, value];
    at += 1;
  }
}
