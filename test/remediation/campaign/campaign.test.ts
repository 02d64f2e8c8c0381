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

  it('has an order of its own, so that everybody is a canary now and then', () => {
    const ids = Array.from({ length: 20 }, (_, index) => 1000 + index);
    const counts = new Map(ids.map((id) => [id, 0]));
    for (let number = 0; number < 200; number += 1) {
      const selection = { kind: 'advisory', name: `CVE-2026-${1000 + number}` } as const;
      const rank = (id: number) => campaignRank(selection, id);
      const order = ids.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
      for (const id of order.slice(0, 3)) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    // 30 of 200 would be the mean.
    expect(Math.min(...counts.values())).toBeGreaterThan(12);
    expect(Math.max(...counts.values())).toBeLessThan(50);
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
