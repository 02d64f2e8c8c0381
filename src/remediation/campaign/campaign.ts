import { fingerprintOf } from '../../findings/fingerprint.ts';
import { slug } from '../slug.ts';

/** What a campaign changes everywhere. */
export interface CampaignSelection {
  readonly kind: 'rule' | 'image' | 'advisory';
  /** Id of a rule, a pattern for the name of an image without its tag, or id of an advisory. */
  readonly name: string;
}

/** One change for all repositories of an owner. */
export interface Campaign extends CampaignSelection {
  readonly owner: string;
  /** Whose name stands on its pull requests, for people. */
  readonly by: string;
}

/** Characters of a name that make a branch of it readable. */
const READABLE = 40;

/** What tells campaigns apart in branches and blocks: the name as far as it is one, and 32 bits of its fingerprint. */
export function campaignSubject({ kind, name }: CampaignSelection): string {
  const words = slug(name).slice(0, READABLE).replace(/-$/, '');
  return `${words}-${fingerprintOf(`${kind}\0${name}`).slice(0, 8)}`;
}

/** The option that selects it: `--rule last-user-root`. */
export function campaignOption({ kind, name }: CampaignSelection): string {
  return `--${kind} ${name}`;
}

/** Where a repository stands in the order of a campaign: the same in every run, and another one in another campaign. */
export function campaignRank(selection: CampaignSelection, repository: number): string {
  const subject = campaignSubject(selection);
  // What stands at the end of a text hardly moves its fingerprint: neighbours would stay neighbours in every campaign.
  return fingerprintOf(`${repository}\0${subject}\0${subject}`);
}
