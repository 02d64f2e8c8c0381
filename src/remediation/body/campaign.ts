import { campaignOption } from '../campaign/campaign.ts';
import type { Campaign } from '../campaign/campaign.ts';
import { code } from './markdown.ts';

/** Who asks for the same change elsewhere, and why it comes now; empty for what no campaign proposes. */
export function campaignPart(campaign: Campaign | null): string {
  if (campaign === null) return '';
  const { owner, by } = campaign;
  const command = code(`seaworthy sweep ${owner} ${campaignOption(campaign)}`);
  return `### Why this pull request

It is part of a campaign: ${code(by)} proposes the same change in all repositories of ${code(owner)} that it concerns, with ${command}. A few get it first; the next ones follow when people have merged these, or when their checks pass, and the campaign stops where too many are closed or fail.`;
}
