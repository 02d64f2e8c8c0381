import type { BuildFile, BuildNotice } from '../../builds/build.ts';
import type { Silence } from '../silence.ts';
import { expiryOf } from './expiry.ts';
import { shortReason } from './short-reason.ts';

/** What an ignore file says, and what could not be read or no longer counts. */
export interface IgnoreReading {
  readonly silences: readonly Silence[];
  readonly notices: readonly BuildNotice[];
}

/** One format of ignore files. */
export interface IgnoreFormat {
  /** By the path relative to the root of the repository, with `/`. */
  readonly isFile: (path: string) => boolean;
  /** `today` is `YYYY-MM-DD`; null when nobody tells, and then nothing has expired. */
  readonly read: (file: BuildFile, today: string | null) => IgnoreReading;
}

/** An entry of an ignore file before its day is looked at. */
export interface IgnoreEntry {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** What it is about, for a person. */
  readonly about: string;
  readonly until: string | null;
  readonly reason: string | null;
  readonly ids: readonly string[] | null;
  readonly covers: Silence['covers'];
}

/** Collects the entries of a file. */
export interface IgnoreCollector {
  readonly add: (entry: IgnoreEntry) => void;
  readonly complain: (notice: BuildNotice) => void;
  readonly reading: () => IgnoreReading;
}

/** Entries whose day has come are told and left out. */
export function collectIgnores(today: string | null): IgnoreCollector {
  const silences: Silence[] = [];
  const notices: BuildNotice[] = [];
  const add = ({ path, line, about, until, reason, ids, covers }: IgnoreEntry): void => {
    const expiry = expiryOf(until, today);
    if (expiry !== 'counts') {
      const what = `the entry for ${shortReason(about)}`;
      const day = shortReason(until ?? '');
      const why =
        expiry === 'expired' ? `expired on ${day.slice(0, 10)}` : `has no readable date (${day})`;
      notices.push({ path, line, problem: `${what} ${why} and does not count` });
      return;
    }
    const said = reason === null || reason.trim() === '' ? '' : ` (${shortReason(reason)})`;
    const lower = ids?.map((id) => id.toLowerCase()) ?? null;
    silences.push({ ids: lower, covers, because: `${path}:${line}${said}` });
  };
  return {
    add,
    complain: (notice) => notices.push(notice),
    reading: () => ({ silences, notices }),
  };
}
