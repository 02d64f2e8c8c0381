import { describe, expect, it } from 'vitest';
import { OFFLINE_DOWNLOADS } from '../../src/remediation/download-plan.ts';
import type { PastProposal, PastState } from '../../src/remediation/history.ts';
import { parseKeyBlock, printKeyBlock } from '../../src/remediation/key-block.ts';
import type { Proposal } from '../../src/remediation/proposal.ts';
import { remediate } from '../../src/remediation/remediate.ts';
import { createMemoryRegistry } from '../upgrades/memory-registry.ts';
import { memoryRepository } from './memory-repository.ts';
import { replacing, sampleRule } from './sample-rules.ts';

const SAFE = sampleRule(
  'apt ',
  replacing('apt ', 'apt-get ', {
    commands: [{ kind: 'rename', command: 'apt', by: 'apt-get' }],
  }),
  { id: 'safe-rule' },
);
const REVIEW = sampleRule('USER root', replacing('USER root', 'USER 1', { effects: ['user'] }), {
  id: 'review-rule',
  safety: 'review',
});

const ONE = 'FROM scratch\nRUN apt update\n';
const BOTH = `${ONE}USER root\n`;

interface Past {
  readonly past?: readonly PastProposal[];
  readonly isFirstContact?: boolean;
  readonly config?: string;
  readonly now?: string;
}

async function run(
  text: string,
  { past = [], isFirstContact = false, config = '', now = '2026-11-24T12:00:00Z' }: Past = {},
) {
  const files = { Dockerfile: text, '.github/seaworthy.yml': config };
  const { repository, proposed, withdrawn } = memoryRepository(files, past, isFirstContact);
  const { registry } = createMemoryRegistry();
  const report = await remediate(repository, {
    rules: [SAFE, REVIEW],
    registry,
    downloads: OFFLINE_DOWNLOADS,
    reports: [],
    scanner: null,
    prover: null,
    now: new Date(now),
    dryRun: false,
  });
  const branches = proposed.map(({ branch }) => branch);
  const waiting = report.waiting.map(({ branch }) => branch);
  return { report, proposed, branches, waiting, withdrawn };
}

/** The proposals of a text, as they are remembered in the given state. */
async function remembered(text: string, state: PastState): Promise<PastProposal[]> {
  const { proposed } = await run(text);
  return proposed.map((proposal, index) => rememberedAs(proposal, state, index + 1));
}

function rememberedAs({ branch, body }: Proposal, state: PastState, number: number): PastProposal {
  return {
    name: `#${number}`,
    branch,
    state,
    block: parseKeyBlock(body),
    wider: null,
    isTouched: false,
  };
}

const HARDENING = 'seaworthy/hardening';
const REVIEWING = 'seaworthy/review-review-rule';

describe('a proposal that was closed', () => {
  it('is not made again, and the reason is said', async () => {
    const { branches, report } = await run(BOTH, { past: await remembered(BOTH, 'closed') });
    expect(branches).toEqual([]);
    expect(report.left.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      '2: you said no to it by closing #1',
      '3: you said no to it by closing #2',
    ]);
  });

  it('says no to its own fixes only: a new line is proposed alone', async () => {
    const past = await remembered(ONE, 'closed');
    const { proposed } = await run(`${ONE}RUN apt install -y gcc\n`, { past });
    expect(proposed.map(({ files }) => files.map(({ after }) => after))).toEqual([
      [`${ONE}RUN apt-get install -y gcc\n`],
    ]);
  });

  it('says no wherever the line moves, and however it is indented', async () => {
    const past = await remembered(ONE, 'closed');
    expect((await run('FROM scratch\nENV A=1\n  RUN   apt update\n', { past })).branches).toEqual(
      [],
    );
  });

  it('says nothing once somebody has removed what it was about', async () => {
    const past = (await remembered(ONE, 'closed')).map((one) => ({ ...one, block: null }));
    expect((await run(ONE, { past })).branches).toEqual([HARDENING]);
  });

  it('with its rule refused says no to all of the rule, and to nothing else', async () => {
    const refused = { rules: new Set(['safe-rule']), images: new Set<string>() };
    const past = (await remembered(BOTH, 'closed')).map((one) => ({ ...one, wider: refused }));
    const { branches, report } = await run(`${BOTH}RUN apt install -y gcc\n`, { past });
    expect(branches).toEqual([REVIEWING]);
    expect(report.left.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      '2: you said no to the rule `safe-rule` on #1',
      '4: you said no to the rule `safe-rule` on #1',
    ]);
  });

  it.each(['merged', 'withdrawn'] as const)('is no "no" when it was %s', async (state) => {
    expect((await run(ONE, { past: await remembered(ONE, state) })).branches).toEqual([HARDENING]);
  });
});

