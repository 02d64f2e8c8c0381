import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import { mountsOf } from '../../dockerfile/mounts.ts';
import { resolveDirectory } from '../../dockerfile/work-directory.ts';
import { baseName, copiesOf } from '../../findings/copies.ts';
import type { Copy } from '../../findings/copies.ts';
import { copiedPath, plainPath } from './copied-path.ts';
import { placeOf } from './instruction-places.ts';
import { shippedChain } from './shipped-chain.ts';

/** What tells whether the repository has a file; paths relative to its root. */
export interface FileLookup {
  /** Path of the Dockerfile. */
  readonly dockerfilePath: string;
  readonly hasFile: ((path: string) => boolean) | null;
}

/** The copies out of the build context before an instruction, the nearest first. */
export function contextCopies(
  dockerfile: Dockerfile,
  stage: Stage,
  before: Instruction | null,
): readonly Copy[] {
  const all = shippedChain(stage).map(({ instruction }) => instruction);
  const end = before === null ? all.length : all.indexOf(before);
  const earlier = new Set(end === -1 ? all : all.slice(0, end));
  return copiesOf(dockerfile)
    .filter(({ instruction, from }) => from === null && earlier.has(instruction))
    .toReversed();
}

/**
 * The file of the build context that a command of the instruction reads under one of the names, the first that is
 * there. Relative to the root of the repository where that is known to have it, else to the build context.
 */
export function contextFile(
  dockerfile: Dockerfile,
  { instruction, stage }: { readonly instruction: Instruction; readonly stage: Stage },
  names: readonly string[],
  lookup: FileLookup,
): string | null {
  const { workdir } = placeOf(dockerfile, instruction);
  const copies = contextCopies(dockerfile, stage, instruction);
  const places = names.map((name) => resolveDirectory(workdir, name, false));
  const named = [
    ...namedSources(dockerfile, copies, places),
    ...mountedSources(instruction, names),
  ];
  const below = places.flatMap((place) =>
    copies.flatMap((copy) => copiedPath(dockerfile, copy, place)?.path ?? []),
  );
  const found = [...named, ...below];
  if (lookup.hasFile === null) return found[0] ?? null;
  for (const path of found) {
    const known = knownPath(path, lookup);
    if (known !== null) return known;
  }
  // What COPY names, the context has, even where we do not know which folder that is.
  return named[0] ?? null;
}

/** The path relative to the root of the repository; null when the repository does not have it, or nobody knows. */
export function knownPath(path: string, { dockerfilePath, hasFile }: FileLookup): string | null {
  if (hasFile === null) return null;
  const folder = dockerfilePath.slice(0, dockerfilePath.lastIndexOf('/') + 1);
  return [folder + path, path].find((one) => hasFile(one)) ?? null;
}

/** What COPY names itself, in the order of the places. */
function namedSources(
  dockerfile: Dockerfile,
  copies: readonly Copy[],
  places: readonly string[],
): string[] {
  const found: string[] = [];
  for (const place of places) {
    for (const copy of copies) {
      const copied = copiedPath(dockerfile, copy, place);
      if (copied?.isNamed === true) found.push(copied.path);
    }
    // A command may change the directory first.
    const name = baseName(place);
    const sources = copies.flatMap((copy) => copy.sources.map(({ path }) => plainPath(path)));
    found.push(...sources.filter((path) => baseName(path) === name));
  }
  return found;
}

function mountedSources(instruction: Instruction, names: readonly string[]): string[] {
  const sources = mountsOf(instruction)
    .filter(({ type, fields }) => type === 'bind' && !fields.has('from'))
    .flatMap(({ fields }) => plainPath(fields.get('source')?.value ?? ''));
  return names.flatMap((name) => sources.filter((path) => baseName(path) === baseName(name)));
}
