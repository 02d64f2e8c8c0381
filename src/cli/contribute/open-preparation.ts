import { setTimeout } from 'node:timers/promises';
import { DEFAULTS } from '../../config/defaults.ts';
import type { Dropped } from '../../contribute/dropped-fixes.ts';
import { discoverRules } from '../../discover.ts';
import type { GitHubClient, RepositoryName } from '../../github/client.ts';
import { prepareContribution } from '../../github/contribute/prepare-contribution.ts';
import type { Preparation } from '../../github/contribute/prepare-contribution.ts';
import type { GitHubIdentity } from '../../github/identity.ts';
import type { ContributeOptions } from '../contribute-options.ts';
import { openDownloadSource } from '../download-source.ts';
import { UsageError } from '../exit.ts';
import { hostOfApi, readApiUrl } from '../github-address.ts';
import { openImageRegistry } from '../image-registry.ts';

const NAME = /^([A-Za-z0-9][A-Za-z0-9-]{0,38})\/([A-Za-z0-9._-]{1,100})$/;

/** Milliseconds between looks at a fork that is being made. */
const FORK_PAUSE = 2000;

/** `OWNER/REPO`, read. */
export function readRepositoryName(path: string): RepositoryName {
  const [, owner, repo] = NAME.exec(path) ?? [];
  if (owner !== undefined && repo !== undefined) return { owner, repo };
  throw new UsageError(`${path} is no repository on GitHub; write it as OWNER/REPO`);
}

/** Works out what is to be offered, without what is to be dropped. */
export type Prepare = (name: RepositoryName, drop: Dropped) => Promise<Preparation>;

/** What is the same for all repositories, looked up once. */
export async function openPreparation(
  client: GitHubClient,
  identity: GitHubIdentity,
  options: ContributeOptions,
): Promise<Prepare> {
  const known = {
    ...{ client, identity },
    host: hostOfApi(readApiUrl(process.env)),
    branchPrefix: DEFAULTS.pullRequests.branchPrefix,
    setAside: new Set(options.despite),
    issue: issueOf(options.issue),
    signsOff: options.signOff,
    rules: await discoverRules(),
    registry: await openImageRegistry(options),
    downloads: openDownloadSource(options),
    wait: () => setTimeout(FORK_PAUSE),
  };
  return (name, drop) => prepareContribution({ ...known, name, drop, now: new Date() });
}

function issueOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const digits = /^#?(\d{1,9})$/.exec(text)?.[1];
  if (digits === undefined) throw new UsageError(`--issue ${text} is no number of an issue`);
  return Number(digits);
}
