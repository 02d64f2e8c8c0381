import { isAdvisoryId } from '../findings/advisory-id.ts';
import { DEFAULTS } from './defaults.ts';
import { explainIssue } from './explain-issue.ts';
import type { Mistake } from './explain-issue.ts';
import { nearest } from '../findings/nearest.ts';
import { readConfigText } from './config-text.ts';
import { configSchema } from './schema.ts';
import type { Config } from './schema.ts';

/** Mistakes among which the first is looked for: finding the place of one takes a walk through the file. */
const MOST_MISTAKES = 50;

/**
 * Reads a configuration and fills in the defaults; an empty text is the default configuration. Throws
 * `ConfigError` at the first mistake. `file` is for the message; `knownRules` are the ids of all rules.
 */
export function loadConfig(text: string, file: string, knownRules: readonly string[]): Config {
  if (text.trim() === '') return DEFAULTS;
  const { data, placeOf } = readConfigText(text, file);
  const result = configSchema.safeParse(withNullsUnset(data), { reportInput: true });
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
