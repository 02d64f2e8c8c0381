/**
 * Checks and fixes every file of a folder and holds the results to what every patch must keep, for the
 * files as they are and for mutations of them; prints what was found, fixed and left, by rule.
 * Usage: npm run corpus -- DIR
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { discoverRules } from '../src/discover.ts';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { decodeText } from '../src/remediation/decode-text.ts';
import { openAnswers } from './corpus/answers.ts';
import { listFiles } from './corpus/list-files.ts';
import { SHIPPED_IMAGES } from './shipped-images.ts';
import { checkFile } from '../src/remediation/check.ts';
import { plainContext } from '../src/remediation/check-context.ts';
import type { CheckContext } from '../src/remediation/check-context.ts';
import { composePatch } from '../src/remediation/compose.ts';
import type { Patch } from '../src/remediation/patch.ts';

interface Mutation {
  readonly name: string;
  /** Null when the file does not lend itself to it. */
  readonly mutate: (text: string) => string | null;
  /** False where the mutation gives the file another meaning, so that other fixes may be right. */
  readonly keepsMeaning: (text: string) => boolean;
}

const MUTATIONS: readonly Mutation[] = [
  {
    name: 'CRLF line endings',
    mutate: (text) => (text.includes('\r') ? null : text.replaceAll('\n', '\r\n')),
    // The builder hands a here-document to the shell with its carriage returns.
    keepsMeaning: (text) =>
      parseDockerfile(text).instructions.every((item) => item.heredocs.length === 0),
  },
  {
    name: 'byte order mark',
    mutate: (text) => (text.startsWith('\uFEFF') ? null : `\uFEFF${text}`),
    keepsMeaning: () => true,
  },
  {
    name: 'no final line ending',
    mutate: (text) => (text.endsWith('\n') ? text.replace(/\n+$/, '') : null),
    keepsMeaning: () => true,
  },
];

interface RuleCount {
  found: number;
  safe: number;
  review: number;
  ignored: number;
  readonly left: Map<string, number>;
}

