import type { VersionRange } from '../image/version-range.ts';
import type { RuntimeName } from './runtime-images.ts';

/** What one setting of a file says about the versions of a runtime. */
export interface LimitStatement {
  readonly runtime: RuntimeName;
  /** For a person: `engines.node`; empty when the file says nothing else. */
  readonly setting: string;
  /** The value as it stands there. */
  readonly written: string;
  /** Null when the value says nothing that we understand. */
  readonly range: VersionRange | null;
}

/** How one kind of file limits the versions of runtimes. */
export interface LimitReader {
  /** True for the last part of a path: `package.json`. */
  readonly reads: (fileName: string) => boolean;
  /** Throws on a text that is broken. */
  readonly statements: (text: string) => readonly LimitStatement[];
}

/** What a file of the repository allows. */
export interface Limit {
  readonly runtime: RuntimeName;
  readonly range: VersionRange;
  /** Of the file, relative to the root of the repository. */
  readonly path: string;
  /** 1-based; null when the value was not found in the text. */
  readonly line: number | null;
  /** For a person: `engines.node in web/package.json allows ^18`. */
  readonly text: string;
}
