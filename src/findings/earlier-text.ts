import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import type { Run } from './runs.ts';

/** Instructions that can put a file in place. */
const WRITERS = new Set(['RUN', 'COPY', 'ADD']);

/** Whether matching text stands before an offset in the RUN at hand, or in what came before it. */
export type WrittenBefore = (run: Run, offset: number) => boolean;

/**
 * Looks for text that `pattern` matches in every RUN, COPY and ADD that ran before: in the stage and
 * in those that it is built on, bodies of here-documents included. Each stage is searched once.
 */
export function writtenBefore(dockerfile: Dockerfile, pattern: RegExp): WrittenBefore {
  const firsts = new Map<Stage, number>();
  const firstIn = (stage: Stage): number => {
    const known = firsts.get(stage) ?? firstMatch(stage, pattern);
    firsts.set(stage, known);
    return known;
  };
  const isInherited = (stage: Stage): boolean => {
    for (let { parent } = stage; parent !== null; parent = parent.parent) {
      if (firstIn(parent) < Number.POSITIVE_INFINITY) return true;
    }
    return false;
  };
  return ({ run, instruction, stage }, offset) =>
    firstIn(stage) < instruction.span.start ||
    isInherited(stage) ||
    pattern.test(dockerfile.text.slice(run.span.start, offset));
}

/** Offset of the first instruction whose text matches; infinite when there is none. */
function firstMatch(stage: Stage, pattern: RegExp): number {
  const found = stage.instructions.find((instruction) => {
    const inner = instruction.trigger ?? instruction;
    return WRITERS.has(inner.keyword) && pattern.test(textOf(inner));
  });
  return found?.span.start ?? Number.POSITIVE_INFINITY;
}

/** Keyword first; continuations joined, so that a pattern need not know of them. */
function textOf({ keyword, body, heredocs }: Instruction): string {
  return [`${keyword} ${body.text}`, ...heredocs.map(({ content }) => content)].join('\n');
}
