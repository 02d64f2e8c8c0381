import { expandWord } from '../dockerfile/expand.ts';
import type { Dockerfile, Instruction, Stage, Word } from '../dockerfile/model.ts';
import { once } from '../dockerfile/once.ts';
import { keepWritten, scopeAt } from '../dockerfile/scope.ts';
import type { Span } from '../dockerfile/span.ts';

/** A path that COPY or ADD names. */
export interface CopyPath {
  /** Without quotes; variables without a known value as written. */
  readonly path: string;
  readonly span: Span;
}

/** A COPY or ADD, also behind ONBUILD. */
export interface Copy {
  readonly instruction: Instruction;
  readonly stage: Stage;
  /** Here-documents excluded. */
  readonly sources: readonly CopyPath[];
  readonly destination: CopyPath;
  /** The value of `--from`; null for the build context. */
  readonly from: string | null;
}

/** All of them in file order. */
export const copiesOf = once(findCopies);

function findCopies(dockerfile: Dockerfile): readonly Copy[] {
  return dockerfile.stages.flatMap((stage) =>
    stage.instructions.flatMap((outer) => {
      const copy = readCopy(dockerfile, stage, outer.trigger ?? outer);
      return copy === null ? [] : [copy];
    }),
  );
}

/** The value of the last flag of a name; null without one. */
export function flagValue({ flags }: Instruction, name: string): string | null {
  return flags.findLast((flag) => flag.name === name)?.value ?? null;
}

/** The last component of a path, without an end slash. */
export function baseName(path: string): string {
  const end = path.endsWith('/') ? path.length - 1 : path.length;
  return path.slice(path.lastIndexOf('/', end - 1) + 1, end);
}

function readCopy(dockerfile: Dockerfile, stage: Stage, instruction: Instruction): Copy | null {
  const { keyword } = instruction;
  if (keyword !== 'COPY' && keyword !== 'ADD') return null;
  const paths = instruction.arguments.map((word) => readPath(dockerfile, instruction, word));
  const destination = paths.at(-1);
  if (destination === undefined || paths.length < 2) return null;
  const sources = paths.slice(0, -1).filter(({ span }) => !isHeredoc(instruction, span));
  return { instruction, stage, sources, destination, from: flagValue(instruction, 'from') };
}

function isHeredoc({ heredocs }: Instruction, { start }: Span): boolean {
  return heredocs.some(({ operator }) => operator.start === start);
}

function readPath(dockerfile: Dockerfile, instruction: Instruction, word: Word): CopyPath {
  const { text } = scopeAt(dockerfile, instruction);
  const expanded = expandWord(word.text, text, dockerfile.escape, keepWritten);
  return { path: expanded.value, span: word.span };
}
