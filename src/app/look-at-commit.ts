import { ConfigError } from '../config/config-error.ts';
import { DEFAULTS, configPath } from '../config/defaults.ts';
import type { Config } from '../config/schema.ts';
import type { GitHubClient, RepositoryName } from '../github/client.ts';
import { closeConfigIssue, ensureConfigIssue } from '../github/config-issue.ts';
import type { ConfigIssueOutcome } from '../github/config-issue.ts';
import { ensureDashboard, takeDashboardRequests } from '../github/dashboard-issue.ts';
import { asking } from '../github/failure.ts';
import { openGitHubRepository } from '../github/github-repository.ts';
import type { IssuePlace } from '../github/own-issue.ts';
import { once } from '../github/once.ts';
import { reportSource } from '../github/reports/gather-reports.ts';
import { uploadSarif } from '../github/upload-sarif.ts';
import type { SarifOutcome } from '../github/upload-sarif.ts';
import { checkForCodeScanning } from '../remediation/check-for-code-scanning.ts';
import { firstLook } from '../remediation/first-look.ts';
import { wordsIn } from '../remediation/preload-files.ts';
import { readConfig } from '../remediation/read-config.ts';
import { remediate } from '../remediation/remediate.ts';
import type { RemediationReport } from '../remediation/remediate.ts';
import type { Repository } from '../remediation/repository.ts';
import { readSources } from '../remediation/sources.ts';
import type { LookOptions, LookParts } from './look-parts.ts';
import type { Watched } from './stores/watched-files.ts';

export type LookOutcome =
  | { readonly kind: 'unchanged' | 'empty' | 'gone' | 'disabled' }
  | {
      readonly kind: 'misconfigured';
      readonly mistake: string;
      /** Null where the mistake stands in another repository, which hears of it. */
      readonly issue: ConfigIssueOutcome | null;
    }
  | {
      readonly kind: 'done';
      readonly report: RemediationReport;
      readonly config: Config;
      /** Null where code scanning is not to be told. */
      readonly upload: SarifOutcome | null;
    };

/** What a look came to, and what it was built on. */
export interface Looked {
  readonly outcome: LookOutcome;
  readonly watched: Watched;
  /** The defaults where there is a mistake in it. */
  readonly config: Config;
  /** Whether it is the repository's own, not all of it the owner's. */
  readonly hasConfig: boolean;
}

const NOTHING_MORE: Watched = { words: new Set(), patterns: [] };

interface LookNow extends Omit<LookParts, 'now'> {
  readonly now: Date;
}

/** Looks at one commit of a default branch, whatever is known of it. */
export async function lookAtCommit(
  place: IssuePlace,
  commit: string,
  options: LookOptions,
  parts: LookNow,
): Promise<Looked> {
  const { rules, registry, downloads, now } = parts;
  const read = await readConfigured(place, commit, parts);
  const { hasConfig } = read;
  if (read.config instanceof ConfigError) {
    // Who inherits a mistake without a file of their own cannot mend it, and a whole organisation would be told.
    const issue = hasConfig ? await ensureConfigIssue(place, read.config) : null;
    const mistake = read.config.message;
    const outcome = { kind: 'misconfigured', mistake, issue } as const;
    return { outcome, watched: NOTHING_MORE, config: DEFAULTS, hasConfig };
  }
  const { repository, config } = read;
  // An issue of before can only stand where the configuration has changed, and then there is one or something is amiss.
  if (hasConfig || options.evenIfUnchanged) await closeConfigIssue(place);
  if (!config.enabled)
    return { outcome: { kind: 'disabled' }, watched: NOTHING_MORE, config, hasConfig };
  const { client, name } = place;
  const findBranch = once(() => readDefaultBranch(client, name));
  const reports = reportSource({ client, name, findBranch, ...parts.reports });
  const dashboard = { ...place, rules, settings: config.dashboard };
  const requested = config.dashboard.enabled ? await takeDashboardRequests(dashboard) : undefined;
  const given = { rules, registry, downloads, reports, scanner: null, prover: null };
  const asked = requested === undefined ? {} : { requested };
  const report = await remediate(repository, { ...given, ...asked, now, dryRun: false });
  // One that was turned off can only be there where the configuration has changed.
  if (config.dashboard.enabled || hasConfig) await ensureDashboard(dashboard, report);
  const uploaded = await upload(place, repository, commit, parts);
  const outcome: LookOutcome = { kind: 'done', report, config, upload: uploaded };
  return { outcome, watched: await watchedOf(repository, config), config, hasConfig };
}

async function watchedOf(repository: Repository, config: Config): Promise<Watched> {
  const { sources } = await readSources(repository, config);
  const patterns = [...config.paths.include, ...config.reports.files];
  return { words: wordsIn(sources), patterns };
}

/** Tells code scanning what is found, where the owner wants it. */
async function upload(
  { client, name }: IssuePlace,
  repository: Repository,
  commit: string,
  { rules, now, version }: LookNow,
): Promise<SarifOutcome | null> {
  const files = await checkForCodeScanning(repository, { rules, now });
  if (files === null) return null;
  const { branch } = await repository.head();
  if (branch === null) return null;
  return uploadSarif(client, name, { files, rules, commit, branch, version });
}

async function readDefaultBranch(client: GitHubClient, name: RepositoryName): Promise<string> {
  const { owner, repo } = name;
  return asking(`reading the default branch of ${owner}/${repo}`, async () => {
    const { data } = await client.request('GET /repos/{owner}/{repo}', { ...name });
    return data.default_branch;
  });
}

interface ConfiguredRepository {
  readonly repository: Repository;
  readonly config: Config | ConfigError;
  readonly hasConfig: boolean;
}

async function readConfigured(
  { client, name, identity }: IssuePlace,
  commit: string,
  { rules, host }: LookNow,
): Promise<ConfiguredRepository> {
  const { branchPrefix } = DEFAULTS.pullRequests;
  const place = { client, name, identity, host, commit, branchPrefix };
  const repository = openGitHubRepository({ ...place, listener: 'app' });
  const files = await repository.listFiles();
  await repository.readFiles(firstLook(files));
  const hasConfig = configPath(files) !== null;
  const reading = await readConfig(repository, rules).catch(asConfigError);
  if (reading instanceof ConfigError) return { repository, config: reading, hasConfig };
  return { repository, config: reading.config, hasConfig };
}

function asConfigError(error: unknown): ConfigError {
  if (error instanceof ConfigError) return error;
  throw error;
}
