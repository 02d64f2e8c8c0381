/** Keeps answers by key. It may forget any of them at any time, and never gives back other bytes. */
export interface AnswerStore {
  readonly read: (key: string) => Promise<Uint8Array | null>;
  /** Never fails: what cannot be kept is forgotten. */
  readonly write: (key: string, bytes: Uint8Array) => Promise<void>;
  readonly forget: (key: string) => Promise<void>;
}

/** A small, quick store before a large, slow one. */
export function layeredStore(front: AnswerStore, back: AnswerStore): AnswerStore {
  return {
    read: async (key) => {
      const near = await front.read(key);
      if (near !== null) return near;
      const far = await back.read(key);
      if (far !== null) await front.write(key, far);
      return far;
    },
    write: async (key, bytes) => {
      await front.write(key, bytes);
      await back.write(key, bytes);
    },
    forget: async (key) => {
      await front.forget(key);
      await back.forget(key);
    },
  };
}
