import type { BaseContents } from '../image/base-contents.ts';

/** What tracing may know beyond the report and the file. */
export interface TraceContext {
  /** `reference` is resolved from the file; null when nobody was asked. */
  readonly baseContents: (reference: string) => BaseContents | null;
  /** Whether the build context has a file: paths relative to the root of the repository; null when that is unknown. */
  readonly hasFile: ((path: string) => boolean) | null;
}
