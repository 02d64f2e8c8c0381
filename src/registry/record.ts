import * as z from 'zod';
import type { AnswerStore } from './answer-store.ts';
import { ExternalError } from '../http/external-error.ts';

/** What every kept answer that may change says of itself. */
export const recordShape = {
  /** When it was true, milliseconds since 1970. */
  at: z.number(),
  /** Where it was asked: an entity tag means nothing to another place. */
  origin: z.string(),
  etag: z.string().nullable(),
};

export interface AnswerRecord {
  readonly at: number;
  readonly origin: string;
  readonly etag: string | null;
}

export interface Recorder {
  /**
   * The kept answer while it is fresh; else what `ask` says, which gets the kept one for a conditional
   * request. Offline an old answer is good enough, and none throws `offline` with `unknown` as message.
   */
  readonly refresh: <Kept extends AnswerRecord>(
    key: string,
    schema: z.ZodType<Kept>,
    unknown: string,
    ask: (kept: Kept | null) => Promise<Kept>,
  ) => Promise<Kept>;
}

export interface RecorderOptions {
  readonly store: AnswerStore;
  /** Milliseconds. */
  readonly freshness: number;
  readonly offline: boolean;
  readonly now: () => number;
}

export function createRecorder({ store, freshness, offline, now }: RecorderOptions): Recorder {
  return {
    refresh: async (key, schema, unknown, ask) => {
      const kept = await readRecord(store, key, schema);
      const age = kept === null ? Infinity : now() - kept.at;
      // A clock that was set back must not keep an answer for years.
      if (kept !== null && (offline || (age >= 0 && age < freshness))) return kept;
      if (offline) throw new ExternalError('offline', unknown);
      const answer = await ask(kept);
      await store.write(key, Buffer.from(JSON.stringify(answer)));
      return answer;
    },
  };
}

async function readRecord<Kept>(
  store: AnswerStore,
  key: string,
  schema: z.ZodType<Kept>,
): Promise<Kept | null> {
  const bytes = await store.read(key);
  if (bytes === null) return null;
  try {
    return schema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    // Another version of us wrote it: as good as absent.
    return null;
  }
}
