import { viewBytes } from './byte-view.ts';

/** The pages of a SQLite database, numbered from 1. */
export interface SqlitePages {
  /** Bytes of a page that tables may use. */
  readonly usable: number;
  /** At most so many pages. */
  readonly count: number;
  /** Null when there is no such page. */
  readonly page: (number: number) => Uint8Array | null;
}

const MAGIC = 'SQLite format 3\0';
/** With checksums in either byte order; the last bit tells which, and we do not check them. */
const WAL_MAGIC = 0x377f0682;
const WAL_HEADER = 32;
const FRAME_HEADER = 24;

/**
 * Opens a database, with what its write-ahead log adds (sqlite.org/fileformat2.html, sections 1.3
 * and 4): images are often committed while the newest pages are still in the log. Null when the
 * bytes are no database.
 */
export function openSqlite(file: Uint8Array, log: Uint8Array | null): SqlitePages | null {
  const view = viewBytes(file, 'big');
  if (new TextDecoder('latin1').decode(view.slice(0, 16)) !== MAGIC) return null;
  const pageSize = view.u16(16) === 1 ? 65_536 : view.u16(16);
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0) return null;
  const newer = log === null ? new Map<number, Uint8Array>() : readLog(log, pageSize);
  const inFile = Math.floor(file.length / pageSize);
  return {
    usable: pageSize - view.u8(20),
    count: inFile + newer.size,
    page: (number) => {
      const page = newer.get(number) ?? view.slice((number - 1) * pageSize, pageSize);
      return page.length < pageSize ? null : page;
    },
  };
}

/** The newest committed version of each page in the log. */
function readLog(log: Uint8Array, pageSize: number): Map<number, Uint8Array> {
  const pages = new Map<number, Uint8Array>();
  const view = viewBytes(log, 'big');
  if ((view.u32(0) | 1) !== (WAL_MAGIC | 1) || view.u32(8) !== pageSize) return pages;
  let waiting = new Map<number, Uint8Array>();
  const step = FRAME_HEADER + pageSize;
  for (let frame = WAL_HEADER; frame + step <= view.length; frame += step) {
    const isOfThisLog =
      view.u32(frame + 8) === view.u32(16) && view.u32(frame + 12) === view.u32(20);
    if (!isOfThisLog) break;
    waiting.set(view.u32(frame), view.slice(frame + FRAME_HEADER, pageSize));
    if (view.u32(frame + 4) === 0) continue;
    for (const [number, page] of waiting) pages.set(number, page);
    waiting = new Map();
  }
  return pages;
}
