import { isAdvisoryId } from '../findings/advisory-id.ts';
import { DEFAULTS } from './defaults.ts';
import { explainIssue } from './explain-issue.ts';
import type { Mistake } from './explain-issue.ts';
import { nearest } from '../findings/nearest.ts';
import { parseBaseAddress } from './base-address.ts';
import type { BaseAddress } from './base-address.ts';
import type { ConfigError } from './config-error.ts';
import { readConfigText } from './config-text.ts';
import type { ConfigText } from './config-text.ts';
import { mergeValues } from './merge-values.ts';
import { configSchema } from './schema.ts';
import type { Config } from './schema.ts';

/** Mistakes among which the first is looked for: finding the place of one takes a walk through the file. */
const MOST_MISTAKES = 50;

/** One file of a configuration, found to be right in itself. */
export interface ConfigLayer {
  /** What it says, without the defaults. */
  readonly values: unknown;
  /** The same with the defaults. */
  readonly config: Config;
  /** What it extends; null where it stands alone. */
  readonly base: BaseAddress | null;
  /** What is wrong with `extends`, at its place. */
  readonly baseError: (problem: string, cure: string | null) => ConfigError;
  readonly placeOf: ConfigText['placeOf'];
}

/**
 * Reads a configuration and fills in the defaults; an empty text is the default configuration. Throws
 * `ConfigError` at the first mistake. `file` is for the message; `knownRules` are the ids of all rules.
 * What it extends is not read.
 */
export function loadConfig(text: string, file: string, knownRules: readonly string[]): Config {
  if (text.trim() === '') return DEFAULTS;
  return readLayer(text, file, knownRules).config;
}

/** Reads one file of a configuration. Throws `ConfigError` at the first mistake. */
export function readLayer(text: string, file: string, knownRules: readonly string[]): ConfigLayer {
  const { data, placeOf } = readConfigText(text, file);
  const values = withNullsUnset(data);
  const config = validate(values, placeOf, knownRules);
  return {
    values,
    config,
    base: config.extends === undefined ? null : parseBaseAddress(config.extends),
    baseError: (problem, cure) => placeOf(['extends']).error(problem, cure),
    placeOf,
  };
}

/**
 * One configuration of several files, that of the repository first and what it extends behind it. What is wrong only in
 * all of them together (`ignore` gets too long) is told at the first. Throws `ConfigError`.
 */
export function mergeLayers(
  own: ConfigLayer,
  bases: readonly ConfigLayer[],
  knownRules: readonly string[],
): Config {
  if (bases.length === 0) return own.config;
  const base = bases.reduceRight<unknown>((under, { values }) => mergeValues(under, values), {});
  return validate(mergeValues(base, own.values), own.placeOf, knownRules);
}

function validate(
  values: unknown,
  placeOf: ConfigText['placeOf'],
  knownRules: readonly string[],
): Config {
  const result = configSchema.safeParse(values, { reportInput: true });
  const mistakes = result.success
    ? unknownRules(result.data, knownRules)
    : result.error.issues.slice(0, MOST_MISTAKES).flatMap(explainIssue);
  const [first] = mistakes
    .map((mistake) => ({ mistake, place: placeOf(mistake.path, mistake.key ?? undefined) }))
    .sort((a, b) => a.place.offset - b.place.offset);
  if (first !== undefined) throw first.place.error(first.mistake.problem, first.mistake.cure);
  return result.data ?? DEFAULTS;
}

/** A key without a value is a key that is not set: its lines are commented out. */
function withNullsUnset(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNullsUnset);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [
    key,
    inner === null ? undefined : withNullsUnset(inner),
  ]);
  return Object.fromEntries(entries);
}

function unknownRules(config: Config, knownRules: readonly string[]): Mistake[] {
  const known = new Set(knownRules);
  const named = [
    ...Object.keys(config.rules).map((rule) => ({ rule, path: ['rules'], key: rule })),
    ...config.ignore.flatMap(({ rule }, index) =>
      isAdvisoryId(rule) ? [] : [{ rule, path: ['ignore', index, 'rule'], key: null }],
    ),
  ];
  return named
    .filter(({ rule }) => !known.has(rule))
    .slice(0, MOST_MISTAKES)
    .map(({ rule, path, key }) => {
      const meant = nearest(rule, knownRules);
      const cure = meant === null ? '`seaworthy rules` lists them' : `did you mean ${meant}?`;
      return { path, key, problem: `there is no rule \`${rule}\``, cure };
    });
}
