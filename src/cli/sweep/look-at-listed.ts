import { ConfigError } from '../../config/config-error.ts';
import { DEFAULTS } from '../../config/defaults.ts';
import type { Config } from '../../config/schema.ts';
import type { GitHubClient } from '../../github/client.ts';
import { openGitHubRepository } from '../../github/github-repository.ts';
import type { GitHubIdentity } from '../../github/identity.ts';
import type { SweepLook } from '../../jobs/sweep/sweep.ts';
import type { Campaign } from '../../remediation/campaign/campaign.ts';
import { firstLook } from '../../remediation/first-look.ts';
import type { ReportSource } from '../../remediation/given-report.ts';
import { isOpeningTime } from '../../remediation/opening-hours.ts';
import { readConfig } from '../../remediation/read-config.ts';
import { remediate } from '../../remediation/remediate.ts';
import type { RemediationOptions } from '../../remediation/remediate.ts';
import type { ImageNews } from '../../remediation/sweep/image-news.ts';
import type { ListedRepository } from '../../remediation/sweep/repository-list.ts';
import { surveyOf } from '../../remediation/sweep/survey.ts';
import type { RepositorySurvey } from '../../remediation/sweep/survey.ts';
import { lookOfCampaign } from './campaign-look.ts';

export interface ListedLookParts {
  readonly client: GitHubClient;
  readonly identity: GitHubIdentity;
  /** `github.com`, or that of an enterprise server. */
  readonly host: string;
  readonly remediation: RemediationOptions;
  readonly newsOf: (image: string) => Promise<ImageNews>;
  /** The campaign that alone is looked for; null for everything. */
  readonly campaign: CampaignLook | null;
}

export interface CampaignLook {
  readonly campaign: Campaign;
  /** Where the reports of a repository are found. */
  readonly reportsOf: (repository: ListedRepository) => ReportSource;
}

/** Images beyond these are not kept in mind. */
const MOST_IMAGES = 200;
const LONGEST_NOTE = 300;

const NOTHING: RepositorySurvey = { files: 0, skipped: 0, findings: [], proposals: [] };

/** Looks at a repository of a list, whose head the list has told. */
export async function lookAtListed(
  listed: ListedRepository,
  { client, identity, host, remediation, newsOf, campaign }: ListedLookParts,
): Promise<SweepLook> {
  const { owner, name: repo, commit } = listed;
  const place = { client, name: { owner, repo }, identity, host, commit: commit ?? '' };
  const { branchPrefix } = DEFAULTS.pullRequests;
  // The token is a person's: no app hears what is said there.
  const repository = openGitHubRepository({ ...place, branchPrefix, listener: 'closing' });
  await repository.readFiles(firstLook(await repository.listFiles()));
  const reading = await readConfig(repository, remediation.rules).catch(asConfigError);
  if (reading instanceof ConfigError) return without('misconfigured', reading.message);
  const { config } = reading;
  if (!config.enabled) return without('disabled', 'its configuration turns Seaworthy off');
  const report = await remediate(repository, {
    ...remediation,
    ...(campaign === null ? {} : campaignParts(campaign, listed)),
  });
  const images = report.images.slice(0, MOST_IMAGES).map(async (reference) => {
    const { facts } = await newsOf(reference);
    return { reference, facts };
  });
  const found = { verdict: 'done', note: null, images: await Promise.all(images) } as const;
  const survey = surveyOf(report);
  if (campaign !== null) {
    const { now } = remediation;
    const counted = { ...survey, findings: [], proposals: [] };
    const own = lookOfCampaign(report, config, campaign.campaign, now);
    return { ...found, survey: counted, ...own };
  }
  const waitsFor = report.waiting.length === 0 ? 'nothing' : whatFor(config, remediation.now);
  return { ...found, waitsFor, survey, standing: null };
}

function campaignParts({ campaign, reportsOf }: CampaignLook, listed: ListedRepository) {
  return { campaign, reports: reportsOf(listed) };
}

function whatFor({ pullRequests }: Config, now: Date): SweepLook['waitsFor'] {
  return isOpeningTime(pullRequests.openingHours, now) ? 'pulls' : 'time';
}

function without(verdict: SweepLook['verdict'], note: string): SweepLook {
  const cut = note.length > LONGEST_NOTE ? `${note.slice(0, LONGEST_NOTE)}…` : note;
  return { verdict, note: cut, waitsFor: 'nothing', images: [], survey: NOTHING, standing: null };
}

function asConfigError(error: unknown): ConfigError {
  if (error instanceof ConfigError) return error;
  throw error;
}
