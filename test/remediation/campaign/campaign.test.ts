import { describe, expect, it } from 'vitest';
import {
  campaignOption,
  campaignRank,
  campaignSubject,
} from '../../../src/remediation/campaign/campaign.ts';
import type { CampaignSelection } from '../../../src/remediation/campaign/campaign.ts';
import { branchOf, parseBranch } from '../../../src/remediation/propose.ts';

const SELECTIONS: readonly CampaignSelection[] = [
  { kind: 'rule', name: 'last-user-root' },
  { kind: 'image', name: 'ghcr.io/acme/*' },
  { kind: 'image', name: '*' },
  { kind: 'advisory', name: 'CVE-2026-1234' },
];

describe('a campaign', () => {
  it.each(SELECTIONS)('has a branch that is parsed back: $kind $name', (selection) => {
    const key = { kind: 'campaign', subject: campaignSubject(selection) } as const;
    expect(parseBranch(branchOf(key, 'seaworthy/'), 'seaworthy/')).toEqual(key);
  });

  it('is told from another one of the same name', () => {
    const subjects = ['rule', 'image', 'advisory'].map((kind) =>
      campaignSubject({ kind: kind as CampaignSelection['kind'], name: 'node' }),
    );
    expect(subjects.map((one) => one.slice(0, 5))).toEqual(['node-', 'node-', 'node-']);
    expect(new Set(subjects).size).toBe(3);
  });

  it('has an order of its own', () => {
    const ids = Array.from({ length: 20 }, (_, id) => id);
    const [one, other] = SELECTIONS.map((selection) =>
      ids.toSorted((a, b) => (campaignRank(selection, a) < campaignRank(selection, b) ? -1 : 1)),
    );
    expect(one).not.toEqual(other);
    expect(one).not.toEqual(ids);
  });

  it('is named as on the command line', () => {
    expect(SELECTIONS.map(campaignOption)).toEqual([
      '--rule last-user-root',
      '--image ghcr.io/acme/*',
      '--image *',
      '--advisory CVE-2026-1234',
    ]);
  });
});
