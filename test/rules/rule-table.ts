import { describe, expect, it } from 'vitest';
import type { Example, Rule } from '../../src/findings/rule.ts';
import type { ImageFacts } from '../../src/image/facts.ts';
import type { ImageReference } from '../../src/image/reference.ts';
import { checkFile } from '../../src/remediation/check.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import type { CheckContext } from '../../src/remediation/check-context.ts';
import { composePatch } from '../../src/remediation/compose.ts';
import type { Patch } from '../../src/remediation/patch.ts';
import { knowledgeOf } from './image-knowledge.ts';
import { scansOf } from './scanned-images.ts';

/** Named texts; the names read aloud as sentences. */
export interface RuleTable {
  /** The rule finds nothing. */
  readonly passes?: Readonly<Record<string, PassRow>>;
  /** The rule finds something on these lines (1-based) and gives no fix; optionally why. */
  readonly leaves?: Readonly<Record<string, LeftRow>>;
  /** Before and after; applied twice, gate included. `review` fixes are allowed, too. */
  readonly fixes?: Readonly<Record<string, FixRow>>;
  /** Facts of base images in place of the shipped catalogue. */
  readonly images?: (reference: string) => ImageFacts;
  /** What registries say to take instead, by reference; none is asked without it. */
  readonly outlooks?: Example['outlooks'];
  /** Images that the configuration allows; every image without it. */
  readonly allowed?: readonly string[];
}

/** What a scanner found in an image built from the text of the row, by its lines. */
export type Scanned = Example['scanned'];

export type LeftRow = readonly [
  text: string,
  lines: readonly number[],
  reason?: string | RegExp,
  scanned?: Scanned,
];
export type FixRow = readonly [
  before: string,
  after: string,
  safety?: 'safe' | 'review',
  scanned?: Scanned,
];
/** Alone, or with what a scanner found. */
export type PassRow = string | readonly [text: string, scanned: Scanned];

export function testRule(rule: Rule, table: RuleTable): void {
  const plain = contextOf(rule, table);
  describeRows(`${rule.id} finds nothing where`, table.passes, (rows) => {
    it.each(rows)('%s', (_name, row) => {
      const [text, scanned] = typeof row === 'string' ? [row] : row;
      expect(findingsOf(text, scanning(plain, scanned))).toEqual([]);
    });
  });
  describeRows(`${rule.id} reports and leaves`, table.leaves, (rows) => {
    it.each(rows)('%s', (_name, [text, lines, reason, scanned]) => {
      const context = scanning(plain, scanned);
      const { findings } = checkFile({ path: 'Dockerfile', text }, context);
      expect(findings.map((finding) => finding.place.line)).toEqual(lines);
      for (const finding of findings) expect(finding.left).toMatch(reason ?? /\S/);
      expect(patchOf(text, context).after).toBe(text);
    });
  });
  describeRows(`${rule.id} fixes`, table.fixes, (rows) => {
    it.each(rows)('%s', (_name, [before, after, safety, scanned]) => {
      const context = scanning(plain, scanned);
      const patch = patchOf(before, context);
      expect({ after: patch.after, left: patch.left }).toEqual({ after, left: [] });
      for (const fix of patch.applied) expect(fix.safety).toBe(safety ?? rule.safety);
      expect(patchOf(after, context).after).toBe(after);
    });
  });
}

/** A suite without rows is none: vitest fails on an empty one. */
function describeRows<Row>(
  title: string,
  table: Readonly<Record<string, Row>> | undefined,
  define: (rows: [string, Row][]) => void,
): void {
  const rows = Object.entries(table ?? {});
  if (rows.length === 0) return;
  describe(title, () => {
    define(rows);
  });
}

function contextOf(rule: Rule, { images, outlooks = {}, allowed = [] }: RuleTable): CheckContext {
  const knowledge = knowledgeOf({ outlooks, allowed });
  if (images === undefined) return plainContext([rule], knowledge);
  const facts = (reference: ImageReference) => images(reference.written);
  return plainContext([rule], { ...knowledge, facts });
}

function scanning(context: CheckContext, scanned: Scanned): CheckContext {
  return scanned === undefined ? context : { ...context, scans: scansOf({ scanned }) };
}

function findingsOf(text: string, context: CheckContext): string[] {
  const { findings } = checkFile({ path: 'Dockerfile', text }, context);
  return findings.map((finding) => `${finding.place.line}: ${finding.message}`);
}

function patchOf(text: string, context: CheckContext): Patch {
  const policy = { safeties: ['safe', 'review'] as const, only: null, moveImages: true };
  return composePatch({ path: 'Dockerfile', text }, context, policy);
}
