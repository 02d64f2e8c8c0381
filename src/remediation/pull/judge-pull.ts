import { ConfigError } from '../../config/config-error.ts';
import { SHARED_BASE, SHARED_REPOSITORY } from '../../config/base-address.ts';
import type { Config } from '../../config/schema.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Rule } from '../../findings/rule.ts';
import type { Severity } from '../../findings/severity.ts';
import { BUILD_READERS } from '../build-readers.ts';
import { checkFile } from '../check.ts';
import type { CheckContext, SourceFile } from '../check-context.ts';
import { kindOfName } from '../dockerfile-names.ts';
import { firstLook } from '../first-look.ts';
import type { FixPolicy } from '../patch.ts';
import { pathMatcher } from '../path-patterns.ts';
import { checkContext, fixableSafeties } from '../policy.ts';
import { preloadFiles } from '../preload-files.ts';
import { readConfig } from '../read-config.ts';
import type { Repository } from '../repository.ts';
import { shippedKnowledge } from '../shipped-knowledge.ts';
import { isForeign } from '../sources.ts';
import { surroundingsIn } from '../surroundings-book.ts';
import type { ChangedFile } from './changed-file.ts';
import { readLineChanges } from './line-changes.ts';
import type { LineChanges } from './line-changes.ts';
import { newFindings } from './new-findings.ts';
import { suggestFixes } from './suggest.ts';
import type { Suggestion } from './suggest.ts';

export interface PullToJudge {
  /** At the head of the default branch: only its configuration counts. */
  readonly defaults: Repository;
  /** At the head of the pull request. */
  readonly head: Repository;
  readonly changes: readonly ChangedFile[];
}

export interface JudgeOptions {
  readonly rules: readonly Rule[];
  readonly now: Date;
}

/** What is said about one Dockerfile of a pull request. */
export interface JudgedFile {
  readonly path: string;
  /** On lines that the pull request brought, or new because of it. */
  readonly findings: readonly Finding[];
  readonly suggestions: readonly Suggestion[];
  /** What could not be looked at, and what is odd; a clause each, for a person. */
  readonly notices: readonly string[];
}

export type PullVerdict =
  | { readonly kind: 'off' }
  /** The configuration of the default branch cannot be read. */
  | { readonly kind: 'misconfigured' }
  /** No Dockerfile is among the files. */
  | { readonly kind: 'untouched' }
  | {
      readonly kind: 'judged';
      readonly files: readonly JudgedFile[];
      /** The pull request fails for findings as severe; null where it never does. */
      readonly failOn: Severity | null;
    };

/**
 * Looks at the Dockerfiles that a pull request changes. No registry and no other host is asked: image names are
 * anybody's here.
 */
export async function judgePull(
  { defaults, head, changes }: PullToJudge,
  { rules, now }: JudgeOptions,
): Promise<PullVerdict> {
  if (changes.length === 0) return { kind: 'untouched' };
  const config = await readConfigOrNull(inheritingWith(head, defaults, changes), rules);
  if (config === null) return { kind: 'misconfigured' };
  if (!config.enabled || !config.checks.enabled) return { kind: 'off' };
  const wanted = dockerfilesAmong(changes, config);
  if (wanted.length === 0) return { kind: 'untouched' };
  await head.readFiles(firstLook(await head.listFiles()));
  const contents = await head.readFiles(wanted.map(({ path }) => path));
  const sources = [...contents].flatMap(([path, content]): SourceFile[] =>
    content.ok ? [{ path, text: content.text }] : [],
  );
  const today = now.toISOString().slice(0, 10);
  const images = shippedKnowledge(config.upgrades, today);
  const surroundings = surroundingsIn(await preloadFiles(head, sources), BUILD_READERS);
  const context = checkContext(config, { rules, images, surroundings, today });
  const files = wanted.map((change): JudgedFile => {
    const content = contents.get(change.path);
    if (content?.ok === true) return judgeFile(change, content.text, { context, config });
    return unread(change.path, `it was not read: ${content?.reason ?? 'there is no such file'}`);
  });
  return { kind: 'judged', files, failOn: config.checks.failOn };
}

async function readConfigOrNull(
  repository: Repository,
  rules: readonly Rule[],
): Promise<Config | null> {
  try {
    const { config } = await readConfig(repository, rules);
    return config;
  } catch (error) {
    // The look tells its owner, in one issue.
    if (error instanceof ConfigError) return null;
    throw error;
  }
}

/** What all repositories of the owner have is read along with the files of the pull request, and is the same from there. */
function inheritingWith(
  head: Repository,
  defaults: Repository,
  changes: readonly ChangedFile[],
): Repository {
  // In that repository itself it would be what the pull request says.
  const isShared = defaults.name.toLowerCase().endsWith(`/${SHARED_REPOSITORY}`);
  const isTouched = changes.some(({ path }) => kindOfName(path) === 'dockerfile');
  if (isShared || !isTouched) return defaults;
  return {
    ...defaults,
    readShared: async (address) => {
      if (address !== SHARED_BASE) return defaults.readShared(address);
      await head.readFiles(firstLook(await head.listFiles()));
      return head.readShared(address);
    },
  };
}

function dockerfilesAmong(
  changes: readonly ChangedFile[],
  { paths }: Config,
): readonly ChangedFile[] {
  const isIncluded = pathMatcher(paths.include);
  const isExcluded = pathMatcher(paths.exclude);
  return changes.filter(
    ({ path, kind }) =>
      kind !== 'removed' &&
      (isIncluded(path) || kindOfName(path) === 'dockerfile') &&
      !isExcluded(path) &&
      !isForeign(path),
  );
}

function unread(path: string, notice: string): JudgedFile {
  return { path, findings: [], suggestions: [], notices: [notice] };
}

interface Judging {
  readonly context: CheckContext;
  readonly config: Config;
}

function judgeFile(change: ChangedFile, text: string, judging: Judging): JudgedFile {
  const { path } = change;
  const known = readLineChanges(change, text);
  if (known === null) {
    return unread(
      path,
      'it was not checked: the changes of its lines are not shown, as those of large files are not',
    );
  }
  const checked = checkFile({ path, text }, judging.context);
  const findings = newFindings(checked, known, judging.context);
  const notices = [...(checked.notice === null ? [] : [checked.notice]), ...checked.warnings];
  const suggestions = suggest({ path, text }, findings, known, judging);
  return { path, findings, suggestions, notices };
}

/** None about lines that may hold a secret: the suggestion would say it once more. */
function suggest(
  source: SourceFile,
  findings: readonly Finding[],
  { lines }: LineChanges,
  { context, config }: Judging,
): readonly Suggestion[] {
  if (!config.checks.suggestions || findings.every(({ fix }) => fix === null)) return [];
  const secret = findings.filter(({ sensitive }) => sensitive).map(({ place }) => place);
  const open = [...lines].filter(
    (line) => !secret.some((place) => line >= place.line && line <= place.endLine),
  );
  const told = new Set(findings.map(({ rule, place }) => `${rule}\t${place.line}`));
  const isTold = (rule: string, line: number) => told.has(`${rule}\t${line}`);
  const policy = policyOf(config);
  return suggestFixes({ source, context, policy, lines: new Set(open), isTold });
}

function policyOf(config: Config): FixPolicy {
  const takeUnknown = config.posture === 'strict';
  return { safeties: fixableSafeties(config), only: null, moveImages: false, takeUnknown };
}
