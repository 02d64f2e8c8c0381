import { DEFAULTS } from '../config/defaults.ts';
import { discoverRules } from '../discover.ts';
import type { GitHubClient, RepositoryName } from '../github/client.ts';
import { openGitHubRepository } from '../github/github-repository.ts';
import { readHead } from '../github/read-head.ts';
import { openTokenClient } from '../github/token-client.ts';
import { readTokenIdentity } from '../github/token-identity.ts';
import { CodeHostError } from '../remediation/code-host-error.ts';
import { remediate } from '../remediation/remediate.ts';
import type { RemediationReport } from '../remediation/remediate.ts';
import type { Repository } from '../remediation/repository.ts';
import { openDownloadSource } from './download-source.ts';
import { UsageError } from './exit.ts';
import type { ExitCode } from './exit.ts';
import { readGivenReports } from './given-reports.ts';
import type { GivenReports } from './given-reports.ts';
import { openImageRegistry } from './image-registry.ts';
import { printRun } from './print-run.ts';
import type { RunOptions } from './run-options.ts';
import { scannerOnPath } from './scan-context.ts';
import { VERSION } from './version.ts';

const GITHUB = 'https://api.github.com';

/** `seaworthy run OWNER/REPO`: the pipeline on GitHub, with the token in GITHUB_TOKEN, a pull request a proposal. */
export async function runRemote(name: RepositoryName, options: RunOptions): Promise<ExitCode> {
  const title = `${name.owner}/${name.repo}`;
  refuseOptions(title, options);
  const client = openClient(title);
  try {
    const repository = await openRepository(client, name);
    const given = await readGivenReports(options.report);
    const report = await remediateRemote(repository, options, given);
    return printRun(report, given, options.format);
  } catch (error) {
    if (error instanceof CodeHostError) throw new UsageError(explainFailure(error));
    throw error;
  }
}

function refuseOptions(title: string, { offline, verify }: RunOptions): void {
  if (offline) throw new UsageError(`${title} is on GitHub, which --offline does not ask`);
  if (verify)
    throw new UsageError(`--verify builds a local checkout: clone ${title}, and run it there`);
}

export function openClient(title: string): GitHubClient {
  const { GITHUB_TOKEN, GH_TOKEN, GITHUB_API_URL } = process.env;
  const token = GITHUB_TOKEN ?? GH_TOKEN ?? '';
  if (token === '') {
    const cure = 'for the repository on GitHub, put a token into the variable GITHUB_TOKEN';
    throw new UsageError(`${title}: there is no such folder; ${cure}`);
  }
  return openTokenClient({
    token,
    apiUrl: apiUrl(GITHUB_API_URL),
    userAgent: `seaworthy/${VERSION}`,
  });
}

function apiUrl(given: string | undefined): string {
  if (given === undefined || given === '') return GITHUB;
  if (!/^https?:/.test(given) || !URL.canParse(given)) {
    throw new UsageError(`GITHUB_API_URL is no address: ${given}`);
  }
  return given.replace(/\/+$/, '');
}

async function openRepository(client: GitHubClient, name: RepositoryName): Promise<Repository> {
  const title = `${name.owner}/${name.repo}`;
  const answer = await readHead(client, name, null);
  if (answer.kind === 'gone') {
    throw new UsageError(`${title}: there is no such repository, or the token may not see it`);
  }
  if (answer.kind !== 'head') throw new UsageError(`${title} has no commit yet`);
  const api = new URL(apiUrl(process.env['GITHUB_API_URL'])).hostname;
  return openGitHubRepository({
    client,
    name,
    identity: await readTokenIdentity(client),
    host: api === 'api.github.com' ? 'github.com' : api,
    commit: answer.head.commit,
    branchPrefix: DEFAULTS.pullRequests.branchPrefix,
  });
}

async function remediateRemote(
  repository: Repository,
  options: RunOptions,
  { reports }: GivenReports,
): Promise<RemediationReport> {
  return remediate(repository, {
    rules: await discoverRules(),
    registry: await openImageRegistry(options),
    downloads: openDownloadSource(options),
    reports,
    scanner: options.scan ? await scannerOnPath() : null,
    prover: null,
    now: new Date(),
    dryRun: options.dryRun,
  });
}

/** What to do about it, where that can be said. */
export function explainFailure({ message, status, isRetryable }: CodeHostError): string {
  if (status === 401) return `${message}; the token in GITHUB_TOKEN is wrong or has expired`;
  if (status === 403)
    return `${message}; the token needs write access to contents and pull requests`;
  return isRetryable ? `${message}; run it again: what was done is kept` : message;
}
