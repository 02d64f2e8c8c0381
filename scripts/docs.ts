/**
 * Writes the generated documents: docs/rules.md, docs/cli.md, docs/config.md and the configuration's
 * JSON schema. With --check it writes nothing and fails when one is stale. Usage: npm run docs
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { generatedDocuments } from './documents.ts';

const isCheck = process.argv.includes('--check');
const stale = [];
for (const [path, text] of await generatedDocuments()) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  stale.push(path);
  if (!isCheck) writeFileSync(path, text);
}
for (const path of stale)
  console.log(`${path} ${isCheck ? 'is stale: run npm run docs' : 'written'}`);
process.exitCode = isCheck && stale.length > 0 ? 1 : 0;
