import { describe, expect, it } from 'vitest';
import { discoverRules } from '../../../src/discover.ts';
import { writeDashboard } from '../../../src/remediation/body/dashboard.ts';
import type { Campaign } from '../../../src/remediation/campaign/campaign.ts';
import { OFFLINE_DOWNLOADS } from '../../../src/remediation/download-plan.ts';
import type { PastProposal, PastState } from '../../../src/remediation/history.ts';
import { parseKeyBlock } from '../../../src/remediation/key-block.ts';
import type { Proposal } from '../../../src/remediation/proposal.ts';
import { remediate } from '../../../src/remediation/remediate.ts';
import { createMemoryRegistry } from '../../upgrades/memory-registry.ts';
import { memoryRepository } from '../memory-repository.ts';

const UNTIDY = 'FROM debian:12\nENV A 1\nMAINTAINER Ann\n';

const RULE: Campaign = {
  ...{ kind: 'rule', name: 'legacy-key-value', owner: 'acme', by: 'ann' },
};

interface How {
  readonly campaign?: Campaign;
  readonly past?: readonly PastProposal[];
  readonly config?: string;
  readonly images?: readonly string[];
  readonly isFirstContact?: boolean;
}

async function run(
  text: string,
  { campaign, past = [], config = '', images = [], isFirstContact = false }: How = {},
) {
  const files = { Dockerfile: text, '.github/seaworthy.yml': config };
  const { repository, proposed, withdrawn } = memoryRepository(files, past, isFirstContact);
  const memory = createMemoryRegistry();
  for (const image of images) await memory.push(image, {});
  const report = await remediate(repository, {
    ...{ rules: await discoverRules(), registry: memory.registry, downloads: OFFLINE_DOWNLOADS },
    ...{ reports: [], scanner: null, prover: null, now: new Date('2026-11-24T12:00:00Z') },
    ...(campaign === undefined ? {} : { campaign }),
    dryRun: false,
  });
  return { report, proposed, withdrawn: withdrawn.map(({ past }) => past.name) };
}

function rememberedAs({ branch, body }: Proposal, state: PastState, number: number): PastProposal {
  const block = parseKeyBlock(body);
  return { name: `#${number}`, branch, state, block, wider: null, isTouched: false };
}

async function past(how: How, state: PastState): Promise<readonly PastProposal[]> {
  const { proposed } = await run(UNTIDY, how);
  return proposed.map((one, index) => rememberedAs(one, state, index + 1));
}

const afterOf = ({ proposed }: { readonly proposed: readonly Proposal[] }) =>
  proposed.flatMap(({ files }) => files.map(({ after }) => after));

