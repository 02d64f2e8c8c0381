import type { CampaignSelection } from './campaign.ts';

/** What a finding tells of itself, before and after it is cured. */
interface Told {
  readonly rule: string;
  readonly traced: {
    readonly vulnerability: { readonly id: string; readonly aliases: readonly string[] };
  } | null;
}

/** Whether a campaign for a rule or an advisory is about a finding; images are told by what moves. */
export function isAbout({ kind, name }: CampaignSelection, { rule, traced }: Told): boolean {
  if (kind === 'rule') return rule === name;
  if (kind === 'image' || traced === null) return false;
  const { id, aliases } = traced.vulnerability;
  const wanted = name.toUpperCase();
  return [id, ...aliases].some((one) => one.toUpperCase() === wanted);
}
