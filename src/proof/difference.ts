import type { Effect } from '../findings/rule.ts';

/** One thing in which two images differ. */
export interface Difference {
  readonly kind: 'config' | 'file';
  /** Field of the configuration (`user`, `env PATH`), or absolute path. */
  readonly name: string;
  /** Null: not there. Values of variables and labels are not quoted: they may be secret. */
  readonly before: string | null;
  readonly after: string | null;
  /** True when a fix says that it changes this. */
  readonly declared: boolean;
}

/** What fixes say that they change in the image. */
export interface Declared {
  readonly effects: readonly Effect[];
  /** Patterns of absolute paths. */
  readonly paths: readonly string[];
}
