import { valueOffsets } from '../dockerfile/flag-offsets.ts';
import type { Dockerfile, Instruction, Stage, Word } from '../dockerfile/model.ts';
import { mountsOf } from '../dockerfile/mounts.ts';
import { once } from '../dockerfile/once.ts';

/** Where a FROM, COPY --from or mount names what it takes files from. */
export interface StageReference {
  /** As written, without quotes. */
  readonly word: Word;
  readonly by: 'from' | 'copy' | 'mount';
  /** The stage in which it stands. */
  readonly stage: Stage;
}

/** All of them in file order, images included; triggers are left out, they name stages of other files. */
export const stageReferences = once(findReferences);

function findReferences(dockerfile: Dockerfile): readonly StageReference[] {
  return dockerfile.stages.flatMap((stage) => [
    { word: stage.base, by: 'from' as const, stage },
    ...stage.instructions.flatMap((instruction) => [
      ...copyReferences(dockerfile, stage, instruction),
      ...mountReferences(dockerfile, stage, instruction),
    ]),
  ]);
}

/** Every place behind its FROM that names the stage; names are compared in any case, as the builder does. */
export function referencesTo(dockerfile: Dockerfile, { name, index }: Stage): StageReference[] {
  return (referencesByName(dockerfile).get(name ?? '') ?? []).filter(
    ({ stage }) => stage.index > index,
  );
}

const referencesByName = once(groupByName);

function groupByName(dockerfile: Dockerfile): ReadonlyMap<string, readonly StageReference[]> {
  const groups = new Map<string, StageReference[]>();
  for (const reference of stageReferences(dockerfile)) {
    const name = reference.word.text.toLowerCase();
    const group = groups.get(name) ?? [];
    group.push(reference);
    groups.set(name, group);
  }
  return groups;
}

function copyReferences(
  { text }: Dockerfile,
  stage: Stage,
  { keyword, flags }: Instruction,
): StageReference[] {
  if (keyword !== 'COPY') return [];
  return flags.flatMap((flag) => {
    if (flag.name !== 'from' || flag.value === null) return [];
    const offsets = valueOffsets(flag, text);
    const whole = flag.valueSpan ?? flag.span;
    const span = { start: offsets?.[0] ?? whole.start, end: offsets?.at(-1) ?? whole.end };
    return [{ word: { text: flag.value, span }, by: 'copy' as const, stage }];
  });
}

function mountReferences(
  dockerfile: Dockerfile,
  stage: Stage,
  instruction: Instruction,
): StageReference[] {
  return mountsOf(instruction, dockerfile.text).flatMap(({ fields }) => {
    const from = fields.get('from');
    const text = from?.value ?? null;
    if (from === undefined || text === null) return [];
    return [{ word: { text, span: from.valueSpan ?? from.span }, by: 'mount' as const, stage }];
  });
}
