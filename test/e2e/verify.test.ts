import { execFileSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openBases } from '../../scripts/build-proof/bases.ts';
import { runProgram } from '../../src/local/builders/run-program.ts';
import { makeFolder } from '../local/folders.ts';
import { json, seaworthy, seaworthyMeddled } from './seaworthy.ts';
import type { Outcome } from './seaworthy.ts';

// Real builds on a busy machine take their time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

const bases = openBases();

/** A build that has to start first. */
const WHEN_BUSY = { timeout: 120_000, interval: 500 };

/** What tells buildah where its images are, and that it is the builder. */
const environment: Record<string, string> = { SEAWORTHY_BUILDER: 'buildah' };
for (const [name, value = ''] of Object.entries(bases.environment)) {
  if (/^(CONTAINERS|BUILDAH)_/.test(name)) environment[name] = value;
}
const store = mkdtempSync(join(tmpdir(), 'seaworthy-test-store-'));
environment['CONTAINERS_STORAGE_CONF'] = ownStore(store);

/** Settings of a store for this file alone, in which the bases can only be read. */
function ownStore(folder: string): string {
  const shared = readFileSync(join(bases.folder, 'storage.conf'), 'utf8');
  const driver = /^driver = .*$/m.exec(shared)?.[0] ?? '';
  const [graph, run] = [join(folder, 'storage'), join(folder, 'run')];
  const places = `graphroot = "${graph}"\nrunroot = "${run}"`;
  const others = `additionalimagestores = ["${join(bases.folder, 'storage')}"]`;
  const settings = join(folder, 'storage.conf');
  const text = `[storage]\n${driver}\n${places}\n[storage.options]\n${others}\n`;
  writeFileSync(settings, text);
  return settings;
}

/** What ADD unpacks and COPY does not, though its name does not tell: the fix is wrong here. */
const ARCHIVE = 'blob';
const PROVEN = 'FROM alpine:3.20\nMAINTAINER me\nCMD ["cat", "/etc/alpine-release"]\n';
const DIFFERS = `FROM alpine:3.20\nMAINTAINER me\nADD ${ARCHIVE} /opt/\n`;
const BREAKS = `${DIFFERS}RUN cat /opt/inner\n`;
const UNBUILDABLE = 'FROM alpine:3.20\nMAINTAINER me\nRUN echo "went wrong" && exit 3\n';
const RULES = ['--rule', 'prefer-copy', '--rule', 'maintainer-deprecated'];
const BOTH = ['--safety', 'safe,review', ...RULES];

function folderWith(dockerfile: string): string {
  const folder = makeFolder({ Dockerfile: dockerfile, inner: 'inside\n' });
  execFileSync('tar', ['-cf', ARCHIVE, 'inner'], { cwd: folder });
  return folder;
}

function run(folder: string, ...words: string[]): Outcome {
  return seaworthy(folder, words, { environment });
}

/** Names in the store of this file. */
async function lines(...words: string[]): Promise<string[]> {
  const options = { environment: { ...bases.environment, ...environment }, longest: 60_000 };
  const { output } = await runProgram('buildah', words, options);
  return output.split('\n').filter((line) => line !== '');
}

/** What runs on this machine, words parted by blanks. */
function commandLines(): string[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      return [readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()];
    } catch {
      return [];
    }
  });
}

function containers(): Promise<string[]> {
  return lines('containers', '--format={{.ContainerName}}');
}

async function images(): Promise<string[]> {
  const all = await lines('images', '--all', '--format={{.ReadOnly}} {{.Name}}:{{.Tag}}');
  return all.filter((line) => !line.startsWith('true '));
}

beforeAll(async () => {
  await bases.ensure('alpine:3.20');
}, 600_000);

afterAll(async () => {
  expect(await images()).toEqual([]);
  expect(await containers()).toEqual([]);
  rmSync(store, { recursive: true, force: true });
});

