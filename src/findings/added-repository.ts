import { indexLines } from '../dockerfile/line-index.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { stageChain } from './base-image.ts';
import type { Run } from './runs.ts';

/** Where a file brings in another repository of packages than those of the distribution. */
export interface AddedRepository {
  /** 1-based. */
  readonly line: number;
  /** The first address that stands there; null where none does. */
  readonly address: string | null;
}

/** The first that stands before an offset of a RUN, in its stage or in those that it is built on. */
export function addedRepository(
  dockerfile: Dockerfile,
  run: Run,
  offset: number,
  pattern: RegExp,
): AddedRepository | null {
  for (const stage of stageChain(run.stage).toReversed()) {
    for (const { span } of stage.instructions) {
      if (span.start >= offset && stage === run.stage) break;
      const end = stage === run.stage ? Math.min(span.end, offset) : span.end;
      const text = dockerfile.text.slice(span.start, end);
      const found = pattern.exec(text);
      if (found === null) continue;
      const { line } = indexLines(dockerfile.text).position(span.start + found.index);
      return { line, address: /https?:\/\/[^\s"'`\\;&|)>]{1,300}/.exec(text)?.[0] ?? null };
    }
  }
  return null;
}
