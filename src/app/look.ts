import { ConfigError } from '../config/config-error.ts';
import { DEFAULTS, configPath } from '../config/defaults.ts';
import type { Config } from '../config/schema.ts';
import type { Rule } from '../findings/rule.ts';
import type { GitHubClient, RepositoryName } from '../github/client.ts';
import { closeConfigIssue, ensureConfigIssue } from '../github/config-issue.ts';
import type { ConfigIssueOutcome } from '../github/config-issue.ts';
import { ensureDashboard, takeDashboardRequests } from '../github/dashboard-issue.ts';
import { asking } from '../github/failure.ts';
import { openGitHubRepository } from '../github/github-repository.ts';
import type { IssuePlace } from '../github/own-issue.ts';
import { readHead } from '../github/read-head.ts';
import type { RemoteHead } from '../github/read-head.ts';
import { once } from '../github/once.ts';
import { reportSource } from '../github/reports/gather-reports.ts';
import type { Gathering } from '../github/reports/gathering.ts';
import { uploadSarif } from '../github/upload-sarif.ts';
import type { SarifOutcome } from '../github/upload-sarif.ts';
import type { Registry } from '../image/registry.ts';
import { checkForCodeScanning } from '../remediation/check-for-code-scanning.ts';
import type { DownloadSource } from '../remediation/download-plan.ts';
import { firstLook } from '../remediation/first-look.ts';
import { isOpeningTime } from '../remediation/opening-hours.ts';
import { wordsIn } from '../remediation/preload-files.ts';
import { readConfig } from '../remediation/read-config.ts';
import { remediate } from '../remediation/remediate.ts';
import type { RemediationReport } from '../remediation/remediate.ts';
import type { Repository } from '../remediation/repository.ts';
import { readSources } from '../remediation/sources.ts';
import type { Place } from './app-job.ts';
import type { AppIdentity } from './app-identity.ts';
import type { RememberedHeads } from './remembered-heads.ts';
import { toKept } from './watched-files.ts';
import type { Watched, WatchedFiles } from './watched-files.ts';

/** Where reports of scanners come from, beside GitHub. */
export type ReportParts = Pick<Gathering, 'readers' | 'download' | 'store' | 'memory'>;

export interface LookParts {
  readonly identity: AppIdentity;
  readonly heads: RememberedHeads;
  readonly watched: WatchedFiles;
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
  const known = evenIfUnchanged ? null : await parts.heads.find(id, basis);
  const answer = await readHead(client, { owner, repo }, known?.etag ?? null);
  if (answer.kind !== 'head') return { kind: answer.kind };
  const { commit, etag } = answer.head;
  const isKnown = known?.commit === commit;
  if (isKnown && etag !== null) await parts.heads.remember(id, { etag, commit, basis });
  if (isKnown) return { kind: 'unchanged' };
  await parts.heads.forget(id);
  const identity = await parts.identity.bot(client);
  const place = { client, name: { owner, repo }, identity };
  const looked = await lookAt(place, answer.head, { evenIfUnchanged }, { ...parts, now });
  const { outcome, watched } = looked;
  await parts.watched.remember(id, toKept(watched));
  if (isSettled(outcome, now) && etag !== null) {
    await parts.heads.remember(id, { etag, commit, basis });
  }
  return outcome;
}

interface Looked {
  readonly outcome: LookOutcome;
  readonly watched: Watched;
}

const NOTHING_MORE: Watched = { words: new Set(), patterns: [] };

interface LookNow extends Omit<LookParts, 'now'> {
  readonly now: Date;
}

async function lookAt(
  place: IssuePlace,
  head: RemoteHead,
  options: LookOptions,
  parts: LookNow,
): Promise<Looked> {
  const { rules, registry, downloads, now } = parts;
  const read = await readConfigured(place, head, parts);
  if (read.config instanceof ConfigError) {
    // Who inherits a mistake without a file of their own cannot mend it, and a whole organisation would be told.
    const issue = read.hasConfig ? await ensureConfigIssue(place, read.config) : null;
    const mistake = read.config.message;
    return { outcome: { kind: 'misconfigured', mistake, issue }, watched: NOTHING_MORE };
  }
  const { repository, config } = read;
  // An issue of before can only stand where the configuration has changed, and then there is one or something is amiss.
  if (read.hasConfig || options.evenIfUnchanged) await closeConfigIssue(place);
  if (!config.enabled) return { outcome: { kind: 'disabled' }, watched: NOTHING_MORE };
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
  const uploaded = await upload(place, repository, head, parts);
  const outcome: LookOutcome = { kind: 'done', report, config, upload: uploaded };
  return { outcome, watched: await watchedOf(repository, config) };
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

/** Whether only a new commit, another day or an event asks for another look. */
function isSettled(outcome: LookOutcome, now: Date): boolean {
  if (outcome.kind !== 'done')
    return outcome.kind === 'disabled' || outcome.kind === 'misconfigured';
  return isOpeningTime(outcome.config.pullRequests.openingHours, now);
}
