import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discoverRules } from '../src/discover.ts';
import * as library from '../src/index.ts';

// Outside of the project, where no package is found: what the start needs has to be in the bundle.
const folder = mkdtempSync(join(tmpdir(), 'seaworthy-build-'));
const dist = join(folder, 'dist');

function run(file: string, ...words: string[]): string {
  return execFileSync(file, words, { encoding: 'utf8', cwd: folder });
}

beforeAll(() => {
  run(process.execPath, join(import.meta.dirname, '../scripts/build.mjs'), dist);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the built package', () => {
  it('holds exactly the rules that the folder holds', async () => {
    const printed: unknown = JSON.parse(run(join(dist, 'cli.js'), 'rules', '--format', 'json'));
    const rules = (await discoverRules()).map(({ id }) => ({ id }));
    expect(rules.length).toBeGreaterThan(0);
    expect(printed).toMatchObject({ rules });
  });

  it('checks a file without any other package', () => {
    writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY app /app\nRUN ["/app"]\n');
    const words = ['check', 'Dockerfile', '--format', 'json', '--fail-on', 'critical'];
    const printed: unknown = JSON.parse(run(join(dist, 'cli.js'), ...words));
    expect(printed).toMatchObject({ files: [{ path: 'Dockerfile' }] });
  });

  it('exports to programs what the sources export, with types', () => {
    const address = JSON.stringify(pathToFileURL(join(dist, 'index.js')).href);
    const code = `console.log(Object.keys(await import(${address})).sort().join())`;
    const names = run(process.execPath, '--input-type=module', '--eval', code).trim();
    expect(names.split(',')).toEqual(Object.keys(library).sort());
    expect(existsSync(join(dist, 'index.d.ts'))).toBe(true);
  });

  it('passes on the licences of what it bundles', () => {
    expect(readFileSync(join(dist, 'third-party-licenses.txt'), 'utf8')).toContain('commander');
  });
});
