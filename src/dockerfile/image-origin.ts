import { expandWord } from './expand.ts';
import type { GivenArgument, GivenArguments, GivenPlace } from './given-arguments.ts';
import type { Dockerfile, Word } from './model.ts';
import type { Definition, Scope } from './scope-steps.ts';
import type { Span } from './span.ts';
import { splitVariables } from './variable-pieces.ts';
import type { VariablePiece } from './variable-pieces.ts';

/** A piece of a resolved reference. */
export interface ImagePart {
  readonly text: string;
  /** Where exactly this text stands in the file; null when it stands nowhere in this form. */
  readonly span: Span | null;
}

/** What gives an ARG its value. */
export interface Owner {
  /** The default of the ARG without its quotes; the name of the ARG when it has none. */
  readonly span: Span;
  /** Other files that give the value of an ARG without a default. */
  readonly given: readonly GivenPlace[];
}

/** A default that builds override, all with the same value. */
export interface Override {
  readonly name: string;
  readonly value: string;
  readonly places: readonly [GivenPlace, ...GivenPlace[]];
}

/** A part, and the ARGs that it came through, outermost first; none for the FROM line itself. */
export interface OwnedPart extends ImagePart {
  readonly owners: readonly Owner[];
}

export type BaseResolution =
  | {
      readonly value: string;
      readonly parts: readonly OwnedPart[];
      readonly overrides: readonly Override[];
    }
  | { readonly value: null; readonly unresolved: string };

/** A text to take apart: where it stands, character for character, and whose it is. */
interface Source {
  readonly text: string;
  readonly start: number | null;
  readonly owners: readonly Owner[];
}

interface Reader {
  readonly scope: Scope;
  readonly escape: '\\' | '`';
  readonly given: GivenArguments;
  readonly overrides: Map<string, Override>;
  /** How many pieces may still be taken apart; ends `ARG A=$A` and chains of `ARG B=$A$A`. */
  budget: number;
}

const MOST_PIECES = 100;

/** A file, the global scope in it, and what its builds give. */
export interface BaseContext {
  readonly dockerfile: Dockerfile;
  readonly scope: Scope;
  readonly given: GivenArguments;
}

/** Puts the values of the global ARGs into the image name of a FROM, and tells where they stand. */
export function resolveBase({ dockerfile, scope, given }: BaseContext, base: Word): BaseResolution {
  const whole = sourceOf(base, []);
  if (!/[$"'\\`]/.test(base.text)) {
    return { value: base.text, parts: [literalPart(whole)], overrides: [] };
  }
  const overrides = new Map<string, Override>();
  const reader = { scope, escape: dockerfile.escape, given, overrides, budget: MOST_PIECES };
  const { value, unresolved, error } = expand(reader, base.text);
  if (error !== null) return { value: null, unresolved: error };
  if (unresolved.length > 0) {
    return { value: null, unresolved: reasonsFor(reader, unresolved).join(' and ') };
  }
  if (value === '') return { value: null, unresolved: 'the name of the image is empty' };
  const parts = partsOf(reader, whole, value);
  return { value, parts, overrides: [...overrides.values()] };
}

/** The span when it holds nothing but the text itself. */
export function writtenAt(text: string, span: Span): Span | null {
  return span.end - span.start === text.length ? span : null;
}

function expand(reader: Reader, text: string): ReturnType<typeof expandWord> {
  return expandWord(text, reader.scope.lookup, reader.escape);
}

/** Why the names have no value, each reason once. */
function reasonsFor(reader: Reader, names: readonly string[]): string[] {
  const reasons = new Set<string>();
  const seen = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const definition = reader.scope.definition(name);
    const written = definition?.pair?.value ?? null;
    if (written === null) {
      reasons.add(reasonFor(name, definition, reader.given.get(name)));
      continue;
    }
    const { unresolved, error } = expand(reader, written.text);
    if (error !== null) reasons.add(`ARG ${name} has a mistake: ${error}`);
    else waiting.unshift(...unresolved);
  }
  return reasons.size > 0 ? [...reasons] : [`ARG ${names.join(', ')} is made of itself`];
}

