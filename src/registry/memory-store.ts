import type { AnswerStore } from './answer-store.ts';

/** Keeps answers while the process runs; past `limit` bytes the least recently used ones go. */
export function createMemoryStore(limit: number): AnswerStore {
  // A map keeps the order of insertion: what is used is put in anew.
  const answers = new Map<string, Uint8Array>();
  let total = 0;

  function remove(key: string): void {
    total -= answers.get(key)?.length ?? 0;
    answers.delete(key);
  }

  return {
    read: (key) => {
      const bytes = answers.get(key);
      if (bytes === undefined) return Promise.resolve(null);
      answers.delete(key);
      answers.set(key, bytes);
      return Promise.resolve(bytes);
    },
    write: (key, bytes) => {
      remove(key);
      if (bytes.length > limit) return Promise.resolve();
      answers.set(key, bytes);
      total += bytes.length;
      for (const oldest of answers.keys()) {
        if (total <= limit) break;
        remove(oldest);
      }
      return Promise.resolve();
    },
    forget: (key) => {
      remove(key);
      return Promise.resolve();
    },
  };
}
