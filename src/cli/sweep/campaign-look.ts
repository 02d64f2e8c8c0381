import type { Config } from '../../config/schema.ts';
import type { SweepLook } from '../../jobs/sweep/sweep.ts';
import { campaignBranch } from '../../remediation/campaign/campaign-plan.ts';
import type { Campaign } from '../../remediation/campaign/campaign.ts';
import { NO_REPORT } from '../../remediation/campaign/standing.ts';
import type { CampaignStanding, ChangedLines } from '../../remediation/campaign/standing.ts';
import { isOpeningTime } from '../../remediation/opening-hours.ts';
import type { Proposal, ProposedFile } from '../../remediation/proposal.ts';
import type { RemediationReport } from '../../remediation/remediate.ts';
import { formatDiff } from '../format-diff.ts';
import { NO_COLORS } from '../terminal.ts';

const MOST_FILES = 20;
const LONGEST = 300;

/** What a look for a campaign came to, and what asks for another one. */
export function lookOfCampaign(
  report: RemediationReport,
  config: Config,
  campaign: Campaign,
  now: Date,
): Pick<SweepLook, 'waitsFor' | 'standing'> {
  const proposal = report.results[0]?.proposal ?? report.waiting[0] ?? null;
  const standing: CampaignStanding = {
    ...kindOf(report, config, campaign, now),
    branch: campaignBranch(campaign, config.pullRequests.branchPrefix),
    to: proposal?.key.to ?? null,
    title: proposal?.title ?? null,
    files: proposal === null ? [] : filesOf(proposal),
  };
  const isClosed = !isOpeningTime(config.pullRequests.openingHours, now);
  // What is in the way may go without a trace that a list shows.
  if (isClosed || hasAlerts(config) || standing.kind === 'blocked')
    return { standing, waitsFor: 'time' };
  const isAlone = standing.kind === 'unconcerned' || standing.kind === 'left';
  return { standing, waitsFor: isAlone ? 'nothing' : 'pulls' };
}

function kindOf(
  { results, waiting, objection, left, reports, fileCount }: RemediationReport,
  config: Config,
  campaign: Campaign,
  now: Date,
): Pick<CampaignStanding, 'kind' | 'reason'> {
  const outcome = results[0]?.outcome ?? null;
  if (outcome?.kind === 'refused') return { kind: 'blocked', reason: cut(outcome.reason) };
  if (results.length > 0) return { kind: 'ready', reason: null };
  if (waiting.length > 0) return { kind: 'waiting', reason: whyWaiting(config, now) };
  if (objection !== null) return { kind: objection.kind, reason: cut(objection.reason) };
  const [first] = left;
  if (first === undefined) {
    const isUnknown = campaign.kind === 'advisory' && reports === null && fileCount > 0;
    return { kind: 'unconcerned', reason: isUnknown ? NO_REPORT : null };
  }
  return { kind: 'left', reason: cut(`${first.path}:${first.line}: ${first.reason}`) };
}

function whyWaiting({ pullRequests }: Config, now: Date): string {
  return isOpeningTime(pullRequests.openingHours, now)
    ? 'its limit of open pull requests is reached'
    : 'it is outside of its opening hours';
}

/** Reports that come without a commit. */
function hasAlerts({ reports: { artifacts, codeScanning, dependabot } }: Config): boolean {
  return artifacts.length > 0 || codeScanning || dependabot;
}

function filesOf({ files }: Proposal): readonly ChangedLines[] {
  return files.slice(0, MOST_FILES).map(linesOf);
}

function linesOf(file: ProposedFile): ChangedLines {
  const lines = formatDiff(file, NO_COLORS, 'program').split('\n');
  // Each sign stands once in the two lines above the diff.
  const count = (sign: string) => lines.filter((line) => line.startsWith(sign)).length - 1;
  return { path: cut(file.path), added: count('+'), removed: count('-') };
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
