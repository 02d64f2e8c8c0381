import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { copiesOf } from '../../src/findings/copies.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';

const PACKAGE = { name: 'app', version: '1.0.0' };

/** Smallest files that work, by the names that examples use. */
const WORKING: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ ...PACKAGE, scripts: { build: 'mkdir -p dist' } }),
  'package-lock.json': JSON.stringify({
    ...PACKAGE,
    lockfileVersion: 3,
    packages: { '': PACKAGE },
  }),
  'server.js': "require('node:http').createServer().listen(process.env.PORT ?? 8080);\n",
  'app.py': 'import time\n\ntime.sleep(60)\n',
  'requirements.txt': '# none\n',
  'go.mod': 'module example.org/app\n\ngo 1.19\n',
  'main.go': 'package main\n\nfunc main() {}\n',
  server: '#!/bin/sh\nexec sleep 60\n',
};

/** The files of an example; else something for each path that it copies without saying what is there. */
export function makeExampleContext(
  folder: string,
  text: string,
  files: Readonly<Record<string, string>>,
): string {
  for (const [path, content] of Object.entries(files)) write(join(folder, path), content);
  const sources = copiesOf(parseDockerfile(text))
    .filter(({ from }) => from === null)
    .flatMap((copy) => copy.sources.map(({ path }) => path.replace(/\/$/, '')));
  const missing = sources.filter((path) => !Object.hasOwn(files, path));
  for (const path of missing) makeSource(folder, path);
  return folder;
}

function makeSource(folder: string, path: string): void {
  if (/[*?[$]|:\/\//.test(path) || path.includes('..')) return;
  if (path === '.') {
    for (const [name, content] of Object.entries(WORKING)) {
      if (!existsSync(join(folder, name))) write(join(folder, name), content);
    }
    return;
  }
  const content = WORKING[path];
  const isFile = content !== undefined || /\.[a-z]+$/.test(path) || /^[A-Z]/.test(path);
  if (isFile) write(join(folder, path), content ?? `the file ${path}\n`);
  else write(join(folder, path, 'file'), `a file in ${path}\n`);
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  if (content.startsWith('#!')) chmodSync(path, 0o755);
}
