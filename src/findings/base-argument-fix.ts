import { expandWord } from '../dockerfile/expand.ts';
import { imageUses } from '../dockerfile/image-uses.ts';
import type { Dockerfile, Stage, Word } from '../dockerfile/model.ts';
import { predefinedGlobal } from '../dockerfile/predefined.ts';
import { globalScope } from '../dockerfile/scope.ts';
import { splitVariables } from '../dockerfile/variable-pieces.ts';
import { parseReference } from '../image/reference.ts';
import { argumentValue } from './argument-value.ts';
import type { FoundValue } from './argument-value.ts';
import { declareArgument } from './declare-argument.ts';
import { onlyNearName } from './near-name.ts';
import type { Facts, Fix, ImageMove, Precondition } from './rule.ts';

/** The word when no build argument is passed, with `values` for some names; null where it cannot be told. */
export function expanded(
  dockerfile: Dockerfile,
  { text }: Word,
  values: ReadonlyMap<string, string>,
): string | null {
  const scope = globalScope(dockerfile);
  const lookup = (name: string) => values.get(name) ?? scope.lookup(name) ?? predefinedGlobal(name);
  const { value, error } = expandWord(text, lookup, dockerfile.escape);
  return error === null ? value : null;
}

export const NO_VALUES: ReadonlyMap<string, string> = new Map();

/** Variables of the word that have no value with these either. */
function missing(
  dockerfile: Dockerfile,
  { text }: Word,
  values: ReadonlyMap<string, string>,
): string[] {
  const { lookup } = globalScope(dockerfile);
  const { unresolved } = expandWord(text, lookup, dockerfile.escape);
  return [...new Set(unresolved)].filter((name) => !values.has(name));
}

/** Every build stops at such a word, so that no edit takes anything from a build that works. */
function stopsBuild(dockerfile: Dockerfile, { base }: Stage, word: Word): boolean {
  const today = expanded(dockerfile, word, NO_VALUES);
  return today !== null && (word === base ? parseReference(today) === null : today === '');
}

/** Moves of the bases that have another name with the values, as written today and as they then are. */
function movesBy(dockerfile: Dockerfile, values: ReadonlyMap<string, string>): ImageMove[] {
  return imageUses(dockerfile).flatMap(({ role, stage, reference, resolved }) => {
    const base = role === 'base' ? dockerfile.stages[stage ?? -1]?.base : undefined;
    const after = base === undefined ? null : expanded(dockerfile, base, values);
    const from = resolved ?? reference;
    if (base === undefined || after === null || after === from) return [];
    if (parseReference(after) === null || missing(dockerfile, base, values).length > 0) return [];
    const reason = 'until now there was no name';
    const to = {
      reference: after,
      digest: null,
      kind: 'replacement',
      reason,
      evidence: null,
    } as const;
    return [{ from, to }];
  });
}

/** Values for all the variables without one, where the file or the repository has them and they make a name. */
export function valueFix(
  dockerfile: Dockerfile,
  facts: Facts,
  stage: Stage,
  word: Word,
): Fix | null {
  const found = missing(dockerfile, word, NO_VALUES).flatMap((name) => {
    const value = argumentValue(dockerfile, facts, name);
    return value === null ? [] : [{ name, ...value }];
  });
  const values = new Map(found.map(({ name, value }) => [name, value]));
  const after = expanded(dockerfile, word, values);
  if (after === null || values.size === 0 || !stopsBuild(dockerfile, stage, word)) return null;
  if (word === stage.base ? parseReference(after) === null : after === '') return null;
  const edits = found.map(({ name, value }) => declareArgument(dockerfile, name, value));
  const names = [...values.keys()].map((name) => `\`${name}\``).join(' and ');
  return {
    title: `Give ${names} a value before the first FROM`,
    edits: edits.flatMap((each) => each.edits),
    instructions: edits.flatMap((each) => each.instructions),
    moves: movesBy(dockerfile, values),
    review: `Without build arguments the base is then \`${after}\`: see whether that is the one that is meant.`,
    preconditions: [brokenToday(dockerfile, word), ...found.map(sourceCondition)],
  };
}

function sourceCondition({ name, source }: FoundValue & { readonly name: string }): Precondition {
  return { text: `no other value of \`${name}\` is known: ${source}`, state: 'held' };
}

function brokenToday(dockerfile: Dockerfile, word: Word): Precondition {
  const today = expanded(dockerfile, word, NO_VALUES) ?? '';
  const shown = today === '' ? 'nothing' : `\`${today}\``;
  return {
    text: `without build arguments no build works today: \`${word.text}\` is ${shown}`,
    state: 'held',
  };
}

/** The name of the ARG that is nearly the same in place of one that no build can set. */
export function spellingFix(
  dockerfile: Dockerfile,
  stage: Stage,
  word: Word,
  name: string,
): Fix | null {
  const near = onlyNearName(name, globalNames(dockerfile));
  const piece = splitVariables(word.text, dockerfile.escape).find((each) => each.name === name);
  if (near === null || piece === undefined || !stopsBuild(dockerfile, stage, word)) return null;
  if (dockerfile.text.slice(word.span.start, word.span.end) !== word.text) return null;
  const value = globalScope(dockerfile).lookup(near);
  const after = value === undefined ? null : expanded(dockerfile, word, new Map([[name, value]]));
  if (after === null || (word === stage.base && parseReference(after) === null)) return null;
  const start = word.span.start + piece.start + piece.text.indexOf(name);
  const to = {
    reference: after,
    digest: null,
    kind: 'replacement',
    reason: 'it was misspelt',
  } as const;
  const from = word.text;
  return {
    title: `Write \`${near}\` in FROM in place of \`${name}\``,
    edits: [{ span: { start, end: start + name.length }, text: near }],
    moves: word === stage.base ? [{ from, to: { ...to, evidence: null } }] : [],
    review: `The base is then \`${after}\`: see whether that is the one that is meant.`,
    preconditions: [
      brokenToday(dockerfile, word),
      { text: `\`${name}\` is a slip for \`${near}\``, state: 'unknown' },
    ],
  };
}

/** Names of the ARGs before the first FROM. */
export function globalNames({ instructions }: Dockerfile): string[] {
  const args = instructions.filter(({ keyword, stage }) => keyword === 'ARG' && stage === null);
  return [...new Set(args.flatMap(({ pairs }) => pairs.map(({ key }) => key.text)))];
}
