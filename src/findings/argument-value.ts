import { indexLines } from '../dockerfile/line-index.ts';
import type { Dockerfile, Instruction, Pair } from '../dockerfile/model.ts';
import type { Facts } from './rule.ts';

/** A value for a build argument that has none, and where it was found. */
export interface FoundValue {
  readonly value: string;
  /** For a person: ``line 4 says `ARG TAG=12` ``. */
  readonly source: string;
}

/** What can be written behind `ARG NAME=` as it is, and is part of the name of an image or a platform. */
const PLAIN = /^[\w./:@+-]{1,200}$/;

/**
 * The one value that the file itself has for an argument, in the stages, else the one that all builds of the
 * repository agree on; null where there is none, or several.
 */
export function argumentValue(
  dockerfile: Dockerfile,
  facts: Facts,
  name: string,
): FoundValue | null {
  return valueOfStages(dockerfile, name) ?? valueOfBuilds(facts, name);
}

function valueOfStages(dockerfile: Dockerfile, name: string): FoundValue | null {
  const given = stageArguments(dockerfile, name).filter(({ pair }) => pair.value !== null);
  const [first] = given;
  const value = first?.pair.value?.text.replace(/^(["'])(.*)\1$/, '$2') ?? '';
  if (first === undefined || !PLAIN.test(value)) return null;
  if (given.some(({ pair }) => pair.value?.text !== first.pair.value?.text)) return null;
  const { line } = indexLines(dockerfile.text).position(first.instruction.span.start);
  return { value, source: `line ${line} says \`ARG ${name}=${value}\`` };
}

function valueOfBuilds(facts: Facts, name: string): FoundValue | null {
  const found = (facts.surroundings()?.builds() ?? []).flatMap(({ args, place }) => {
    const written = args.get(name);
    return written === undefined ? [] : [{ value: written.value, place }];
  });
  const [first] = found;
  if (first === undefined || first.value === null || !PLAIN.test(first.value)) return null;
  if (found.some(({ value }) => value !== first.value)) return null;
  const { path, line } = first.place;
  return {
    value: first.value,
    source: `the repository builds with \`${name}=${first.value}\` (${path}:${line})`,
  };
}

/** The ARGs of that name behind a FROM, in file order. */
export function stageArguments(
  { stages }: Dockerfile,
  name: string,
): readonly { readonly instruction: Instruction; readonly pair: Pair }[] {
  return stages.flatMap(({ instructions }) =>
    instructions.flatMap((instruction) => {
      if (instruction.keyword !== 'ARG') return [];
      return instruction.pairs.flatMap((pair) =>
        pair.key.text === name ? [{ instruction, pair }] : [],
      );
    }),
  );
}
