import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
// Below node_modules: what the bundle leaves outside is found from there.
const CACHE = join(ROOT, 'node_modules/.cache/seaworthy');
const NAME = 'e2e-';
const HOUR = 3_600_000;

/** Path of `cli.js`, built from the sources as they are now; test files that run at once share it. */
export function builtCommand(): string {
  const command = join(CACHE, NAME + hashSources(), 'cli.js');
  if (existsSync(command)) return command;
  build(dirname(command));
  // Somebody may have saved a file meanwhile.
  return builtCommand();
}

function hashSources(): string {
  const hash = createHash('sha256');
  for (const path of [
    'package.json',
    'package-lock.json',
    ...filesBelow('src'),
    ...filesBelow('scripts'),
  ]) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(ROOT, path)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => /\.m?[jt]s$/.test(path))
    .sort();
}

function build(folder: string): void {
  removeOldBuilds();
  const unfinished = join(CACHE, `${NAME}${randomUUID()}`);
  try {
    const words = [join(ROOT, 'scripts/build.mjs'), unfinished];
    execFileSync(process.execPath, words, { stdio: 'pipe' });
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // When another test file was faster, its build is of the same sources.
    if (!existsSync(join(folder, 'cli.js'))) throw error;
  }
}

function removeOldBuilds(): void {
  if (!existsSync(CACHE)) return;
  for (const name of readdirSync(CACHE).filter((entry) => entry.startsWith(NAME))) {
    const folder = join(CACHE, name);
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age > HOUR) rmSync(folder, { recursive: true, force: true });
  }
}
