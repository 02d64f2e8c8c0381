import type { Config } from '../config/schema.ts';
import type { Rule, Safety } from '../findings/rule.ts';
import type { Severity } from '../findings/severity.ts';
import type { CheckContext } from './check-context.ts';
import type { ImageKnowledge } from './image-knowledge.ts';
import { pathMatcher } from './path-patterns.ts';
import { NO_DOWNLOADS } from './download-knowledge.ts';
import type { DownloadKnowledge } from './download-knowledge.ts';
import { throughMirrors } from './mirrors.ts';
import { NO_SCANS } from './scan-knowledge.ts';
import type { ScanKnowledge } from './scan-knowledge.ts';
import { NO_SURROUNDINGS } from './surroundings-book.ts';
import type { SurroundingsBook } from './surroundings-book.ts';

export interface PolicyInput {
  readonly rules: readonly Rule[];
  readonly images: ImageKnowledge;
  /** None without it. */
  readonly scans?: ScanKnowledge;
  readonly surroundings?: SurroundingsBook;
  readonly downloads?: DownloadKnowledge;
  readonly today: string | null;
}

/**
 * The rules that the configuration leaves on, with its severities. Opinionated rules are silent
 * unless the posture is `strict`, the configuration turns them on or asks for what they do, or `named` names
 * them; `quietRules` holds them for what a report names.
 */
export function checkContext(
  config: Config,
  input: PolicyInput,
  named: readonly string[] = [],
): CheckContext {
  const severities = new Map<string, Severity>();
  const quietRules: Rule[] = [];
  const rules = input.rules.filter((rule) => {
    const setting = config.rules[rule.id];
    if (typeof setting === 'string' && setting !== 'off' && setting !== 'on') {
      severities.set(rule.id, setting);
    }
    if (named.includes(rule.id)) return true;
    if (setting === 'off') return false;
    const isAsked = config.posture === 'strict' || rule.isAskedFor?.(config.policy) === true;
    const isQuiet = rule.opinionated === true && setting === undefined && !isAsked;
    if (isQuiet) quietRules.push(rule);
    return !isQuiet;
  });
  const { images, scans = NO_SCANS, today } = input;
  const { surroundings = NO_SURROUNDINGS, downloads = NO_DOWNLOADS } = input;
  const knownRules = input.rules.map((rule) => rule.id);
  return {
    rules,
    quietRules,
    images: throughMirrors(images, config.policy.mirrors),
    scans,
    surroundings,
    downloads,
    policy: config.policy,
    today,
    severities,
    knownRules,
    answers: () => true,
    acceptedBy: acceptance(config, today),
  };
}

/** Entries of `ignore` whose day has come no longer count. */
function acceptance(config: Config, today: string | null): CheckContext['acceptedBy'] {
  const entries = config.ignore
    .filter(({ until }) => until === undefined || today === null || today < until)
    .map((entry) => ({
      ...entry,
      matches: entry.path === undefined ? null : pathMatcher([entry.path]),
    }));
  return (rule, path) => {
    const found = entries.find(
      (entry) =>
        entry.rule === rule && (entry.matches === null || matchesPath(entry.matches, path)),
    );
    if (found === undefined) return null;
    return `the configuration${found.reason === undefined ? '' : `: ${found.reason}`}`;
  };
}

/** Patterns are about files of the repository: they say nothing of one outside. */
function matchesPath(matches: (path: string) => boolean, path: string): boolean {
  return path !== '-' && !path.startsWith('../') && !path.startsWith('/') && matches(path);
}

/** What the posture allows to be proposed. */
export function fixableSafeties(config: Config): readonly Safety[] {
  return config.posture === 'gentle' ? ['safe'] : config.fix.safety;
}
