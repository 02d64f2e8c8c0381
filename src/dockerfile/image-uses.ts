import { expandWord } from './expand.ts';
import { valueOffsets } from './flag-offsets.ts';
import { definitionOf } from './image-definition.ts';
import { resolveBase, writtenAt } from './image-origin.ts';
import type { BaseContext, ImagePart, Override } from './image-origin.ts';
import type { GivenArguments, GivenPlace } from './given-arguments.ts';
import type { Dockerfile, Flag, Instruction } from './model.ts';
import { mountsOf } from './mounts.ts';
import { once } from './once.ts';
import { givenScope, globalScope } from './scope.ts';
import type { Span } from './span.ts';

/** One place that names an image which the Dockerfile does not build itself. */
export interface ImageUse {
  /** As written, without quotes. */
  readonly reference: string;
  /** With the values of ARG put in; null when that gives no name. Not checked against the grammar. */
  readonly resolved: string | null;
  readonly role: 'base' | 'copy-from' | 'mount-from' | 'syntax';
  /** Index of the stage; null for `# syntax`. */
  readonly stage: number | null;
  /** Of the reference as written; of the whole flag value where quotes or continuations cut it up. */
  readonly span: Span;
  /**
   * Where the value is written: the default of the ARG from which the whole reference, or the version
   * in its tag, comes; else the same place as `span`. Where other files give the value of an ARG without
   * a default, `given` are those places, all with the same value, and `span` is the reference itself.
   */
  readonly definedAt: { readonly span: Span; readonly given: readonly GivenPlace[] };
  /** `resolved` cut into pieces by where each is written; empty when `resolved` is null. */
  readonly parts: readonly ImagePart[];
  /** Defaults in `resolved` that the builds of this Dockerfile override. */
  readonly overrides: readonly Override[];
  /** Why `resolved` is null: `ARG VERSION has no default`. */
  readonly unresolved: string | null;
}

interface Place {
  readonly reference: string;
  readonly role: ImageUse['role'];
  readonly stage: number | null;
  readonly span: Span;
}

/** No variables are expanded here, BuildKit refuses them (`toCommand`, `parseMount`). */
const NOT_EXPANDED: Readonly<Record<'copy-from' | 'mount-from', string>> = {
  'copy-from': 'COPY --from does not expand variables; a stage with `FROM` does',
  'mount-from': 'the from of RUN --mount does not expand variables; a stage with `FROM` does',
};

/** The index of the first stage of each name. */
type StageNames = ReadonlyMap<string, number>;

const NOTHING_GIVEN: GivenArguments = new Map();

/**
 * Every external image that the Dockerfile names, in file order: `# syntax`, FROM, `COPY --from`,
 * `RUN --mount=from=`, and the latter two under ONBUILD. Stages, stage indexes and `scratch` are none.
 * `given` are the values that builds pass for ARGs without a default.
 */
export function imageUses(
  dockerfile: Dockerfile,
  given: GivenArguments = NOTHING_GIVEN,
): readonly ImageUse[] {
  if (given.size === 0) return usesByDefault(dockerfile);
  return findImageUses({ dockerfile, scope: givenScope(dockerfile, given), given });
}

const usesByDefault = once((dockerfile: Dockerfile) =>
  findImageUses({ dockerfile, scope: globalScope(dockerfile), given: NOTHING_GIVEN }),
);

function findImageUses(context: BaseContext): readonly ImageUse[] {
  const { dockerfile } = context;
  const uses: ImageUse[] = [];
  const names = stageNames(dockerfile);
  for (const directive of dockerfile.directives) {
    if (directive.name === 'syntax') uses.push(syntaxUse(directive.value, directive.valueSpan));
  }
  for (const instruction of dockerfile.instructions) {
    const place = basePlace(dockerfile, instruction);
    const base = place === null ? null : baseUse(context, names, place);
    if (base !== null) uses.push(base);
    for (const source of sourcePlaces(dockerfile, instruction.trigger ?? instruction)) {
      if (!isOwnStage(source.reference, names)) uses.push(sourceUse(source));
    }
  }
  return uses;
}

/** BuildKit knows all stages by name before it reads the sources of COPY and RUN. */
function stageNames(dockerfile: Dockerfile): StageNames {
  const names = new Map<string, number>();
  for (const { name, index } of dockerfile.stages) {
    if (name !== null && !names.has(name)) names.set(name, index);
  }
  return names;
}

