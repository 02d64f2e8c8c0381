/**
 * Compares what the host of the end-to-end tests answered, was asked and sent with GitHub's published description
 * of its API, and its GraphQL schema with GitHub's.
 * Usage: npm run github-description [-- TESTS…]   after `npm ci --prefix scripts/github-description`
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDescription } from './github-description/description.ts';
import { differences } from './github-description/differences.ts';
import { readRecord } from './github-description/record.ts';
import { schemaDifferences } from './github-description/schema-differences.ts';

const folder = mkdtempSync(join(tmpdir(), 'seaworthy-records-'));
const tests = process.argv.slice(2);
const run = spawnSync(
  'npx',
  ['vitest', 'run', ...(tests.length > 0 ? tests : ['test/e2e/github'])],
  {
    stdio: 'inherit',
    env: { ...process.env, GITHUB_RECORDS: folder },
  },
);
const description = readDescription('scripts/github-description/node_modules');
const counts = new Map<string, number>();
let records = 0;
for (const name of readdirSync(folder)) {
  for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
    const record = readRecord(line);
    if (record === null) continue;
    records += 1;
    for (const text of differences(description, record)) {
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
}
rmSync(folder, { recursive: true });
for (const text of schemaDifferences('scripts/github-description/node_modules')) {
  counts.set(text, 1);
}
for (const [text, count] of [...counts].sort()) console.log(`${text} (${count} times)`);
console.log(`${records} requests and events compared, ${counts.size} kinds of difference`);
process.exitCode = counts.size === 0 && run.status === 0 ? 0 : 1;
