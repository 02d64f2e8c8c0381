import { parseBaseAddress, SHARED_REPOSITORY } from '../../config/base-address.ts';
import { DEFAULTS } from '../../config/defaults.ts';
import type { Config } from '../../config/schema.ts';

/** Milliseconds. */
const DAY = 24 * 60 * 60 * 1000;

/** Days. For what nobody thought of; each repository has its own, so that they do not all come on one day. */
const LONGEST = 14;
const SPREAD = 7;

/** Days. What other ages of images an owner wants is not seen in the news of images. */
const OTHER_AGES = 3;

/** What the configuration of a repository was. */
export interface LookedAt {
  readonly repository: number;
  readonly config: Config;
  /** Whether it is its own, not all of it the owner's. */
  readonly hasConfig: boolean;
  /** There is a mistake in it, and the defaults stand in its place. */
  readonly isMisconfigured: boolean;
}

/**
 * When another look is due though nothing has changed that is compared: milliseconds since 1970.
 * `now` is in the same.
 */
export function lookAgainBy(
  { repository, config, hasConfig, isMisconfigured }: LookedAt,
  now: number,
): number {
  const days = hasOtherAges(config) ? OTHER_AGES : LONGEST + (repository % SPREAD);
  const ends = config.ignore.flatMap(({ until }) =>
    until === undefined ? [] : [Date.parse(until)],
  );
  const isDaily =
    hasReportsOfGitHub(config) || (hasConfig && (isMisconfigured || extendsAnother(config)));
  const tomorrow = (Math.floor(now / DAY) + 1) * DAY;
  return Math.min(
    now + days * DAY,
    isDaily ? tomorrow : Infinity,
    ...ends.filter((end) => end > now),
  );
}

/** Alerts and artifacts come and go, and not of each a webhook tells. */
function hasReportsOfGitHub({ reports }: Config): boolean {
  return reports.codeScanning || reports.dependabot || reports.artifacts.length > 0;
}

/** Of the owner's usual configuration a sweep knows itself whether it has changed. */
function extendsAnother(config: Config): boolean {
  if (config.extends === undefined) return false;
  const base = parseBaseAddress(config.extends);
  return base?.repository.toLowerCase() !== SHARED_REPOSITORY || base.path !== null;
}

function hasOtherAges({ upgrades }: Config): boolean {
  const usual = DEFAULTS.upgrades;
  return (
    upgrades.minimumAge !== usual.minimumAge ||
    upgrades.minimumDigestAge !== usual.minimumDigestAge ||
    upgrades.leaveEndedDays !== usual.leaveEndedDays ||
    upgrades.rules.some(({ minimumAge }) => minimumAge !== undefined)
  );
}
