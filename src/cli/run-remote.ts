import { DEFAULTS } from '../config/defaults.ts';
import { discoverRules } from '../discover.ts';
import type { Rule } from '../findings/rule.ts';
import type { GitHubClient, RepositoryName } from '../github/client.ts';
import { openGitHubRepository } from '../github/github-repository.ts';
import { readHead } from '../github/read-head.ts';
import { readTokenIdentity } from '../github/token-identity.ts';
import { CodeHostError } from '../remediation/code-host-error.ts';
import { firstLook } from '../remediation/first-look.ts';
import { readConfig } from '../remediation/read-config.ts';
import { remediate } from '../remediation/remediate.ts';
import type { RemediationReport } from '../remediation/remediate.ts';
import type { Repository } from '../remediation/repository.ts';
import { openDownloadSource } from './download-source.ts';
import { UsageError } from './exit.ts';
import type { ExitCode } from './exit.ts';
import { readGivenReports } from './given-reports.ts';
import type { GivenReports } from './given-reports.ts';
import { hostOfApi, readApiUrl } from './github-address.ts';
import { openImageRegistry } from './image-registry.ts';
import { printRun } from './print-run.ts';
import { explainHostError, openRemoteClient } from './remote-client.ts';
import type { RunOptions } from './run-options.ts';
import { scannerOnPath } from './scan-context.ts';

/** `seaworthy run OWNER/REPO`: the pipeline on GitHub, with the token in GITHUB_TOKEN, a pull request a proposal. */
export async function runRemote(name: RepositoryName, options: RunOptions): Promise<ExitCode> {
  const title = `${name.owner}/${name.repo}`;
  refuseOptions(title, options);
  const what = `${title}: there is no such folder; for the repository on GitHub`;
  const client = openRemoteClient(what);
  try {
    const repository = await openRepository(client, name);
    const given = await readGivenReports(options.report);
    const rules = await discoverRules();
    await refuseTurnedOff(repository, rules);
    const report = await remediateRemote(repository, options, given, rules);
    return printRun(report, given, options.format);
  } catch (error) {
    if (error instanceof CodeHostError) throw new UsageError(explainHostError(error));
    throw error;
  }
}

function refuseOptions(title: string, { offline, verify }: RunOptions): void {
  if (offline) throw new UsageError(`${title} is on GitHub, which --offline does not ask`);
  if (verify)
    throw new UsageError(`--verify builds a local checkout: clone ${title}, and run it there`);
}

async function openRepository(client: GitHubClient, name: RepositoryName): Promise<Repository> {
  const title = `${name.owner}/${name.repo}`;
  const answer = await readHead(client, name, null);
  if (answer.kind === 'gone') {
    throw new UsageError(`${title}: there is no such repository, or the token may not see it`);
  }
  if (answer.kind !== 'head') throw new UsageError(`${title} has no commit yet`);
  return openGitHubRepository({
    client,
    name,
    identity: await readTokenIdentity(client),
    host: hostOfApi(readApiUrl(process.env)),
    commit: answer.head.commit,
    branchPrefix: DEFAULTS.pullRequests.branchPrefix,
    // The token is a person's: no app hears what is said there.
    listener: 'closing',
  });
}

/** The owner of the repository wants nothing of us. */
async function refuseTurnedOff(repository: Repository, rules: readonly Rule[]): Promise<void> {
  await repository.readFiles(firstLook(await repository.listFiles()));
  const { config } = await readConfig(repository, rules);
  if (config.enabled) return;
  throw new UsageError(
    `${repository.name}: its configuration turns Seaworthy off by \`enabled: false\``,
  );
}

async function remediateRemote(
  repository: Repository,
  options: RunOptions,
  { reports }: GivenReports,
  rules: readonly Rule[],
): Promise<RemediationReport> {
  return remediate(repository, {
    rules,
    registry: await openImageRegistry(options),
    downloads: openDownloadSource(options),
    reports,
    scanner: options.scan ? await scannerOnPath() : null,
    prover: null,
    now: new Date(),
    dryRun: options.dryRun,
  });
}
