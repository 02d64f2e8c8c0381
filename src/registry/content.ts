import type { AnswerStore } from './answer-store.ts';
import { verifyBytes } from './digest.ts';
import { ExternalError } from '../http/external-error.ts';

export interface ContentSource {
  /**
   * The bytes of a digest as a repository has them, kept for ever. `fetch` must have verified what it
   * returns; `unknown` is the message when the network may not be asked.
   */
  readonly read: (
    repository: string,
    digest: string,
    unknown: string,
    fetch: () => Promise<Uint8Array>,
  ) => Promise<Uint8Array>;
  readonly keep: (repository: string, digest: string, bytes: Uint8Array) => Promise<void>;
}

/** Bytes; what is larger is fetched again when it is needed. */
const LARGEST_KEPT = 16 * 1024 ** 2;

export function createContentSource(store: AnswerStore, offline: boolean): ContentSource {
  // With the repository: who may read one of them need not be allowed to read the other.
  const keyOf = (repository: string, digest: string): string => `content ${repository}@${digest}`;

  async function keep(repository: string, digest: string, bytes: Uint8Array): Promise<void> {
    if (bytes.length <= LARGEST_KEPT) await store.write(keyOf(repository, digest), bytes);
  }

  return {
    read: async (repository, digest, unknown, fetch) => {
      const key = keyOf(repository, digest);
      const kept = await store.read(key);
      if (kept !== null && isIntact(kept, digest)) return kept;
      if (kept !== null) await store.forget(key);
      if (offline) throw new ExternalError('offline', unknown);
      const bytes = await fetch();
      await keep(repository, digest, bytes);
      return bytes;
    },
    keep,
  };
}

function isIntact(bytes: Uint8Array, digest: string): boolean {
  try {
    verifyBytes(bytes, digest, '');
    return true;
  } catch (error) {
    if (error instanceof ExternalError) return false;
    throw error;
  }
}
