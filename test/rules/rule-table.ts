import { describe, expect, it } from 'vitest';
import { NO_POLICY } from '../../src/findings/organisation-policy.ts';
import type { Example } from '../../src/findings/example.ts';
import type { Precondition, Rule } from '../../src/findings/rule.ts';
import type { ImageFacts } from '../../src/image/facts.ts';
import type { ImageReference } from '../../src/image/reference.ts';
import { checkFile } from '../../src/remediation/check.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import type { CheckContext } from '../../src/remediation/check-context.ts';
import { composePatch } from '../../src/remediation/compose.ts';
import { throughMirrors } from '../../src/remediation/mirrors.ts';
import type { Patch } from '../../src/remediation/patch.ts';
import { knowledgeOf } from './image-knowledge.ts';
import { scansOf } from './scanned-images.ts';
import { downloadsOf, surroundingsOf } from './known-surroundings.ts';

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
  /** What the configuration of an organisation asks. */
  readonly policy?: Example['policy'];
}

/** What a scanner found in an image built from the text of the row, by its lines. */
export type Scanned = Example['scanned'];

/** What is known around the text of a row. */
interface Around {
  readonly scanned?: Scanned | undefined;
  readonly installed?: Example['installed'] | undefined;
  readonly files?: Example['files'] | undefined;
  readonly downloads?: Example['downloads'] | undefined;
}

export type LeftRow =
  | readonly [text: string, lines: readonly number[], reason?: string | RegExp, scanned?: Scanned]
  | (Around & {
      readonly text: string;
      readonly lines: readonly number[];
      readonly reason?: string | RegExp | undefined;
    });
export type FixRow =
  | readonly [before: string, after: string, safety?: 'safe' | 'review', scanned?: Scanned]
  | (Around & {
      readonly before: string;
      readonly after: string;
      readonly safety?: 'safe' | 'review' | undefined;
      /** Other files as they are to become, by path; the others must not change. */
      readonly filesAfter?: Example['filesAfter'];
      /** Texts of preconditions and their states; not compared without it. */
      readonly preconditions?: Readonly<Record<string, Precondition['state']>>;
    });
/** Alone, or with what a scanner found or the repository holds. */
export type PassRow =
  string | readonly [text: string, scanned: Scanned] | (Around & { readonly text: string });

export function testRule(rule: Rule, table: RuleTable): void {
  const plain = contextOf(rule, table);
  describeRows(`${rule.id} finds nothing where`, table.passes, (rows) => {
    it.each(rows)('%s', (_name, row) => {
      const { text, ...around } = passRow(row);
      expect(findingsOf(text, knowingOf(plain, around))).toEqual([]);
    });
  });
  describeRows(`${rule.id} reports and leaves`, table.leaves, (rows) => {
    it.each(rows)('%s', (_name, row) => {
      const { text, lines, reason, ...around } = leftRow(row);
      const context = knowingOf(plain, around);
      const { findings } = checkFile({ path: 'Dockerfile', text }, context);
      expect(findings.map((finding) => finding.place.line)).toEqual(lines);
      for (const finding of findings) expect(finding.left).toMatch(reason ?? /\S/);
      const { after, companions } = patchOf(text, context);
      expect({ after, companions }).toEqual({ after: text, companions: [] });
    });
  });
  describeRows(`${rule.id} fixes`, table.fixes, (rows) => {
    it.each(rows)('%s', (_name, row) => {
      const { before, after, safety, filesAfter = {}, preconditions, ...around } = fixRow(row);
      const context = knowingOf(plain, around);
      const patch = patchOf(before, context);
      expect({ after: patch.after, left: patch.left }).toEqual({ after, left: [] });
      expect(textsOf(patch.companions)).toEqual(filesAfter);
      for (const fix of patch.applied) expect(fix.safety).toBe(safety ?? rule.safety);
      if (preconditions !== undefined) expect(statesOf(patch)).toEqual(preconditions);
      const files = { ...around.files, ...filesAfter };
      const again = patchOf(after, knowingOf(plain, { ...around, files }));
      expect({ after: again.after, companions: again.companions }).toEqual({
        after,
        companions: [],
      });
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

function contextOf(rule: Rule, table: RuleTable): CheckContext {
  const { images, outlooks = {}, allowed = [], policy = {} } = table;
  const asked = { ...NO_POLICY, ...policy };
  const knowledge = throughMirrors(knowledgeOf({ outlooks, allowed }), asked.mirrors);
  if (images === undefined) return { ...plainContext([rule], knowledge), policy: asked };
  const facts = (reference: ImageReference) => images(reference.written);
  return plainContext([rule], { ...knowledge, facts });
}

function knowingOf(
  context: CheckContext,
  { scanned, installed, files, downloads }: Around,
): CheckContext {
  const isScanned = scanned !== undefined || installed !== undefined;
  const scans = isScanned
    ? scansOf({ scanned: scanned ?? [], installed: installed ?? [] })
    : context.scans;
  const surroundings = surroundingsOf({ files });
  return { ...context, scans, surroundings, downloads: downloadsOf({ downloads }) };
}

function passRow(row: PassRow): Exclude<PassRow, string | readonly unknown[]> {
  if (typeof row === 'string') return { text: row };
  return isTuple(row) ? { text: row[0], scanned: row[1] } : row;
}

function leftRow(row: LeftRow): Exclude<LeftRow, readonly unknown[]> {
  if (!isTuple(row)) return row;
  const [text, lines, reason, scanned] = row;
  return { text, lines, reason, scanned };
}

function fixRow(row: FixRow): Exclude<FixRow, readonly unknown[]> {
  if (!isTuple(row)) return row;
  const [before, after, safety, scanned] = row;
  return { before, after, safety, scanned };
}

function isTuple<Row extends object>(row: Row): row is Extract<Row, readonly unknown[]> {
  return Array.isArray(row);
}

function textsOf(companions: Patch['companions']): Record<string, string> {
  return Object.fromEntries(companions.map(({ path, after }) => [path, after]));
}

function statesOf({ applied }: Patch): Record<string, string> {
  const all = applied.flatMap(({ fix }) => fix.preconditions ?? []);
  return Object.fromEntries(all.map(({ text, state }) => [text, state]));
}

function findingsOf(text: string, context: CheckContext): string[] {
  const { findings } = checkFile({ path: 'Dockerfile', text }, context);
  return findings.map((finding) => `${finding.place.line}: ${finding.message}`);
}

function patchOf(text: string, context: CheckContext): Patch {
  const policy = { safeties: ['safe', 'review'] as const, only: null, moveImages: true };
  return composePatch({ path: 'Dockerfile', text }, context, policy);
}
