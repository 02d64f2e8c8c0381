import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, YAMLError, YAMLMap } from 'yaml';
import { ConfigError } from './config-error.ts';
import { findDeepNesting } from './nesting.ts';

/** Characters. The longest configuration that a person would write is a fraction of it. */
const LARGEST = 256 * 1024;

/** How often anchors may be used, so that a small file cannot become a huge value. */
const MOST_ALIASES = 100;

/** An offset in the text, and the error to throw there. */
export interface ErrorPlace {
  readonly offset: number;
  readonly error: (problem: string, cure: string | null, cause?: unknown) => ConfigError;
}

export interface YamlText {
  readonly data: unknown;
  /** The place of a value, or of one key of the mapping there. */
  readonly placeOf: (path: readonly PropertyKey[], key?: string) => ErrorPlace;
}

type Parsed = Document.Parsed;
type PlaceAt = (offset: number) => ErrorPlace;

/** Reads one YAML 1.2 document; an empty one is an empty mapping. Throws only `ConfigError`. */
export function readYaml(source: string, file: string): YamlText {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  const at = placesIn(text, file);
  if (text.length > LARGEST) {
    throw at(0).error(`the file is larger than ${LARGEST / 1024} KiB`, null);
  }
  const deep = findDeepNesting(text);
  if (deep !== null) throw at(deep).error('this is nested too deeply', null);
  const options = { prettyErrors: false, uniqueKeys: false, logLevel: 'error' } as const;
  const document = parseDocument(text, options);
  const [failure] = [...document.errors, ...document.warnings];
  if (failure !== undefined) {
    throw at(failure.pos[0]).error(syntaxProblem(failure), null, failure);
  }
  checkKeys(document, at);
  return {
    data: valueOf(document, at) ?? {},
    placeOf: (path, key) => at(offsetOf(document, path, key)),
  };
}

function placesIn(text: string, file: string): PlaceAt {
  const counter = new LineCounter();
  counter.addNewLine(0);
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) {
    counter.addNewLine(end + 1);
  }
  return (offset) => ({
    offset,
    error: (problem, cure, cause) => {
      const { line, col: column } = counter.linePos(offset);
      return new ConfigError({ file, line, column, problem, cure }, cause);
    },
  });
}

/** A key twice in a mapping, or one that is not text. The parser's own check takes quadratic time. */
function checkKeys(document: Parsed, at: PlaceAt): void {
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const name = keyName(key);
        if (name === null || name === '__proto__')
          throw at(startOf(key) ?? 0).error('a key must be a word', null);
        if (seen.has(name)) {
          throw at(startOf(key) ?? 0).error(`\`${name}\` is there twice`, 'remove one of them');
        }
        seen.add(name);
      }
    },
  });
}

function valueOf(document: Parsed, at: PlaceAt): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const problem = 'an alias has no anchor, or aliases stand for too much';
    throw at(firstAlias(document)).error(problem, 'write the value itself', error);
  }
}

function firstAlias(document: Parsed): number {
  let offset = 0;
  visit(document, {
    Alias: (_, alias) => {
      offset = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

/** Where the value at a path begins, or its key when it is not there; the deepest that exists. */
function offsetOf(document: Parsed, path: readonly PropertyKey[], key: string | undefined): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const part of key === undefined ? path : [...path, key]) {
    if (isAlias(node)) node = node.resolve(document);
    if (isSeq(node)) node = node.items[Number(part)];
    else if (isMap(node)) {
      const pair = pairOf(node, String(part));
      offset = startOf(pair?.key) ?? offset;
      node = pair?.value;
    } else return offset;
    if (key === undefined) offset = startOf(node) ?? offset;
  }
  return offset;
}

function pairOf(map: YAMLMap, name: string) {
  return map.items.find((pair) => keyName(pair.key) === name);
}

function keyName(key: unknown): string | null {
  return isScalar(key) && typeof key.value === 'string' ? key.value : null;
}

function startOf(node: unknown): number | undefined {
  if (!isScalar(node) && !isMap(node) && !isSeq(node) && !isAlias(node)) return undefined;
  return node.range?.[0];
}

function syntaxProblem({ code, message }: YAMLError): string {
  if (code === 'MULTIPLE_DOCS') return 'a second document begins here; only one is read';
  return message.charAt(0).toLowerCase() + message.slice(1);
}
