/**
 * Runs other linters on every file of a folder, before and after our fixes, and prints in how many files
 * their findings remain, and which remain most often.
 * Usage: npm run linters -- DIR
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { discoverRules } from '../src/discover.ts';
import { decodeText } from '../src/remediation/decode-text.ts';
import { plainContext } from '../src/remediation/check-context.ts';
import { composePatch } from '../src/remediation/compose.ts';
import { loadLinters } from './bench/peers.ts';
import type { Linter } from './bench/peers.ts';
import { listFiles } from './corpus/list-files.ts';
import { SHIPPED_IMAGES } from './shipped-images.ts';

/** What is applied: nothing, what the built image cannot notice, what the default posture proposes, and all. */
const STATES = ['before', 'safe', 'default', 'all'] as const;

type Texts = Readonly<Record<(typeof STATES)[number], string>>;

async function main(folder: string): Promise<number> {
  const context = plainContext(await discoverRules(), SHIPPED_IMAGES);
  const patched = (text: string, safeties: readonly ('safe' | 'review')[], takeUnknown: boolean) =>
    composePatch({ path: 'Dockerfile', text }, context, {
      ...{ safeties, takeUnknown },
      ...{ only: null, moveImages: true },
    }).after;
  const files: Texts[] = [];
  for (const path of listFiles(folder)) {
    const content = decodeText(readFileSync(join(folder, path)));
    if (!content.ok) continue;
    const { text: before } = content;
    const safe = patched(before, ['safe'], false);
    const proposed = patched(before, ['safe', 'review'], false);
    const all = patched(before, ['safe', 'review'], true);
    files.push({ before, safe, default: proposed, all });
  }
  for (const [name, lint] of loadLinters()) printLinter(name, lint, files);
  return files.length > 0 ? 0 : 1;
}

/** Files with findings, findings, and files that the linter cannot read. */
function printLinter(name: string, lint: Linter, files: readonly Texts[]): void {
  console.log(`\n${name.padEnd(28)}${STATES.map((state) => state.padStart(10)).join('')}`);
  const counts = STATES.map((state) =>
    countFindings(
      files.map((file) => file[state]),
      lint,
    ),
  );
  const row = (title: string, value: (count: (typeof counts)[number]) => number) => {
    const cells = counts.map((count) => String(value(count)).padStart(10));
    console.log(`${title.padEnd(28)}${cells.join('')}`);
  };
  row('files with findings', ({ files: some }) => some);
  row('findings', ({ byRule }) => [...byRule.values()].reduce((sum, value) => sum + value, 0));
  row('files it cannot read', ({ crashed }) => crashed);
  const rules = [...(counts[0]?.byRule ?? [])].sort((a, b) => b[1] - a[1]).slice(0, 12);
  for (const [rule] of rules) row(`  ${rule}`, ({ byRule }) => byRule.get(rule) ?? 0);
}

function countFindings(texts: readonly string[], lint: Linter) {
  const byRule = new Map<string, number>();
  let files = 0;
  let crashed = 0;
  for (const text of texts) {
    try {
      const found = lint(text);
      if (found.length > 0) files += 1;
      for (const rule of found) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
    } catch {
      // Other people's parsers fail on some files; how many is printed.
      crashed += 1;
    }
  }
  return { byRule, files, crashed };
}

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: npm run linters -- DIR (a folder of Dockerfiles)');
  process.exitCode = 2;
} else {
  process.exitCode = await main(folder);
}
