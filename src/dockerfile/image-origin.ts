import { expandWord } from './expand.ts';
import type { Dockerfile, Word } from './model.ts';
import { globalScope } from './scope.ts';
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

/** A part, and the default of the ARG that it stands in; null for the FROM line itself. */
interface OwnedPart extends ImagePart {
  readonly owner: Span | null;
}

export type BaseResolution =
  | { readonly value: string; readonly parts: readonly OwnedPart[] }
  | { readonly value: null; readonly unresolved: string };

/** A text to take apart: where it stands, character for character, and whose it is. */
interface Source {
  readonly text: string;
  readonly start: number | null;
  readonly owner: Span | null;
}

interface Reader {
  readonly scope: Scope;
  readonly escape: '\\' | '`';
  /** How many pieces may still be taken apart; ends `ARG A=$A` and chains of `ARG B=$A$A`. */
  budget: number;
}

const MOST_PIECES = 100;

/** Puts the defaults of the global ARGs into the image name of a FROM, and tells where they stand. */
export function resolveBase(dockerfile: Dockerfile, base: Word): BaseResolution {
  const whole = sourceOf(base, null);
  if (!/[$"'\\`]/.test(base.text)) return { value: base.text, parts: [literalPart(whole)] };
  const reader = { scope: globalScope(dockerfile), escape: dockerfile.escape, budget: MOST_PIECES };
  const { value, unresolved, error } = expand(reader, base.text);
  if (error !== null) return { value: null, unresolved: error };
  if (unresolved.length > 0) {
    return { value: null, unresolved: reasonsFor(reader, unresolved).join(' and ') };
  }
  if (value === '') return { value: null, unresolved: 'the name of the image is empty' };
  return { value, parts: partsOf(reader, whole, value) };
}

/**
 * The default of the one ARG from which the version in the tag comes, or the digest of an image without
 * a tag, or the whole name of one without both. Null when the version is written in the FROM line, and
 * when several ARGs feed it.
 */
export function definitionOf(resolution: BaseResolution): Span | null {
  if (resolution.value === null) return null;
  const range = versionRange(resolution.value);
  const inside = range === null ? resolution.parts : partsWithin(resolution.parts, range);
  const versions = range === null ? [] : inside.filter(hasDigit);
  const deciding = versions.length > 0 ? versions : inside;
  const owner = deciding[0]?.owner ?? null;
  return deciding.every((part) => part.owner?.start === owner?.start) ? owner : null;
}

function hasDigit({ text }: ImagePart): boolean {
  return /\d/.test(text);
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
      reasons.add(reasonFor(name, definition));
      continue;
    }
    const { unresolved, error } = expand(reader, written.text);
    if (error !== null) reasons.add(`ARG ${name} has a mistake: ${error}`);
    else waiting.unshift(...unresolved);
  }
  return reasons.size > 0 ? [...reasons] : [`ARG ${names.join(', ')} is made of itself`];
}

function reasonFor(name: string, definition: Definition | null): string {
  if (definition === null) return `ARG ${name} is not declared before the first FROM`;
  if (definition.kind === 'predefined') return `${name} is known only during the build`;
  return `ARG ${name} has no default`;
}

/** Strips the quotes around a whole default or name, and notes where the text inside starts. */
function sourceOf(word: Word, owner: Span | null): Source {
  const { text, span } = word;
  const start = writtenAt(text, span)?.start ?? null;
  const quote = text.charAt(0);
  const isQuoted = text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote);
  const inner = text.slice(1, -1);
  if (!isQuoted || inner.includes(quote)) return { text, start, owner };
  return { text: inner, start: start === null ? null : start + 1, owner };
}

/** The default of the ARG as an owner: without its quotes. */
function defaultSource(word: Word): Source {
  const { text, start } = sourceOf(word, null);
  const owner = start === null ? word.span : { start, end: start + text.length };
  return { text, start, owner };
}

/** Takes the source apart; one part without a place when the pieces do not give `value` again. */
function partsOf(reader: Reader, source: Source, value: string): OwnedPart[] {
  const parts: OwnedPart[] = [];
  for (const piece of splitVariables(source.text, reader.escape)) {
    parts.push(...pieceParts(reader, source, piece));
  }
  const isExact = parts.map(({ text }) => text).join('') === value;
  return isExact ? parts : [{ text: value, span: null, owner: source.owner }];
}

function pieceParts(reader: Reader, source: Source, piece: VariablePiece): OwnedPart[] {
  reader.budget -= 1;
  const place = { ...source, text: piece.text, start: shifted(source.start, piece.start) };
  const { value } = expand(reader, piece.text);
  if (piece.name === null)
    return [value === piece.text ? literalPart(place) : nowhere(value, source)];
  const definition = reader.scope.definition(piece.name);
  const written = definition?.pair?.value ?? null;
  if (written === null || reader.budget <= 0) return [nowhere(value, source)];
  const inner = defaultSource(written);
  if (piece.operator === 'cut') return [nowhere(value, inner)];
  if (value !== definition?.value || piece.operator === 'alternative')
    return [nowhere(value, source)];
  return partsOf(reader, inner, value);
}

function shifted(start: number | null, by: number): number | null {
  return start === null ? null : start + by;
}

function literalPart({ text, start, owner }: Source): OwnedPart {
  const span = start === null ? null : { start, end: start + text.length };
  return { text, span, owner };
}

function nowhere(text: string, { owner }: Source): OwnedPart {
  return { text, span: null, owner };
}

/** The tag, else the digest, else null. */
function versionRange(reference: string): Span | null {
  const at = reference.indexOf('@');
  const nameEnd = at === -1 ? reference.length : at;
  const colon = reference.indexOf(':', reference.lastIndexOf('/', nameEnd) + 1);
  if (colon !== -1 && colon < nameEnd) return { start: colon + 1, end: nameEnd };
  return at === -1 ? null : { start: at + 1, end: reference.length };
}

/** The pieces of the parts that lie within the range. */
function partsWithin(parts: readonly OwnedPart[], range: Span): OwnedPart[] {
  const inside: OwnedPart[] = [];
  let position = 0;
  for (const part of parts) {
    const from = Math.max(range.start - position, 0);
    const text = part.text.slice(from, Math.max(range.end - position, 0));
    if (text !== '') inside.push({ ...part, text });
    position += part.text.length;
  }
  return inside;
}
