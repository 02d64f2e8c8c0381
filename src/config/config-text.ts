import { readYaml } from '../yaml/read-yaml.ts';
import { offsetOf, plainValue } from '../yaml/yaml-tree.ts';
import { ConfigError } from './config-error.ts';

/** Characters. The longest configuration that a person would write is a fraction of it. */
const LARGEST = 256 * 1024;

/** An offset in the text, and the error to throw there. */
export interface ErrorPlace {
  readonly offset: number;
  readonly error: (problem: string, cure: string | null, cause?: unknown) => ConfigError;
}

export interface ConfigText {
  readonly data: unknown;
  /** The place of a value, or of one key of the mapping there. */
  readonly placeOf: (path: readonly PropertyKey[], key?: string) => ErrorPlace;
}

/** Reads the text of a configuration; an empty one is an empty mapping. Throws only `ConfigError`. */
export function readConfigText(source: string, file: string): ConfigText {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  const at = (offset: number) => placeIn(text, file, offset);
  const outcome = readYaml(text, { largest: LARGEST, dialect: 'own' });
  if (!outcome.ok) throw at(outcome.offset).error(outcome.problem, outcome.cure, outcome.cause);
  const { root } = outcome;
  return {
    data: plainValue(root) ?? {},
    placeOf: (path, key) => at(offsetOf(root, path, key)),
  };
}

function placeIn(text: string, file: string, offset: number): ErrorPlace {
  return {
    offset,
    error: (problem, cure, cause) => {
      const before = text.slice(0, offset);
      const line = before.split('\n').length;
      const column = offset - before.lastIndexOf('\n');
      return new ConfigError({ file, line, column, problem, cure }, cause);
    },
  };
}