describe('a campaign for a rule', () => {
  it('proposes the fixes of that rule alone, on a branch of its own', async () => {
    const { proposed } = await run(UNTIDY, { campaign: RULE });
    expect(afterOf({ proposed })).toEqual(['FROM debian:12\nENV A=1\nMAINTAINER Ann\n']);
    expect(proposed[0]?.branch).toMatch(/^seaworthy\/campaign-legacy-key-value-[0-9a-f]{8}$/);
  });

  it('says whose it is, why now, and how to say no for good', async () => {
    const { proposed } = await run(UNTIDY, { campaign: RULE });
    const body = proposed[0]?.body ?? '';
    expect(body).toMatch(/^\*\*One safe fix in `Dockerfile`\.\*\*/);
    expect(body).toContain('It is part of a campaign: `ann` proposes the same change in all');
    expect(body).toContain('`seaworthy sweep acme --rule legacy-key-value`');
    expect(body).toContain('is not proposed again, by this campaign or any other run.');
  });

  it('takes nothing else back, and leaves the open pull requests their room', async () => {
    const normal = await past({ config: 'rules:\n  legacy-key-value: off\n' }, 'open');
    const { proposed, withdrawn, report } = await run(UNTIDY, { campaign: RULE, past: normal });
    expect({ branches: proposed.length, withdrawn }).toEqual({ branches: 1, withdrawn: [] });
    expect(report.waiting).toEqual([]);
    const first = await run(UNTIDY, { campaign: RULE, past: normal, isFirstContact: true });
    expect(first.report.waiting.map(({ key }) => key.kind)).toEqual(['campaign']);
  });

  it('leaves to an open pull request what is in it', async () => {
    const normal = await past({}, 'open');
    const { proposed, report } = await run(UNTIDY, { campaign: RULE, past: normal });
    expect(proposed).toEqual([]);
    expect(report.objection).toEqual({ kind: 'elsewhere', reason: 'already in #1' });
  });

  it('keeps a no to a pull request of a normal run', async () => {
    const normal = await past({}, 'closed');
    const { proposed, report } = await run(UNTIDY, { campaign: RULE, past: normal });
    expect(proposed).toEqual([]);
    const reason = 'you said no to it by closing #1';
    expect(report.objection).toEqual({ kind: 'refused', reason });
  });

  it('does nothing where the rule is off or silenced', async () => {
    const off = await run(UNTIDY, { campaign: RULE, config: 'rules:\n  legacy-key-value: off\n' });
    const silenced = UNTIDY.replace('ENV', '# seaworthy ignore=legacy-key-value\nENV');
    const ignored = await run(silenced, { campaign: RULE });
    expect([...off.proposed, ...ignored.proposed]).toEqual([]);
  });

  it('takes its own pull request back where the change was made without it', async () => {
    const own = await past({ campaign: RULE }, 'open');
    const how = { campaign: RULE, past: own };
    const tidy = 'FROM debian:12\nENV A=1\n';
    // Where a registry is silent, nobody knows.
    expect((await run(tidy, how)).withdrawn).toEqual([]);
    expect((await run(tidy, { ...how, images: ['debian:12'] })).withdrawn).toEqual(['#1']);
  });
});

describe('a normal run', () => {
  it('leaves out what an open pull request of a campaign changes, and does not take it back', async () => {
    const own = await past({ campaign: RULE }, 'open');
    const { proposed, withdrawn, report } = await run(UNTIDY, { past: own });
    expect(afterOf({ proposed }).some((text) => text.includes('ENV A=1'))).toBe(false);
    expect(proposed.map(({ key }) => key.kind)).toContain('hardening');
    expect(withdrawn).toEqual([]);
    expect(report.left.map(({ reason }) => reason)).toContain(
      'it is in #1, which a campaign opened',
    );
  });

  it('lists the pull request of a campaign among the open ones', async () => {
    const { report } = await run(UNTIDY, { past: await past({ campaign: RULE }, 'open') });
    expect(writeDashboard(report)).toMatch(
      /\n- A campaign \(#1\): `seaworthy\/campaign-legacy-key-value-[0-9a-f]{8}`\n/,
    );
  });

  it('keeps a no to the pull request of a campaign', async () => {
    const own = await past({ campaign: RULE }, 'closed');
    const branch = 'seaworthy/hardening';
    // The code host finds the closed ones of campaigns besides those of the branches that are asked for.
    const { proposed, report } = await run(UNTIDY, {
      past: own.map((one) => ({ ...one, branch })),
    });
    expect(afterOf({ proposed }).some((text) => text.includes('ENV A=1'))).toBe(false);
    expect(report.left.map(({ reason }) => reason)).toContain('you said no to it by closing #1');
  });
});

describe('a campaign for an image', () => {
  const TWO = 'FROM node:20.10.0 AS a\nFROM python:3.12.1\n';
  const images = ['node:20.10.0', 'node:20.11.0', 'python:3.12.1', 'python:3.12.9'];

  it.each(['node', 'docker.io/library/nod*'])('moves that image alone: %s', async (name) => {
    const campaign: Campaign = { ...RULE, kind: 'image', name };
    const { proposed } = await run(TWO, { campaign, images });
    expect(afterOf({ proposed })).toEqual([TWO.replace('20.10.0', '20.11.0')]);
    expect(proposed[0]?.title).toContain('node');
  });

  it('does nothing where another image is used', async () => {
    const campaign: Campaign = { ...RULE, kind: 'image', name: 'ruby' };
    expect((await run(TWO, { campaign, images })).proposed).toEqual([]);
  });
});
