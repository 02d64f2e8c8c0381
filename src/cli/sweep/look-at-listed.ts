import { ConfigError } from '../../config/config-error.ts';
import { DEFAULTS } from '../../config/defaults.ts';
import type { Config } from '../../config/schema.ts';
import type { GitHubClient } from '../../github/client.ts';
import { openGitHubRepository } from '../../github/github-repository.ts';
import type { GitHubIdentity } from '../../github/identity.ts';
import type { SweepLook } from '../../jobs/sweep/sweep.ts';
import { firstLook } from '../../remediation/first-look.ts';
import { isOpeningTime } from '../../remediation/opening-hours.ts';
import { readConfig } from '../../remediation/read-config.ts';
import { remediate } from '../../remediation/remediate.ts';
import type { RemediationOptions } from '../../remediation/remediate.ts';
import type { ImageNews } from '../../remediation/sweep/image-news.ts';
import type { ListedRepository } from '../../remediation/sweep/repository-list.ts';
import { surveyOf } from '../../remediation/sweep/survey.ts';
import type { RepositorySurvey } from '../../remediation/sweep/survey.ts';

export interface ListedLookParts {
  readonly client: GitHubClient;
  readonly identity: GitHubIdentity;
  /** `github.com`, or that of an enterprise server. */
  readonly host: string;
  readonly remediation: RemediationOptions;
  readonly newsOf: (image: string) => Promise<ImageNews>;
}

/** Images beyond these are not kept in mind. */
const MOST_IMAGES = 200;
const LONGEST_NOTE = 300;

const NOTHING: RepositorySurvey = { files: 0, skipped: 0, findings: [], proposals: [] };

/** Looks at a repository of a list, whose head the list has told. */
export async function lookAtListed(
  { owner, name: repo, commit }: ListedRepository,
  { client, identity, host, remediation, newsOf }: ListedLookParts,
): Promise<SweepLook> {
  const place = { client, name: { owner, repo }, identity, host, commit: commit ?? '' };
  const { branchPrefix } = DEFAULTS.pullRequests;
  // The token is a person's: no app hears what is said there.
  const repository = openGitHubRepository({ ...place, branchPrefix, listener: 'closing' });
  await repository.readFiles(firstLook(await repository.listFiles()));
  const reading = await readConfig(repository, remediation.rules).catch(asConfigError);
  if (reading instanceof ConfigError) return without('misconfigured', reading.message);
  const { config } = reading;
  if (!config.enabled) return without('disabled', 'its configuration turns Seaworthy off');
  const report = await remediate(repository, remediation);
  const images = report.images.slice(0, MOST_IMAGES).map(async (reference) => {
    const { facts } = await newsOf(reference);
    return { reference, facts };
  });
  return {
    verdict: 'done',
    note: null,
    waitsFor: report.waiting.length === 0 ? 'nothing' : whatFor(config, remediation.now),
    images: await Promise.all(images),
    survey: surveyOf(report),
  };
}

function whatFor({ pullRequests }: Config, now: Date): SweepLook['waitsFor'] {
  return isOpeningTime(pullRequests.openingHours, now) ? 'pulls' : 'time';
}

function without(verdict: SweepLook['verdict'], note: string): SweepLook {
  const cut = note.length > LONGEST_NOTE ? `${note.slice(0, LONGEST_NOTE)}…` : note;
  return { verdict, note: cut, waitsFor: 'nothing', images: [], survey: NOTHING };
}

function asConfigError(error: unknown): ConfigError {
  if (error instanceof ConfigError) return error;
  throw error;
}