describe('verify', () => {
  test('builds before and after, and names the declared difference', () => {
    const { code, stdout, stderr } = run(folderWith(PROVEN), 'verify', ...RULES);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout)
      .toBe(`Dockerfile (context .): built before and after, differs only as declared (1)
  declared   config label org.opencontainers.image.authors: absent → set
  held         the program ends with code 0, as before
  held         its user is root
`);
  });

  test('finds what no fix declares', () => {
    const { code, stdout } = run(folderWith(DIFFERS), 'verify', ...BOTH);
    expect(code).toBe(1);
    expect(stdout).toContain('built before and after, 2 undeclared differences\n');
    expect(stdout).toContain('  undeclared file /opt/blob: absent → file, mode 0644, owner 0:0\n');
    expect(stdout).toContain('  undeclared file /opt/inner: file, mode 0644, owner 0:0 → absent\n');
    expect(stdout).toContain(
      '  breaks it  prefer-copy in line 3: it also changes /opt/blob, /opt/inner in the built image\n  without it, built before and after, differs only as declared (1)\n',
    );
  });

  test('finds a build that breaks, as JSON', () => {
    const outcome = run(folderWith(BREAKS), 'verify', '--format', 'json', ...BOTH);
    expect(outcome.code).toBe(1);
    const error: unknown = expect.stringContaining('RUN cat /opt/inner');
    const proof = { before: { built: true, error: null }, after: { built: false, error } };
    const place = { path: 'Dockerfile', context: '.', target: null };
    const reason: unknown = expect.stringContaining('the image does not build with it: ');
    const culprits = [{ rule: 'prefer-copy', line: 3, reason }];
    const rest = { differences: [], runs: [], verdict: 'broken', culprits };
    expect(json(outcome)).toEqual({ version: 1, files: [{ ...place, ...proof, ...rest }] });
  });

  test('says when the original does not build either', () => {
    const { code, stdout } = run(folderWith(UNBUILDABLE), 'verify', ...RULES);
    expect(code).toBe(0);
    expect(stdout).toMatch(/: not built: the original does not build either: Error: .*status 3\n$/);
  });

  test('says when only the result builds', () => {
    const stages = 'FROM alpine:3.20 AS build\nRUN touch /file\nFROM scratch\n';
    const folder = makeFolder({ Dockerfile: `${stages}COPY --from=builld /file /file\n` });
    const rule = ['--safety', 'safe,review', '--rule', 'copy-from-unknown'];
    const { code, stdout } = run(folder, 'verify', ...rule);
    expect(code).toBe(0);
    expect(stdout).toMatch(/: built after, which the original does not: Error: .*builld/);
  });

  test('asks no builder where nothing would change', () => {
    const folder = makeFolder({ Dockerfile: 'FROM alpine:3.20\n' });
    const outcome = seaworthy(folder, ['verify'], { environment: { PATH: folder } });
    const stdout = 'Nothing to prove: no file would change.\n';
    expect(outcome).toEqual({ code: 0, stdout, stderr: '' });
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('that gets %s leaves no image and no container', async (signal, code) => {
    // A number that tells this command from those of other processes.
    const command = `sleep ${code}${process.pid}`;
    const folder = folderWith(`FROM alpine:3.20\nMAINTAINER me\nRUN ${command}\n`);
    const isRunning = () => commandLines().some((line) => line.endsWith(command));
    const interrupt = async (child: ChildProcess) => {
      await vi.waitUntil(isRunning, WHEN_BUSY);
      child.kill(signal);
    };
    const outcome = await seaworthyMeddled(folder, ['verify', ...RULES], interrupt, {
      environment,
    });
    const stderr = 'seaworthy: interrupted; removing what was built\n';
    expect(outcome).toEqual({ code, stdout: '', stderr });
    expect(isRunning()).toBe(false);
    expect(await containers()).toEqual([]);
    expect(await images()).toEqual([]);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'that gets %s before any RUN leaves no container and no folder',
    async (signal, code) => {
      // A file that never arrives.
      const server = createServer().listen(0, '127.0.0.1');
      const asked = once(server, 'request');
      await once(server, 'listening');
      onTestFinished(() => {
        server.closeAllConnections();
        server.close();
      });
      const { port } = server.address() as AddressInfo;
      const add = `ADD http://127.0.0.1:${port}/file /\n`;
      const folder = folderWith(`FROM alpine:3.20\nMAINTAINER me\n${add}`);
      const temporary = makeFolder();
      const interrupt = async (child: ChildProcess) => {
        await asked;
        child.kill(signal);
      };
      const outcome = await seaworthyMeddled(folder, ['verify', ...RULES], interrupt, {
        environment: { ...environment, TMPDIR: temporary },
      });
      expect(outcome.code).toBe(code);
      expect(await containers()).toEqual([]);
      expect(await images()).toEqual([]);
      expect(readdirSync(temporary)).toEqual([]);
    },
  );

  test('says when no builder is there', () => {
    const folder = folderWith(PROVEN);
    const outcome = seaworthy(folder, ['verify'], { environment: { PATH: folder } });
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toContain('cannot verify: no program to build images answers');
  });
});

describe('fix --verify', () => {
  test('writes what a build proves, and leaves what it speaks against', () => {
    const folder = folderWith(BREAKS);
    const { code, stderr } = run(folder, 'fix', '--verify', '--write', ...BOTH);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^seaworthy: Dockerfile: line 3: prefer-copy: the image does not build with it: Error: /,
    );
    const after = BREAKS.replace('MAINTAINER me', 'LABEL org.opencontainers.image.authors="me"');
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe(after);
  });

  test('leaves a fix that changes more than it says', () => {
    const outcome = run(folderWith(DIFFERS), 'fix', '--verify', '--format', 'json', ...BOTH);
    const reason = 'it also changes /opt/blob, /opt/inner in the built image';
    const applied = [{ rule: 'maintainer-deprecated' }];
    const left = [{ rule: 'prefer-copy', line: 3, reason }];
    expect(json(outcome)).toMatchObject({ files: [{ applied, left }] });
  });

  test('takes the fixes of a file that does not build before, and says so', () => {
    const { stdout, stderr } = run(folderWith(UNBUILDABLE), 'fix', '--verify', ...RULES);
    expect(stdout).toContain('+LABEL org.opencontainers.image.authors="me"\n');
    expect(stderr).toContain('Dockerfile: not built: the original does not build either: ');
  });
});

describe('run --verify', () => {
  test('says in the pull request what was built and compared', () => {
    const { stdout } = run(folderWith(PROVEN), 'run', '.', '--offline', '--verify');
    expect(stdout).toContain('The images were built before and after:');
    expect(stdout).toContain(
      '- `Dockerfile` (context `.`): both build, configuration and files differ only where a fix says so: `label org.opencontainers.image.authors`; the program ends with code 0, as before (held)',
    );
    expect(stdout).not.toContain('were not built here');
  });

  test('proposes a change without the file that it breaks, and says so', () => {
    const folder = makeFolder({
      'one/Dockerfile': 'FROM alpine:3.20\nADD plain /opt/\n',
      'one/plain': 'text\n',
      'two/Dockerfile': `FROM alpine:3.20\nADD ${ARCHIVE} /opt/\n`,
      'two/inner': 'inside\n',
      '.github/seaworthy.yml': 'posture: strict\n',
    });
    execFileSync('tar', ['-cf', ARCHIVE, 'inner'], { cwd: join(folder, 'two') });
    const outcome = run(folder, 'run', '.', '--offline', '--verify', '--format', 'json');
    const reason =
      'a real build of two/Dockerfile speaks against it: it also changes /opt/blob, /opt/inner in the built image';
    const left: unknown = expect.arrayContaining([
      expect.objectContaining({ path: 'two/Dockerfile', rule: 'prefer-copy', reason }),
    ]);
    const files = [{ path: 'one/Dockerfile', after: 'FROM alpine:3.20\nCOPY plain /opt/\n' }];
    expect(json(outcome)).toMatchObject({ proposals: [{ files }], left });
  });

  test('says that nothing was built without it', () => {
    const { stdout } = run(folderWith(PROVEN), 'run', '.', '--offline');
    expect(stdout).toContain('the images were not built here');
  });

  test('says when the original does not build', () => {
    const { stdout } = run(folderWith(UNBUILDABLE), 'run', '.', '--offline', '--verify');
    expect(stdout).toContain('**not built**: the original does not build here either: Error');
  });
});
