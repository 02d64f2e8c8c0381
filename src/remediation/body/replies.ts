import type { Campaign } from '../campaign/campaign.ts';
import type { ProposalKind } from '../proposal.ts';
import type { Listener } from '../listener.ts';
import { printBox } from './boxes.ts';
import { code } from './markdown.ts';

/** What people with write access can ask for by ticking a box; it stays ticked until it is done. */
export const REQUESTS = {
  rebase: 'Rebuild this branch on the tip of the default branch',
  recreate: 'Make it anew, also over commits of other people',
  pause: 'Leave this pull request as it is while this box is ticked',
} as const;

/** How to say no, and what else can be said, to those who hear it. */
export function replyPart(
  kind: ProposalKind,
  rules: readonly string[],
  listener: Listener,
  campaign: Campaign | null = null,
): string {
  const [rule = 'RULE'] = rules.length === 1 ? rules : [];
  const place = `To one place only: ${code(`# seaworthy ignore=${rule} reason`)} above the line.`;
  const off = 'the rule set to `off` in `.github/seaworthy.yml`';
  const comment = listener === 'app' ? `the comment ${code(commandFor(kind))}, or ` : '';
  const narrowAndWide = `${place} To all of the kind: ${comment}${off}.`;
  if (listener === 'nobody') return `### How to say no\n\n${narrowAndWide}`;
  const again = campaign === null ? '' : ', by this campaign or any other run';
  const close = `**Close this pull request**, and the same change is not proposed again${again}.`;
  const no = `### How to say no\n\n${close} ${narrowAndWide}`;
  return listener === 'app' ? `${no}\n\n${requests()}` : no;
}

function commandFor(kind: ProposalKind): string {
  return `/seaworthy ignore ${kind === 'upgrade' || kind === 'digests' ? 'image' : 'rule'}`;
}

function requests(): string {
  const boxes = Object.entries(REQUESTS).map(([name, text]) => printBox(name, text));
  return `### What you can ask for\n\n${boxes.join('\n')}\n\n\`/seaworthy help\` in a comment lists more.`;
}
