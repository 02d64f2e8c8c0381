/**
 * Runs our rules on the test cases of other tools: for each of their rules that is an alias of ours,
 * the positive cases must be found and the negative ones not. Disagreements that are listed, with the
 * reason, in docs/disagreements.md are accepted; any other, and any that is listed in vain, is a failure.
 * Usage: npm run cases -- DIR (a folder with index.jsonl)
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { discoverRules } from '../src/discover.ts';
import { matchesAlias } from '../src/findings/aliases.ts';
import type { Rule } from '../src/findings/rule.ts';
import { decodeText } from '../src/remediation/decode-text.ts';
import { SHIPPED_IMAGES } from './shipped-images.ts';
import { checkFile } from '../src/remediation/check.ts';
import { plainContext } from '../src/remediation/check-context.ts';

interface Case {
  readonly tool: 'kics' | 'trivy' | 'checkov';
  readonly rule: string;
  readonly title: string;
  readonly ids: readonly string[];
  readonly kind: 'positive' | 'negative';
  readonly file: string;
}

interface Row {
  readonly ours: readonly string[];
  positives: number;
  found: number;
  negatives: number;
  clean: number;
}

async function main(folder: string): Promise<number> {
  const rules = await discoverRules();
  const accepted = readAccepted();
  const rows = new Map<string, Row>();
  const unmapped = new Map<string, number>();
  const unexplained: string[] = [];
  for (const sample of readCases(folder)) {
    const ours = rules.filter((rule) => isAlias(rule, sample));
    const name = `${sample.tool} ${sample.rule}`;
    if (ours.length === 0) {
      unmapped.set(name, (unmapped.get(name) ?? 0) + 1);
      continue;
    }
    const row = rows.get(name) ?? newRow(ours);
    rows.set(name, row);
    const isFound = finds(folder, sample, ours);
    const agrees = count(row, sample, isFound);
    if (agrees) continue;
    if (accepted.delete(sample.file)) continue;
    unexplained.push(
      `${sample.file}: ${isFound ? 'found, and labelled negative' : 'not found, and labelled positive'} (${row.ours.join(', ')})`,
    );
  }
  printTable(rows);
  for (const [name, cases] of unmapped) console.log(`no rule of ours: ${name} (${cases} cases)`);
  for (const line of unexplained) console.log(`UNEXPLAINED ${line}`);
  for (const file of accepted) console.log(`LISTED IN VAIN ${file}`);
  const sum = (pick: (row: Row) => number) =>
    [...rows.values()].reduce((total, row) => total + pick(row), 0);
  console.log(
    `${sum((row) => row.found)} of ${sum((row) => row.positives)} positives found, ${sum((row) => row.clean)} of ${sum((row) => row.negatives)} negatives clean; ${unexplained.length} unexplained, ${accepted.size} listed in vain`,
  );
  return unexplained.length + accepted.size === 0 && rows.size > 0 ? 0 : 1;
}

function newRow(ours: readonly Rule[]): Row {
  return { ours: ours.map((rule) => rule.id), positives: 0, found: 0, negatives: 0, clean: 0 };
}

/** Counts one case; true when we agree with its label. */
function count(row: Row, sample: Case, isFound: boolean): boolean {
  if (sample.kind === 'positive') {
    row.positives += 1;
    if (isFound) row.found += 1;
    return isFound;
  }
  row.negatives += 1;
  if (!isFound) row.clean += 1;
  return !isFound;
}

function finds(folder: string, sample: Case, ours: readonly Rule[]): boolean {
  const content = decodeText(readFileSync(join(folder, sample.file)));
  if (!content.ok) throw new Error(`${sample.file}: ${content.reason}`);
  const context = plainContext(ours, SHIPPED_IMAGES);
  return checkFile({ path: sample.file, text: content.text }, context).findings.length > 0;
}

function isAlias(rule: Rule, sample: Case): boolean {
  return sample.ids.some((id) => matchesAlias(rule.aliases, sample.tool, id));
}

function readCases(folder: string): Case[] {
  const lines = readFileSync(join(folder, 'index.jsonl'), 'utf8').split('\n');
  return lines.flatMap((line) => {
    if (line.trim() === '') return [];
    const entry: unknown = JSON.parse(line);
    const text = (name: string) => readText(entry, name);
    const tool = text('tool');
    const kind = text('kind');
    if (tool !== 'kics' && tool !== 'trivy' && tool !== 'checkov') return [];
    if (kind !== 'positive' && kind !== 'negative') return [];
    const ids = [text('rule'), text('rule_id'), text('rule_title')].filter((id) => id !== '');
    return [{ tool, kind, rule: text('rule'), title: text('rule_title'), ids, file: text('file') }];
  });
}

function readText(entry: unknown, name: string): string {
  const value: unknown =
    typeof entry === 'object' && entry !== null ? Reflect.get(entry, name) : null;
  return typeof value === 'string' ? value : '';
}

/** Case files in the tables of docs/disagreements.md. */
function readAccepted(): Set<string> {
  const text = readFileSync(join('docs', 'disagreements.md'), 'utf8');
  return new Set(
    Array.from(
      text.matchAll(/^\| `((?:kics|trivy|checkov)\/[^`]+)` *\|/gm),
      (match) => match[1] ?? '',
    ),
  );
}

function printTable(rows: ReadonlyMap<string, Row>): void {
  console.log(`${'their rule'.padEnd(58)} positives  negatives  ours`);
  for (const [name, { ours, positives, found, negatives, clean }] of [...rows].sort()) {
    const cells = [`${found}/${positives}`.padStart(9), `${clean}/${negatives}`.padStart(9)];
    console.log(`${name.padEnd(58)} ${cells.join('  ')}  ${ours.join(', ')}`);
  }
}

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: npm run cases -- DIR (a folder with index.jsonl)');
  process.exitCode = 2;
} else {
  process.exitCode = await main(folder);
}
