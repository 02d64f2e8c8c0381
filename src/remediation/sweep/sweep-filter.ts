import { pathMatcher } from '../path-patterns.ts';
import type { ListedRepository, Visibility } from './repository-list.ts';

/** Which repositories of an owner are looked at; an empty list asks for nothing in particular. */
export interface SweepFilter {
  /** It has one of these. */
  readonly topics: readonly string[];
  /** It is mostly written in one of these. */
  readonly languages: readonly string[];
  readonly visibilities: readonly Visibility[];
  readonly includeArchived: boolean;
  readonly includeForks: boolean;
  /** Patterns as in `.gitignore`: `api-*`, and `!api-old` for an exception. */
  readonly names: readonly string[];
  /** Kilobytes on disk at the host; null for any size. */
  readonly maxKilobytes: number | null;
}

/** Why a repository is left out, in the order in which they are asked. */
export const EXCLUSIONS = [
  'archived',
  'fork',
  'name',
  'visibility',
  'topic',
  'language',
  'size',
  'empty',
] as const;

export type Exclusion = (typeof EXCLUSIONS)[number];

type Test = (repository: ListedRepository) => boolean;

/** Says why a repository is left out, or null where it is not. */
export function sweepFilter(filter: SweepFilter): (one: ListedRepository) => Exclusion | null {
  const isNamed = pathMatcher(withUsual(filter.names));
  const topics = lowerCase(filter.topics);
  const languages = lowerCase(filter.languages);
  const visibilities = new Set(filter.visibilities);
  const most = filter.maxKilobytes ?? Infinity;
  const tests: Readonly<Record<Exclusion, Test>> = {
    archived: ({ isArchived }) => isArchived && !filter.includeArchived,
    fork: ({ isFork }) => isFork && !filter.includeForks,
    name: ({ name }) => filter.names.length > 0 && !isNamed(name),
    visibility: ({ visibility }) => visibilities.size > 0 && !visibilities.has(visibility),
    topic: (one) => topics.size > 0 && !one.topics.some((topic) => topics.has(topic)),
    language: ({ language }) =>
      languages.size > 0 && !languages.has((language ?? '').toLowerCase()),
    size: ({ kilobytes }) => kilobytes > most,
    empty: ({ commit, problem }) => commit === null && problem === null,
  };
  return (repository) => EXCLUSIONS.find((reason) => tests[reason](repository)) ?? null;
}

/** Exceptions alone are exceptions from everything. */
function withUsual(names: readonly string[]): readonly string[] {
  return names.every((name) => name.startsWith('!')) ? ['*', ...names] : names;
}

function lowerCase(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map((word) => word.toLowerCase()));
}