function reasonFor(
  name: string,
  definition: Definition | null,
  given: GivenArgument | undefined,
): string {
  if (definition === null) return `ARG ${name} is not declared before the first FROM`;
  if (definition.kind === 'predefined') return `${name} is known only during the build`;
  const why = given?.value === null ? `, and ${given.reason}` : '';
  return `ARG ${name} has no default${why}`;
}

/** Strips the quotes around a whole default or name, and notes where the text inside starts. */
function sourceOf(word: Word, owners: readonly Owner[]): Source {
  const { text, span } = word;
  const start = writtenAt(text, span)?.start ?? null;
  const quote = text.charAt(0);
  const isQuoted = text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote);
  const inner = text.slice(1, -1);
  if (!isQuoted || inner.includes(quote)) return { text, start, owners };
  return { text: inner, start: start === null ? null : start + 1, owners };
}

/** The default of the ARG as the innermost owner: without its quotes. */
function defaultSource(word: Word, outer: readonly Owner[]): Source {
  const { text, start } = sourceOf(word, outer);
  const span = start === null ? word.span : { start, end: start + text.length };
  return { text, start, owners: [...outer, { span, given: [] }] };
}

/** Takes the source apart; one part without a place when the pieces do not give `value` again. */
function partsOf(reader: Reader, source: Source, value: string): OwnedPart[] {
  const parts: OwnedPart[] = [];
  for (const piece of splitVariables(source.text, reader.escape)) {
    parts.push(...pieceParts(reader, source, piece));
  }
  const isExact = parts.map(({ text }) => text).join('') === value;
  return isExact ? parts : [nowhere(value, source)];
}

function pieceParts(reader: Reader, source: Source, piece: VariablePiece): OwnedPart[] {
  reader.budget -= 1;
  const place = { ...source, text: piece.text, start: shifted(source.start, piece.start) };
  const { value } = expand(reader, piece.text);
  if (piece.name === null)
    return [value === piece.text ? literalPart(place) : nowhere(value, source)];
  const definition = reader.scope.definition(piece.name);
  const written = definition?.pair?.value ?? null;
  if (reader.budget <= 0) return [nowhere(value, source)];
  if (written !== null) noteOverride(reader, piece.name, definition?.value ?? null);
  if (piece.fallback !== null && (definition?.value ?? '') === '') {
    const { text, start } = piece.fallback;
    return partsOf(reader, { ...source, text, start: shifted(source.start, start) }, value);
  }
  const inner =
    written === null
      ? givenSource(reader, definition, source.owners)
      : defaultSource(written, source.owners);
  if (inner === null) return [nowhere(value, source)];
  if (piece.operator === 'cut') return [nowhere(value, inner)];
  if (value !== definition?.value || piece.operator === 'alternative')
    return [nowhere(value, source)];
  if (written === null) return [nowhere(value, inner)];
  return partsOf(reader, inner, value);
}

/** The ARG without a default whose value a build gives. */
function givenSource(
  reader: Reader,
  definition: Definition | null,
  outer: readonly Owner[],
): Source | null {
  if (definition?.inherits?.kind !== 'given' || definition.pair === null) return null;
  const given = reader.given.get(definition.name);
  if (given === undefined || given.value === null) return null;
  const owner = { span: definition.pair.key.span, given: given.places };
  return { text: given.value, start: null, owners: [...outer, owner] };
}

function noteOverride({ given, overrides }: Reader, name: string, preset: string | null): void {
  const passed = given.get(name);
  if (passed === undefined || passed.value === null || !passed.isPassed) return;
  if (passed.value === preset) return;
  overrides.set(name, { name, value: passed.value, places: passed.places });
}

function shifted(start: number | null, by: number): number | null {
  return start === null ? null : start + by;
}

function literalPart({ text, start, owners }: Source): OwnedPart {
  const span = start === null ? null : { start, end: start + text.length };
  return { text, span, owners };
}

function nowhere(text: string, { owners }: Source): OwnedPart {
  return { text, span: null, owners };
}
