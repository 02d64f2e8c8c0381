import { Option } from 'commander';

/** What makes a campaign of a sweep, as it was written. */
export interface CampaignWords {
  readonly rule?: string;
  readonly image?: string;
  readonly advisory?: string;
  readonly canary?: string;
  readonly waves?: string;
  readonly stopAt?: string;
  readonly wait?: string;
}

/** What holds where nothing is said. */
export const USUAL = { canary: '3', waves: '10,50,100', stopAt: '20', wait: '24' };
/** Beside those of a sweep; loaded with the command line, so that nothing else is. */
export function campaignOptions(): readonly Option[] {
  return [
    new Option('--rule <id>', 'a campaign: only the fixes of this rule, everywhere, in waves'),
    new Option('--image <name>', 'a campaign: only moves of this image (`node`, `ghcr.io/acme/*`)'),
    new Option('--advisory <id>', 'a campaign: only what cures this advisory (`CVE-2026-1234`)'),
    new Option('--canary <count>', `repositories of the first wave (${USUAL.canary})`),
    new Option('--waves <list>', `how far each wave goes, in percent (${USUAL.waves})`),
    new Option(
      '--stop-at <percent>',
      `stop when more than this share is closed or fails its checks (${USUAL.stopAt})`,
    ),
    new Option(
      '--wait <hours>',
      `an open pull request holds up the next wave no longer than this (${USUAL.wait})`,
    ),
  ];
}
