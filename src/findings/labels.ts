import { expandWord } from '../dockerfile/expand.ts';
import type { Dockerfile, Instruction, Word } from '../dockerfile/model.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import type { Span } from '../dockerfile/span.ts';

/** One pair of a LABEL. */
export interface Label {
  /** Without quotes; null when a variable in it has no known value. */
  readonly key: string | null;
  readonly value: string | null;
  readonly keySpan: Span;
  readonly span: Span;
}

/** All labels in file order, those behind ONBUILD included. */
export function labelsOf(dockerfile: Dockerfile): Label[] {
  return dockerfile.instructions.flatMap((outer) => {
    const instruction = outer.trigger ?? outer;
    if (instruction.keyword !== 'LABEL') return [];
    return instruction.pairs.map(({ key, value }): Label => {
      const end = value?.span.end ?? key.span.end;
      return {
        key: expanded(dockerfile, instruction, key),
        value: value === null ? '' : expanded(dockerfile, instruction, value),
        keySpan: key.span,
        span: { start: key.span.start, end },
      };
    });
  });
}

function expanded(dockerfile: Dockerfile, instruction: Instruction, word: Word): string | null {
  const { lookup } = scopeAt(dockerfile, instruction);
  const { value, unresolved, error } = expandWord(word.text, lookup, dockerfile.escape);
  return error === null && unresolved.length === 0 ? value : null;
}
