import { Octokit } from 'octokit';
import { onTestFinished } from 'vitest';
import { DEFAULTS } from '../../src/config/defaults.ts';
import { discoverRules } from '../../src/discover.ts';
import type { GitHubClient } from '../../src/github/client.ts';
import { openGitHubRepository } from '../../src/github/github-repository.ts';
import { botIdentity } from '../../src/github/identity.ts';
import { readHead } from '../../src/github/read-head.ts';
import { OFFLINE_DOWNLOADS } from '../../src/remediation/download-plan.ts';
import { remediate } from '../../src/remediation/remediate.ts';
import type { RemediationReport } from '../../src/remediation/remediate.ts';
import type { GivenReport } from '../../src/remediation/given-report.ts';
import { asApp, text } from '../e2e/github/client.ts';
import { startGitHubHost } from '../e2e/github/host.ts';
import type { GitHubHost, HostOptions } from '../e2e/github/host.ts';
import type { Installation, IssueState, RepositoryState } from '../e2e/github/model.ts';
import type { FileChanges } from '../e2e/github/person.ts';
import { createMemoryRegistry } from '../upgrades/memory-registry.ts';

export const NAME = { owner: 'acme', repo: 'shop' };

/** One safe proposal, by the rules that need no registry. */
export const UNTIDY = 'FROM debian:12\nENV A 1\nRUN apt-get install curl\n';

export interface GitHubScene {
  readonly host: GitHubHost;
  readonly shop: RepositoryState;
  readonly installation: Installation;
  /** One look at the repository as the app has it, with a new token. */
  readonly look: (options?: LookOptions) => Promise<RemediationReport>;
  readonly pulls: () => readonly IssueState[];
  readonly branches: () => readonly string[];
}

export interface LookOptions {
  readonly now?: Date;
  readonly reports?: readonly GivenReport[];
  readonly dryRun?: boolean;
  readonly requested?: ReadonlySet<string>;
  /** Another one than that on everything. */
  readonly installation?: Installation;
  /** Ids of the only rules; all without it. */
  readonly rules?: readonly string[];
  /** What the registry has: `node:20.11.0`. */
  readonly images?: readonly string[];
}

/** `acme/shop` with these files, on which the app is installed; ann may write. */
export async function githubScene(
  files: FileChanges | undefined,
  options: HostOptions = {},
): Promise<GitHubScene> {
  const host = await startGitHubHost(options);
  onTestFinished(() => host.stop());
  host.addOrganization('acme');
  const shop = host.addRepository('acme/shop', {
    ...(files === undefined ? {} : { files }),
    collaborators: { ann: 'write', ben: 'write' },
  });
  const installation = host.admin.install('acme', 'ann');
  return {
    host,
    shop,
    installation,
    look: (how = {}) => look(host, how.installation ?? installation, how),
    pulls: () => [...shop.issues.values()].filter(({ pull }) => pull !== null),
    branches: () =>
      shop.git.references('refs/heads/').map(({ name }) => name.slice('refs/heads/'.length)),
  };
}

/** Requests through octokit, each sent once. */
export async function installationClient(
  host: GitHubHost,
  { id }: Installation,
): Promise<GitHubClient> {
  const { body } = await asApp(host)(`POST /app/installations/${id}/access_tokens`, {});
  return new Octokit({
    auth: text(body, 'token'),
    baseUrl: host.apiUrl,
    retry: { enabled: false },
    throttle: { enabled: false },
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  });
}

const ignore = () => undefined;

async function look(
  host: GitHubHost,
  installation: Installation,
  {
    now = new Date('2026-11-26T12:00:00Z'),
    reports = [],
    dryRun = false,
    rules,
    requested = new Set(),
    images = [],
  }: LookOptions,
): Promise<RemediationReport> {
  const client = await installationClient(host, installation);
  const bot = host.world.bot();
  const answer = await readHead(client, NAME, null);
  if (answer.kind !== 'head') throw new Error(`the repository is ${answer.kind}`);
  const repository = openGitHubRepository({
    client,
    name: NAME,
    identity: botIdentity(host.app.slug, () => Promise.resolve(bot.id)),
    host: 'github.com',
    commit: answer.head.commit,
    branchPrefix: DEFAULTS.pullRequests.branchPrefix,
    listener: 'app',
  });
  const memory = createMemoryRegistry();
  for (const image of images) await memory.push(image, {});
  return remediate(repository, {
    rules: (await discoverRules()).filter(({ id }) => rules?.includes(id) ?? true),
    registry: memory.registry,
    downloads: OFFLINE_DOWNLOADS,
    reports,
    scanner: null,
    prover: null,
    now,
    dryRun,
    requested,
  });
}

/** `created seaworthy/hardening`, for each proposal. */
export function outcomes({ results }: RemediationReport): readonly string[] {
  return results.map(({ proposal, outcome }) => {
    const why = outcome?.kind === 'refused' ? `: ${outcome.reason}` : '';
    return `${outcome?.kind ?? 'dry'} ${proposal.branch}${why}`;
  });
}
