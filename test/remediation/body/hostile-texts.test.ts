import { describe, expect, it } from 'vitest';
import { tickedBoxes } from '../../../src/remediation/body/boxes.ts';
import { withClosingNote, withWiderRefusal } from '../../../src/remediation/body/closing-note.ts';
import { writeDashboard } from '../../../src/remediation/body/dashboard.ts';
import {
  code,
  details,
  escapeMarkdown,
  prose,
  proseHtml,
} from '../../../src/remediation/body/markdown.ts';
import { withProofs } from '../../../src/remediation/body/proof.ts';
import { writeBody } from '../../../src/remediation/body.ts';
import { keyBlockOf, keyBlockText, parseKeyBlock } from '../../../src/remediation/key-block.ts';
import type { ProposalKind } from '../../../src/remediation/proposal.ts';
import type { FileProof } from '../../../src/remediation/prove-file.ts';
import type { RemediationReport } from '../../../src/remediation/remediate.ts';
import { fixOf, KNOWN_RULE, leftOf, rowsOf } from '../hostile-parts.ts';
import { glued, SEEDS, someSeeds } from './hostile-values.ts';
import { intrusionsOf } from './intrusions.ts';

function bodyOf(value: string, kind: ProposalKind, count: number): string {
  return writeBody({
    key: { kind, subject: 'all', to: 'f00d' },
    fixes: Array.from({ length: count }, (_, index) => fixOf(value, index)),
    left: [leftOf(value)],
    leftToBots: [{ bot: 'Renovate', file: value, images: [value] }],
    rules: [KNOWN_RULE],
    scanned: rowsOf(value),
    listener: 'app',
  });
}

const OURS = bodyOf('word', 'upgrade', 1);

function provenOf(value: string): string {
  const proof: FileProof = {
    path: value,
    context: value,
    target: value,
    before: { built: true, error: null },
    after: { built: true, error: null },
    verdict: 'proven',
    differences: [{ kind: 'file', name: value, before: null, after: value, declared: true }],
    runs: [{ text: value, state: 'held' }],
  };
  const failed = {
    ...proof,
    verdict: 'not built',
    before: { built: false, error: value },
  } as const;
  return withProofs(bodyOf(value, 'hardening', 1), [proof, failed]);
}

function dashboardOf(value: string): string {
  const fixes = [fixOf(value)];
  const key = { kind: 'hardening', subject: 'all', to: 'f00d' } as const;
  const proposal = { key, branch: value, title: value, body: '', files: [], fixes };
  const wider = { rules: new Set([value]), images: new Set([value]) };
  const past = { branch: value, block: keyBlockOf({ key, fixes }), wider, isTouched: false };
  const refused = { kind: 'refused', reason: value } as const;
  const report: RemediationReport = {
    results: [{ proposal, outcome: refused }],
    left: [leftOf(value)],
    leftToBots: [{ bot: 'Renovate', file: value, images: [value] }],
    skipped: [{ path: value, reason: value }],
    fileCount: 1,
    images: [value],
    waiting: [proposal],
    withdrawn: [
      {
        withdrawal: { past: { ...past, name: value, state: 'open' }, successor: null },
        outcome: refused,
      },
    ],
    objection: null,
    history: { proposals: [{ ...past, name: '#7', state: 'closed' }], isFirstContact: false },
    reports: null,
    notices: [value],
    questions: [],
  };
  return writeDashboard(report);
}

/** Lists of what is printed by itself, so that many values cost little. */
const PRINTED: Record<string, (value: string) => string> = {
  'words of others': escapeMarkdown,
  code: code,
  'a sentence of ours with code of others in it': (value) => prose(`Take \`${value}\` instead`),
  'a sentence with words of others': (value) => prose(`Take ${value} instead of \`x\``),
  'a sentence of others': prose,
  'the title of a folded section': (value) => details(proseHtml(`Take ${value}`), 'content'),
  'the title of a folded section with code': (value) =>
    details(proseHtml(`Take \`${value}\``), 'content'),
};

describe('what others wrote does nothing in', () => {
  it.each(Object.entries(PRINTED))('%s', (_name, print) => {
    expect(intrusionsOf([...SEEDS, ...glued(20_261_126, 100)], print)).toEqual([]);
  });

  const texts: Record<string, (value: string) => string> = {
    'a hardening body': (value) => bodyOf(value, 'hardening', 1),
    'a review body with three open sections': (value) => bodyOf(value, 'review', 3),
    'an upgrade body with five folded sections': (value) => bodyOf(value, 'upgrade', 5),
    'a body of digests': (value) => bodyOf(value, 'digests', 1),
    'a body with proofs': provenOf,
    'a dashboard': dashboardOf,
    'a closing note': (value) => withClosingNote(OURS, code(value)),
    'a wider "no"': (value) => {
      const names = new Set([value]);
      return withWiderRefusal(OURS, { rules: names, images: names }, code(value));
    },
  };
  it.each(Object.entries(texts))('%s', (name, write) => {
    const values = [...someSeeds(Object.keys(texts).indexOf(name), 12), ...glued(name.length, 2)];
    expect(intrusionsOf(values, write)).toEqual([]);
  });
});

describe('a text of ours with words of others', () => {
  it('holds one key block, and it is ours', () => {
    for (const value of SEEDS) {
      const body = bodyOf(value, 'review', 4);
      expect(body.match(/^<!-- seaworthy:proposal:v1/gm)).toHaveLength(1);
      expect(body.trimEnd().endsWith(keyBlockText(body) ?? 'nothing')).toBe(true);
      expect(parseKeyBlock(body)?.key).toEqual({ kind: 'review', subject: 'all', to: 'f00d' });
    }
  });

  it('has no box ticked', () => {
    for (const value of SEEDS) {
      expect([...tickedBoxes(bodyOf(value, 'review', 4))]).toEqual([]);
      expect([...tickedBoxes(dashboardOf(value))]).toEqual([]);
    }
  });
});
