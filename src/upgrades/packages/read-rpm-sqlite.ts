import { unreadable } from './package.ts';
import type { PackageListing } from './package.ts';
import { listRpmPackages } from './read-rpm-header.ts';
import { openSqlite } from './sqlite-pages.ts';
import type { SqlitePages } from './sqlite-pages.ts';
import { tableRows } from './sqlite-table.ts';

const SCHEMA_PAGE = 1;

/**
 * Reads `rpmdb.sqlite` with its write-ahead log. Only the one table of header blobs is read, in
 * which case a reader of our own is small; the SQLite library for Node is 30 MB of native code.
 */
export function readRpmSqlite(file: Uint8Array, log: Uint8Array | null): PackageListing {
  const pages = openSqlite(file, log);
  if (pages === null) return unreadable('rpmdb.sqlite is no SQLite database');
  const root = rootOfPackages(pages);
  if (root === null) return unreadable('rpmdb.sqlite has no table of packages');
  return listRpmPackages(blobs(pages, root), file.length + (log?.length ?? 0));
}

/** Rows of the schema are type, name, table, page and SQL text. */
function rootOfPackages(pages: SqlitePages): number | null {
  for (const [type, name, , root] of tableRows(pages, SCHEMA_PAGE)) {
    if (type === 'table' && name === 'Packages' && typeof root === 'number') return root;
  }
  return null;
}

/** Rows are the row id, which stands elsewhere, and the blob. */
function* blobs(pages: SqlitePages, root: number): Generator<Uint8Array, void, undefined> {
  for (const [, blob] of tableRows(pages, root)) {
    yield blob instanceof Uint8Array ? blob : new Uint8Array(0);
  }
}