describe('proposals that are open', () => {
  const limited = 'pullRequests:\n  limit: 1\n';

  it('take up the room, and are kept up to date', async () => {
    const past = (await remembered(BOTH, 'open')).slice(1);
    const { branches, waiting } = await run(BOTH, { past, config: limited });
    expect(branches).toEqual([REVIEWING]);
    expect(waiting).toEqual([HARDENING]);
  });

  it('are kept up to date beyond the limit', async () => {
    const past = await remembered(BOTH, 'open');
    const { branches } = await run(BOTH, { past, config: limited });
    expect(branches).toEqual([HARDENING, REVIEWING]);
  });

  it('are taken back when nothing asks for them any more', async () => {
    const past = await remembered(BOTH, 'open');
    const { branches, withdrawn } = await run(ONE, { past });
    expect(branches).toEqual([HARDENING]);
    expect(withdrawn.map((one) => one.past.branch)).toEqual([REVIEWING]);
  });

  it('stay when a registry did not tell what they may have come from', async () => {
    const past = await remembered(BOTH, 'open');
    const { withdrawn } = await run('FROM absent.example/x:1\nRUN apt update\n', { past });
    expect(withdrawn).toEqual([]);
  });

  it('stay when they came from a report and there is none now', async () => {
    const past = (await remembered(BOTH, 'open')).map((one) => ({
      ...one,
      block: one.block && { ...one.block, advisories: new Set(['CVE-2024-1']) },
    }));
    expect((await run('FROM scratch\n', { past })).withdrawn).toEqual([]);
  });

  it('are left alone when somebody has removed what they were about', async () => {
    const past = (await remembered(BOTH, 'open')).map((one) => ({ ...one, block: null }));
    expect((await run('FROM scratch\n', { past })).withdrawn).toEqual([]);
  });
});

describe('the first contact', () => {
  it('is one proposal', async () => {
    const { branches, waiting } = await run(BOTH, { isFirstContact: true });
    expect(branches).toEqual([HARDENING]);
    expect(waiting).toEqual([REVIEWING]);
  });

  it('is as many as the configuration says', async () => {
    const config = 'pullRequests:\n  firstContact: 2\n';
    const { branches } = await run(BOTH, { isFirstContact: true, config });
    expect(branches).toEqual([HARDENING, REVIEWING]);
  });
});

describe('outside of the opening hours', () => {
  const config = 'pullRequests:\n  openingHours: { days: [mon], from: "08:00", to: "17:00" }\n';

  it('nothing new is opened', async () => {
    expect((await run(BOTH, { config })).waiting).toEqual([HARDENING, REVIEWING]);
    const monday = '2026-11-23T12:00:00Z';
    expect((await run(BOTH, { config, now: monday })).waiting).toEqual([]);
  });

  it('what is open is kept up to date', async () => {
    const past = await remembered(ONE, 'open');
    expect((await run(BOTH, { config, past })).branches).toEqual([HARDENING]);
  });
});

it('the text of a proposal remembers its fixes', async () => {
  const { proposed } = await run(BOTH);
  for (const { body, fixes } of proposed) {
    const block = parseKeyBlock(body);
    expect(block?.marks).toEqual(new Set(fixes.map(({ mark }) => mark.slice(0, 8))));
    expect(block && body.includes(printKeyBlock(block))).toBe(true);
  }
});
