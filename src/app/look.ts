import { ConfigError } from '../config/config-error.ts';
import { DEFAULTS, configPath } from '../config/defaults.ts';
import type { Config } from '../config/schema.ts';
import type { Rule } from '../findings/rule.ts';
import type { GitHubClient, RepositoryName } from '../github/client.ts';
import { closeConfigIssue, ensureConfigIssue } from '../github/config-issue.ts';
import type { ConfigIssueOutcome, IssuePlace } from '../github/config-issue.ts';
import { ensureDashboard, takeDashboardRequests } from '../github/dashboard-issue.ts';
import { asking } from '../github/failure.ts';
import { openGitHubRepository } from '../github/github-repository.ts';
import { readHead } from '../github/read-head.ts';
import type { RemoteHead } from '../github/read-head.ts';
import { reportSource } from '../github/reports/gather-reports.ts';
import type { Gathering } from '../github/reports/gathering.ts';
import { uploadSarif } from '../github/upload-sarif.ts';
import type { SarifOutcome } from '../github/upload-sarif.ts';
import type { Registry } from '../image/registry.ts';
import { checkForCodeScanning } from '../remediation/check-for-code-scanning.ts';
import type { DownloadSource } from '../remediation/download-plan.ts';
import { firstLook } from '../remediation/first-look.ts';
import { isOpeningTime } from '../remediation/opening-hours.ts';
import { readConfig } from '../remediation/read-config.ts';
import { remediate } from '../remediation/remediate.ts';
import type { RemediationReport } from '../remediation/remediate.ts';
import type { Repository } from '../remediation/repository.ts';
import type { Place } from './app-job.ts';
import type { AppIdentity } from './app-identity.ts';
import type { RememberedHeads } from './remembered-heads.ts';

/** Where reports of scanners come from, beside GitHub. */
export type ReportParts = Pick<Gathering, 'readers' | 'download' | 'store' | 'memory'>;

export interface LookParts {
  readonly identity: AppIdentity;
  readonly heads: RememberedHeads;
  readonly rules: readonly Rule[];
  readonly registry: Registry;
  readonly downloads: DownloadSource;
  readonly reports: ReportParts;
  /** `github.com`, or that of an enterprise server. */
  readonly host: string;
  /** Of this program. */
  readonly version: string;
  readonly now: () => Date;
}

export interface LookOptions {
  /** Asks for all of it where the head is the one of the last look: something else has changed. */
  readonly evenIfUnchanged: boolean;
}

export type LookOutcome =
  | { readonly kind: 'unchanged' | 'empty' | 'gone' | 'disabled' }
  | { readonly kind: 'misconfigured'; readonly issue: ConfigIssueOutcome }
  | {
      readonly kind: 'done';
      readonly report: RemediationReport;
      readonly config: Config;
      /** Null where code scanning is not to be told. */
      readonly upload: SarifOutcome | null;
    };

/** Looks at one repository, and makes its pull requests be as they should. */
export async function look(
  client: GitHubClient,
  { id, owner, repo }: Place,
  { evenIfUnchanged }: LookOptions,
  parts: LookParts,
): Promise<LookOutcome> {
  const now = parts.now();
  // What images there are in the world is another question every day.
  const basis = `${parts.version} ${now.toISOString().slice(0, 10)}`;
  const etag = evenIfUnchanged ? null : parts.heads.etag(id, basis);
  const answer = await readHead(client, { owner, repo }, etag);
  if (answer.kind !== 'head') return { kind: answer.kind };
  parts.heads.forget(id);
  const identity = await parts.identity.bot(client);
  const place = { client, name: { owner, repo }, identity };
  const outcome = await lookAt(place, answer.head, { evenIfUnchanged }, { ...parts, now });
  if (isSettled(outcome, now) && answer.head.etag !== null) {
    parts.heads.remember(id, { etag: answer.head.etag, basis });
  }
  return outcome;
}

interface LookNow extends Omit<LookParts, 'now'> {
  readonly now: Date;
}

async function lookAt(
  place: IssuePlace,
  head: RemoteHead,
  options: LookOptions,
  parts: LookNow,
): Promise<LookOutcome> {
  const { rules, registry, downloads, now } = parts;
  const read = await readConfigured(place, head, parts);
  if (read.config instanceof ConfigError) {
    return { kind: 'misconfigured', issue: await ensureConfigIssue(place, read.config) };
  }
  const { repository, config } = read;
  // An issue of before can only stand where the configuration has changed, and then there is one or something is amiss.
  if (read.hasConfig || options.evenIfUnchanged) await closeConfigIssue(place);
  if (!config.enabled) return { kind: 'disabled' };
  const { client, name } = place;
  const findBranch = once(() => readDefaultBranch(client, name));
  const reports = reportSource({ client, name, findBranch, ...parts.reports });
  const dashboard = { ...place, rules, settings: config.dashboard };
  const requested = config.dashboard.enabled ? await takeDashboardRequests(dashboard) : undefined;
  const given = { rules, registry, downloads, reports, scanner: null, prover: null };
  const asked = requested === undefined ? {} : { requested };
  const report = await remediate(repository, { ...given, ...asked, now, dryRun: false });
  // One that was turned off can only be there where the configuration has changed.
  if (config.dashboard.enabled || read.hasConfig) await ensureDashboard(dashboard, report);
  return { kind: 'done', report, config, upload: await upload(place, repository, head, parts) };
}

/** Tells code scanning what is found, where the owner wants it. */
async function upload(
  { client, name }: IssuePlace,
  repository: Repository,
  { commit }: RemoteHead,
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
  { commit }: RemoteHead,
  { rules, host }: LookNow,
): Promise<ConfiguredRepository> {
  const open = (branchPrefix: string) =>
    openGitHubRepository({ client, name, identity, host, commit, branchPrefix, listener: 'app' });
  const usual = DEFAULTS.pullRequests.branchPrefix;
  const repository = open(usual);
  const files = await repository.listFiles();
  await repository.readFiles(firstLook(files));
  const hasConfig = configPath(files) !== null;
  const config = await readConfig(repository, rules).catch(asConfigError);
  if (config instanceof ConfigError) return { repository, config, hasConfig };
  const { branchPrefix } = config.pullRequests;
  return {
    repository: branchPrefix === usual ? repository : open(branchPrefix),
    config,
    hasConfig,
  };
}

function asConfigError(error: unknown): ConfigError {
  if (error instanceof ConfigError) return error;
  throw error;
}

/** Whether only a new commit, another day or an event asks for another look. */
function isSettled(outcome: LookOutcome, now: Date): boolean {
  if (outcome.kind !== 'done')
    return outcome.kind === 'disabled' || outcome.kind === 'misconfigured';
  return isOpeningTime(outcome.config.pullRequests.openingHours, now);
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | null = null;
  return () => (value ??= make());
}