async function main(folder: string): Promise<number> {
  const rules = await discoverRules();
  const context = plainContext(rules, SHIPPED_IMAGES);
  const violations: string[] = [];
  const counts = new Map<string, RuleCount>(
    rules.map((rule) => [
      rule.id,
      { found: 0, safe: 0, review: 0, ignored: 0, left: new Map<string, number>() },
    ]),
  );
  const answers = openAnswers(rules);
  const totals = { files: 0, skipped: 0, notices: 0, changed: 0, mutations: 0 };
  const started = performance.now();
  for (const path of listFiles(folder)) {
    const content = decodeText(readFileSync(join(folder, path)));
    if (!content.ok) {
      totals.skipped += 1;
      console.log(`skipped ${path}: ${content.reason}`);
      continue;
    }
    totals.files += 1;
    try {
      const patch = examine(path, content.text, context, violations);
      countFindings(path, content.text, patch, context, counts);
      answers.add({ path, text: content.text }, context);
      if (patch.notice !== null) totals.notices += 1;
      if (patch.changed) totals.changed += 1;
      totals.mutations += examineMutations(path, content.text, patch, context, violations);
    } catch (error) {
      violations.push(
        `${path}: crashed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  }
  printTable(counts);
  const isAnswered = answers.print();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `\n${totals.files} files (${totals.notices} templates or foreign frontends, ${totals.skipped} unreadable), ${totals.changed} changed; ${totals.mutations} mutations; ${seconds} s`,
  );
  for (const violation of violations.slice(0, 50)) console.log(`VIOLATION ${violation}`);
  console.log(`${violations.length} violations`);
  return violations.length === 0 && isAnswered && totals.files > 0 ? 0 : 1;
}

function fix(path: string, text: string, context: CheckContext): Patch {
  return composePatch({ path, text }, context, {
    safeties: ['safe', 'review'],
    only: null,
    moveImages: true,
  });
}

/** What must hold for the patch of any file. */
function examine(path: string, text: string, context: CheckContext, violations: string[]): Patch {
  const patch = fix(path, text, context);
  const report = (message: string) => violations.push(`${path}: ${message}`);
  const isChanged = patch.after !== text || patch.companions.length > 0;
  if (patch.changed !== isChanged) report('`changed` is wrong');
  if (fix(path, patch.after, context).changed) report('a second run changes it again');
  if (patch.notice !== null && patch.changed) report('a template was edited');
  for (const line of strayLines(patch)) report(`line ${line} changed outside the edits`);
  const before = checkFile({ path, text }, context).dockerfile.problems.length;
  const after = checkFile({ path, text: patch.after }, context).dockerfile.problems.length;
  if (after > before) report('a new syntax error');
  if (before > 0 && after > 0 && patch.changed) report('a refused file was edited and is refused');
  for (const left of patch.left) {
    if (left.reason === '') report(`${left.rule} on line ${left.line} was left without a reason`);
  }
  return patch;
}

/** The first line that no applied fix names and that is not found again, in order; empty when all are. */
function strayLines(patch: Patch): number[] {
  const edited = new Set<number>();
  for (const [first, last] of patch.applied.flatMap((fix) => fix.editedLines)) {
    for (let line = first; line <= last; line += 1) edited.add(line);
  }
  const after = patch.after.split('\n');
  let next = 0;
  for (const [index, line] of patch.before.split('\n').entries()) {
    if (edited.has(index + 1)) continue;
    const found = after.indexOf(line, next);
    if (found === -1) return [index + 1];
    next = found + 1;
  }
  return [];
}

/** The patch of a mutated file must be the mutation of the patch. */
function examineMutations(
  path: string,
  text: string,
  patch: Patch,
  context: CheckContext,
  violations: string[],
): number {
  let count = 0;
  for (const { name, mutate, keepsMeaning } of MUTATIONS) {
    const mutated = mutate(text);
    if (mutated === null) continue;
    count += 1;
    const result = examine(`${path} (${name})`, mutated, context, violations);
    const expected = patch.changed ? mutate(patch.after) : mutated;
    if (result.after !== expected && keepsMeaning(text) && keepsMeaning(patch.after))
      violations.push(`${path}: the fixes differ with ${name}`);
  }
  return count;
}

function countFindings(
  path: string,
  text: string,
  patch: Patch,
  context: CheckContext,
  counts: ReadonlyMap<string, RuleCount>,
): void {
  const { findings, ignored } = checkFile({ path, text }, context);
  for (const finding of findings) increase(counts.get(finding.rule), 'found');
  for (const finding of ignored) increase(counts.get(finding.rule), 'ignored');
  for (const applied of patch.applied) increase(counts.get(applied.rule), applied.safety);
  for (const { rule, reason } of patch.left) {
    const left = counts.get(rule)?.left;
    const kind = reason.replace(/\d+/g, 'N').replace(/`[^`]*`/g, '`…`');
    left?.set(kind, (left.get(kind) ?? 0) + 1);
  }
}

function increase(
  count: RuleCount | undefined,
  field: 'found' | 'safe' | 'review' | 'ignored',
): void {
  if (count !== undefined) count[field] += 1;
}

function printTable(counts: ReadonlyMap<string, RuleCount>): void {
  console.log(
    `${'rule'.padEnd(30)} found   safe review   left ignored  most frequent reasons for leaving`,
  );
  for (const [id, { found, safe, review, ignored, left }] of counts) {
    const total = [...left.values()].reduce((sum, value) => sum + value, 0);
    const cells = [found, safe, review, total, ignored].map((value) => String(value).padStart(6));
    console.log(`${id.padEnd(30)}${cells.join(' ')}`);
    const reasons = [...left].sort((a, b) => b[1] - a[1]).slice(0, 4);
    for (const [reason, count] of reasons)
      console.log(`${' '.repeat(40)}${String(count).padStart(5)} × ${reason}`);
  }
}

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: npm run corpus -- DIR (a folder of Dockerfiles)');
  process.exitCode = 2;
} else {
  process.exitCode = await main(folder);
}
