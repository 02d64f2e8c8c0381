import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReportReader } from '../../src/findings/report-reader.ts';
import { createImageScanner } from '../../src/local/image-scanner.ts';
import type { ScannerSettings } from '../../src/local/image-scanner.ts';
import { newTarget } from '../../src/scans/vocabulary/new-target.ts';
import { vulnerability } from '../findings/traced.ts';
import { makeFolder } from './folders.ts';

/** Reads `{ "found": ["CVE-1"] }`. */
const reader: ReportReader = {
  id: 'sample',
  tool: 'Sample',
  formats: 'a sample',
  recognizes: (document) =>
    typeof document === 'object' && document !== null && 'found' in document,
  read: (document) => {
    const ids = Object.values(document as Record<string, readonly string[]>).flat();
    const vulnerabilities = ids.map((id) => vulnerability({ id, package: 'deb a 1' }));
    const target = newTarget({ kind: 'image', name: 'app' });
    const scan = { tool: 'Sample', target, vulnerabilities, problems: [], secrets: [] };
    return { ok: true, report: { scans: [scan], statements: [], notices: [] } };
  },
};

/** A folder with programs, each a shell script; the words that they got are kept beside them. */
function programs(scripts: Readonly<Record<string, string>>): string {
  const folder = makeFolder();
  for (const [name, script] of Object.entries(scripts)) {
    const words = `printf '%s\\n' "$@" >> "${join(folder, 'words')}"`;
    writeFileSync(join(folder, name), `#!/bin/sh\n${words}\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

function scannerIn(folder: string, rest: Partial<ScannerSettings> = {}) {
  const environment = { PATH: `${folder}:/bin:/usr/bin`, TOKEN: 'from-outside' };
  return createImageScanner({ readers: [reader], environment, ...rest });
}

async function outcome(script: string, rest: Partial<ScannerSettings> = {}): Promise<string> {
  const scanned = await scannerIn(programs({ trivy: script }), rest).scan('app:1', null);
  if (!scanned.ok) return `${scanned.reason}: ${scanned.message}`;
  return scanned.scan.vulnerabilities.map(({ id }) => id).join();
}

const ANSWER = `echo '{"found":["CVE-1"]}'`;

describe('a scanner on PATH', () => {
  it('is asked for one image, without a shell', async () => {
    const folder = programs({ trivy: ANSWER });
    const platform = { os: 'linux', architecture: 'arm64', variant: null, osVersion: null };
    await scannerIn(folder).scan('example.com/app:1', platform);
    expect(readFileSync(join(folder, 'words'), 'utf8').trim().split('\n')).toEqual([
      'image',
      '--format=json',
      '--quiet',
      '--scanners=vuln',
      '--platform=linux/arm64',
      '--',
      'example.com/app:1',
    ]);
  });

  it('is asked once about the same image', async () => {
    const folder = programs({ trivy: ANSWER });
    const scanner = scannerIn(folder);
    await Promise.all([scanner.scan('app:1', null), scanner.scan('app:1', null)]);
    expect(readFileSync(join(folder, 'words'), 'utf8').match(/app:1/g)).toHaveLength(1);
  });

  it('may be Grype, where there is no Trivy', async () => {
    const folder = programs({ grype: ANSWER });
    expect(await scannerIn(folder).scan('app:1', null)).toMatchObject({ ok: true });
    expect(readFileSync(join(folder, 'words'), 'utf8')).toContain('registry:app:1');
  });

  it('gets the environment', async () => {
    expect(await outcome(`echo "{\\"found\\":[\\"$TOKEN\\"]}"`)).toBe('from-outside');
  });

  it('is not run for what is no reference', async () => {
    const folder = programs({ trivy: 'exit 9' });
    for (const name of ['--help', 'app:1; touch x', '$(id)', '']) {
      expect(await scannerIn(folder).scan(name, null)).toMatchObject({ reason: 'bad-reference' });
    }
  });

  const rows: Record<string, [script: string, said: string, rest?: Partial<ScannerSettings>]> = {
    'and gives its report': [ANSWER, 'CVE-1'],
    'and fails; what it printed is not shown': [
      'echo "password=secret" >&2; exit 3',
      'failed: trivy ended with code 3',
    ],
    'and answers garbage': [
      'echo garbage: true',
      'unreadable: the answer of trivy: no known report format; known are Sample',
    ],
    'and answers nothing': ['true', 'unreadable: the answer of trivy: the file is empty'],
    'and hangs': [
      'exec sleep 60',
      'timeout: trivy took longer than 0 seconds',
      { longestRun: 300 },
    ],
    'and does not stop to talk': [
      'exec cat /dev/zero',
      'too-large: the report of trivy is too large',
      { largestReport: 1000 },
    ],
  };
  it.each(Object.entries(rows))('is there %s', async (_name, [script, said, rest]) => {
    expect(await outcome(script, rest)).toBe(said);
  });

  it('may not be there', async () => {
    const environment = { PATH: makeFolder() };
    const scanner = createImageScanner({ readers: [reader], environment });
    expect(await scanner.scan('app:1', null)).toEqual({
      ok: false,
      reason: 'missing',
      message: 'neither trivy nor grype is on PATH',
    });
  });
});
