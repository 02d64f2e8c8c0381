import type { Finding } from '../../src/findings/finding.ts';
import type { Rule } from '../../src/findings/rule.ts';
import type { Evidence } from '../../src/image/upgrade.ts';
import type { LeftFinding, ProposedFix } from '../../src/remediation/proposal.ts';
import type { ScannedRow } from '../../src/remediation/scanned-row.ts';
import { tracedToBase } from '../findings/traced.ts';
import { sampleRule } from './sample-rules.ts';

export const KNOWN_RULE: Rule = sampleRule('ADD', () => ({ title: '', edits: [] }), {
  id: 'prefer-copy',
  rationale: 'COPY does nothing but copy.',
  references: ['https://example.org/copy'],
});

/** A fix in which every text of others is the same: it stands in our sentences, between our backquotes or on its own. */
export function fixOf(value: string, index = 0): ProposedFix {
  const sentences = [`Take \`${value}\``, value, `Take ${value} (\`${value}\`)`];
  const fix = {
    title: sentences[index % 3] ?? '',
    edits: [],
    review: `Is \`${value}\` right, or ${value}?`,
    preconditions: [
      { text: `the user \`${value}\` is known`, state: 'unknown' },
      { text: value, state: 'did not hold' },
      { text: `held by ${value}`, state: 'held' },
    ],
    moves: [moveOf(value, evidenceOf(value)), moveOf(`${value}2`, null)],
  } as const;
  return {
    path: value,
    line: index + 1,
    rule: index === 0 ? KNOWN_RULE.id : `${value}-${index}`,
    safety: 'safe',
    title: fix.title,
    effects: [value],
    editedLines: [],
    mark: '0123456789abcdef',
    advisories: ['CVE-2024-0001', value],
    cures: [],
    fix,
  };
}

function moveOf(value: string, evidence: Evidence | null) {
  const to = {
    reference: `${value}:2`,
    digest: null,
    kind: 'patch',
    reason: value,
    evidence,
  } as const;
  return { from: `${value}:1`, to };
}

function evidenceOf(value: string): Evidence {
  return {
    platform: null,
    created: { from: value, to: '2026-01-01T00:00:00Z' },
    revision: { from: value, to: 'f00d' },
    source: null,
    compareLink: null,
    size: { from: 1, to: 2 },
    platforms: { lost: [], gained: [value] },
    packages: [
      { name: value, from: value, to: `${value}2` },
      { name: value, from: null, to: value },
      { name: value, from: value, to: null },
    ],
    configuration: [{ field: value, from: value, to: null }],
    unknown: [value],
  };
}

export function leftOf(value: string): LeftFinding {
  return {
    path: value,
    rule: value,
    severity: 'medium',
    line: 1,
    reason: `\`${value}\` is not ${value}`,
    withheld: null,
    preconditions: [{ text: value, state: 'unknown' }],
    isRefused: false,
    traced: null,
  };
}

/** One that is fixed, one that another change fixes, one for a person with an image to take. */
export function rowsOf(value: string): readonly ScannedRow[] {
  const states = ['fixed', 'separate', 'by-hand'] as const;
  return states.map((state) => ({
    path: value,
    state,
    becomes: state === 'fixed' ? value : undefined,
    finding: { ...findingOf(value), traced: tracedOf(value) },
  }));
}

function tracedOf(value: string) {
  const named = { id: value, link: value, isKnownExploited: true, fixed: [value] };
  const traced = tracedToBase({ package: 'deb curl 8', ...named }, undefined, {
    witnesses: [value],
    image: value,
  });
  const { vulnerability } = traced;
  const reported = { ...vulnerability.package, name: value, version: value };
  return { ...traced, vulnerability: { ...vulnerability, package: reported } };
}

export function findingOf(value: string): Finding {
  return {
    rule: value,
    severity: 'high',
    message: `\`${value}\` is ${value}`,
    span: { start: 0, end: 1 },
    place: { line: 1, column: 1, endLine: 1, endColumn: 2 },
    aliases: {},
    sensitive: false,
    fingerprint: () => 'f00d',
    witnesses: [value],
    traced: null,
    fix: null,
    safety: null,
    left: `because of ${value}`,
    preconditions: [],
    remedy: null,
    instead: { reference: value, kind: 'variant' },
    ignoredBy: null,
  };
}