/**
 * True for a stage's name, an index and `scratch`. To BuildKit `from=0` of a mount is an image of the
 * name `0`; as nobody can mean that, it counts as an index there too.
 */
function isOwnStage(reference: string, names: StageNames): boolean {
  return (
    reference === 'scratch' || /^[+-]?\d+$/.test(reference) || names.has(reference.toLowerCase())
  );
}

/** What follows the first blank is the command line of the frontend (BuildKit, `DetectSyntax`). */
function syntaxUse(value: string, valueSpan: Span): ImageUse {
  const blank = value.indexOf(' ');
  const reference = blank === -1 ? value : value.slice(0, blank);
  const span = { start: valueSpan.start, end: valueSpan.start + reference.length };
  return literalUse({ reference, role: 'syntax', stage: null, span });
}

function literalUse(place: Place): ImageUse {
  const { reference, span } = place;
  return {
    ...place,
    resolved: reference,
    definedAt: { span, given: [] },
    parts: [{ text: reference, span: writtenAt(reference, span) }],
    overrides: [],
    unresolved: null,
  };
}

function unresolvedUse(place: Place, unresolved: string): ImageUse {
  const definedAt = { span: place.span, given: [] };
  return { ...place, resolved: null, definedAt, parts: [], overrides: [], unresolved };
}

function basePlace(dockerfile: Dockerfile, instruction: Instruction): Place | null {
  if (instruction.keyword !== 'FROM' || instruction.stage === null) return null;
  const stage = dockerfile.stages[instruction.stage];
  if (stage === undefined || stage.parent !== null || stage.base.text === '') return null;
  return { reference: stage.base.text, role: 'base', stage: stage.index, span: stage.base.span };
}

/** Null for `scratch` and for a stage that a build names, which are no images. */
function baseUse(context: BaseContext, names: StageNames, place: Place): ImageUse | null {
  if (place.reference === 'scratch') return null;
  const resolution = resolveBase(context, { text: place.reference, span: place.span });
  if (resolution.value === 'scratch') return null;
  if (resolution.value === null) return unresolvedUse(place, resolution.unresolved);
  const { value, overrides } = resolution;
  // The parser knows the stage that a default names, but not the one that a build names.
  const named = names.get(value.toLowerCase());
  if (context.given.size > 0 && named !== undefined && named < (place.stage ?? 0)) return null;
  const parts = resolution.parts.map(({ text, span }) => ({ text, span }));
  const owner = definitionOf(resolution);
  const given = owner?.given ?? [];
  const definedAt = { span: given.length > 0 || owner === null ? place.span : owner.span, given };
  return { ...place, resolved: value, definedAt, parts, overrides, unresolved: null };
}

/** The `from` of COPY and of the mounts of RUN. */
function sourcePlaces(dockerfile: Dockerfile, instruction: Instruction): Place[] {
  const places: Place[] = [];
  const { stage } = instruction;
  if (instruction.keyword === 'COPY') {
    for (const flag of instruction.flags) {
      if (flag.name !== 'from' || flag.value === null || flag.value === '') continue;
      const span = innerSpan(flag, dockerfile.text);
      places.push({ reference: flag.value, role: 'copy-from', stage, span });
    }
  }
  for (const { fields } of mountsOf(instruction, dockerfile.text)) {
    const from = fields.get('from');
    const reference = from?.value ?? '';
    if (from === undefined || reference === '') continue;
    places.push({ reference, role: 'mount-from', stage, span: from.valueSpan ?? from.span });
  }
  return places;
}

/** The value of a flag without the quotes around it. */
function innerSpan(flag: Flag, text: string): Span {
  const offsets = valueOffsets(flag, text);
  const whole = flag.valueSpan ?? flag.span;
  const span = { start: offsets?.[0] ?? whole.start, end: offsets?.at(-1) ?? whole.end };
  return text.slice(span.start, span.end) === flag.value ? span : whole;
}

function sourceUse(place: Place): ImageUse {
  const { reference, role } = place;
  const expanded = expandWord(reference, () => undefined, '\\');
  const isPlain = expanded.error === null && expanded.value === reference;
  if (isPlain || role === 'base' || role === 'syntax') return literalUse(place);
  return unresolvedUse(place, NOT_EXPANDED[role]);
}
