import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  branchesOf,
  commitAll,
  gitIn,
  makeCheckout,
  makeFolder,
  readFolder,
  writeFiles,
} from '../local/folders.ts';
import { json, seaworthy } from './seaworthy.ts';

const FILES = {
  'web/Dockerfile': 'FROM node:22-alpine\nENV NODE_ENV production\nRUN apk add curl\nUSER node\n',
  'api/Dockerfile': 'FROM debian:12\nRUN apt-get install curl\nEXPOSE 22\n',
  'README.md': '# Shop\n',
};
const HARDENING = 'seaworthy/hardening';

/** Everything but what new branches bring. */
function snapshot(folder: string): unknown {
  const news = /^\.git\/(?:objects|refs\/heads\/seaworthy|logs\/refs\/heads\/seaworthy)/;
  return Object.entries(readFolder(folder)).filter(([path]) => !news.test(path));
}

function oursOf(folder: string): readonly string[] {
  return branchesOf(folder).filter((branch) => branch !== 'main');
}

describe('run on a checkout', () => {
  test('makes a branch with one commit for each proposal, and touches nothing else', () => {
    const folder = makeCheckout(FILES);
    const before = snapshot(folder);
    const { code, stdout, stderr } = seaworthy(folder, ['run', '.']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(snapshot(folder)).toEqual(before);
    const ours = oursOf(folder);
    expect(ours).toContain(HARDENING);
    expect(ours.length).toBeGreaterThan(1);
    for (const branch of ours) {
      expect(stdout).toContain(`branch ${branch} (created)`);
      expect(gitIn(folder, 'rev-list', '--count', `main..${branch}`)).toBe('1');
      expect(gitIn(folder, 'rev-parse', `${branch}^`)).toBe(gitIn(folder, 'rev-parse', 'main'));
      expect(gitIn(folder, 'diff', '--name-only', 'main', branch)).toMatch(
        /^(?:\w+\/Dockerfile\n?)+$/,
      );
    }
    expect(stdout).toContain('\n-RUN apt-get install curl\n');
    expect(stdout).toContain('Pull request text');
  });

  test('changes nothing the second time, and says so', () => {
    const folder = makeCheckout(FILES);
    const first = seaworthy(folder, ['run', '.']).stdout;
    const before = readFolder(folder);
    const { code, stdout } = seaworthy(folder, ['run', '.']);
    expect(code).toBe(1);
    expect(readFolder(folder)).toEqual(before);
    expect(stdout).toBe(first.replaceAll('(created)', '(unchanged)'));
  });

  test('--dry-run shows the same and writes nothing', () => {
    const folder = makeCheckout(FILES);
    const before = readFolder(folder);
    const { code, stdout } = seaworthy(folder, ['run', '.', '--dry-run']);
    expect(code).toBe(1);
    expect(stdout).toContain(`branch ${HARDENING} (dry run, nothing written)`);
    expect(readFolder(folder)).toEqual(before);
  });

  test('has nothing left to propose where its branch is merged', () => {
    const folder = makeCheckout({ Dockerfile: 'FROM node:22-alpine\nENV NODE_ENV production\n' });
    seaworthy(folder, ['run', '.']);
    gitIn(folder, 'merge', '--quiet', HARDENING);
    const result = json(seaworthy(folder, ['run', '.', '--format', 'json']));
    expect(JSON.stringify(result)).not.toContain('"kind":"hardening"');
  });

  test('works on the commit at HEAD when the tree is dirty, and says so', () => {
    const folder = makeCheckout(FILES);
    writeFiles(folder, {
      'web/Dockerfile': 'FROM scratch\n',
      'new.Dockerfile': FILES['api/Dockerfile'],
    });
    const before = snapshot(folder);
    const { code, stdout, stderr } = seaworthy(folder, ['run', '.']);
    expect(code).toBe(1);
    expect(stderr).toBe(
      'seaworthy: 2 files with uncommitted changes; working on the commit at HEAD without them\n',
    );
    expect(snapshot(folder)).toEqual(before);
    expect(stdout).not.toContain('new.Dockerfile');
    expect(gitIn(folder, 'show', `${HARDENING}:web/Dockerfile`)).toContain('FROM node:22-alpine');
  });

  test('says that a configuration of the organisation is not read, as check does', () => {
    const folder = makeCheckout({
      Dockerfile: 'FROM scratch\n',
      '.github/seaworthy.yml': 'extends: .github\n',
    });
    const notice =
      'the configuration extends `.github`, which is read on GitHub only: here the file counts alone\n';
    expect(seaworthy(folder, ['run', '.'])).toMatchObject({ stderr: `seaworthy: ${notice}` });
    expect(seaworthy(folder, ['check'])).toMatchObject({
      stderr: `.github/seaworthy.yml: ${notice}`,
    });
  });

  test('works from a detached head', () => {
    const folder = makeCheckout(FILES);
    gitIn(folder, 'checkout', '--quiet', '--detach');
    writeFiles(folder, { 'README.md': '# Shop 2\n' });
    commitAll(folder, 'Off the branch');
    const before = snapshot(folder);
    expect(seaworthy(folder, ['run', '.'])).toMatchObject({ code: 1, stderr: '' });
    expect(snapshot(folder)).toEqual(before);
    expect(gitIn(folder, 'rev-parse', `${HARDENING}^`)).toBe(gitIn(folder, 'rev-parse', 'HEAD'));
  });

  test('leaves a branch alone that a person worked on, and says so', () => {
    const folder = makeCheckout(FILES);
    gitIn(folder, 'branch', HARDENING);
    const { stdout } = seaworthy(folder, ['run', '.']);
    expect(stdout).toContain(
      `(not written: the branch ${HARDENING} holds commits that are not ours)`,
    );
    expect(gitIn(folder, 'rev-parse', HARDENING)).toBe(gitIn(folder, 'rev-parse', 'main'));
  });

  test('reports a Dockerfile that it cannot read and goes on with the others', () => {
    const folder = makeCheckout({
      ...FILES,
      'bad/Dockerfile': Uint8Array.of(0),
      'x/Dockerfile.j2': '',
    });
    const outcome = seaworthy(folder, ['run', '.', '--format', 'json']);
    expect(json(outcome)).toMatchObject({
      skipped: [
        { path: 'bad/Dockerfile', reason: expect.stringContaining('binary') as string },
        { path: 'x/Dockerfile.j2', reason: 'a template by its name' },
      ],
    });
    expect(oursOf(folder)).toContain(HARDENING);
  });

  test('says that there is no commit yet', () => {
    const folder = makeFolder(FILES);
    gitIn(folder, 'init', '--quiet');
    const { code, stdout, stderr } = seaworthy(folder, ['run', '.']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('seaworthy: there is no commit yet; commit the files first\n');
  });

  test('--format json has the promised shape', () => {
    const folder = makeCheckout(FILES);
    const result = json(seaworthy(folder, ['run', '.', '--format', 'json']));
    expect(result).toMatchObject({
      proposals: [
        {
          key: { kind: 'hardening', subject: 'all', to: expect.any(String) as string },
          branch: HARDENING,
          title: expect.any(String) as string,
          body: expect.stringContaining('seaworthy:proposal:v1') as string,
          outcome: { kind: 'created' },
          files: [{ path: 'api/Dockerfile' }, { path: 'web/Dockerfile' }],
        },
        {},
        { key: { subject: 'no-install-recommends' } },
      ],
      left: expect.any(Array) as unknown[],
      waiting: expect.any(Array) as unknown[],
      withdrawn: [],
      skipped: [],
    });
  });
});

describe('run on a folder that is not a checkout', () => {
  test('works on a temporary one, says so, and leaves the folder as it is', () => {
    const folder = makeFolder(FILES);
    const before = readFolder(folder);
    const { code, stdout, stderr } = seaworthy(folder, ['run', '.']);
    expect(code).toBe(1);
    expect(stderr).toBe(
      'seaworthy: . is not the root of a git checkout; working on a temporary one, . stays as it is\n',
    );
    expect(stdout).toContain(HARDENING);
    expect(readFolder(folder)).toEqual(before);
  });

  test('makes no branch in the checkout that the folder is part of', () => {
    const root = makeCheckout(FILES);
    const before = readFolder(root);
    expect(seaworthy(root, ['run', 'web']).stderr).toContain(
      'web is not the root of a git checkout',
    );
    expect(readFolder(root)).toEqual(before);
    expect(branchesOf(root)).toEqual(['main']);
  });

  test('has nothing to propose for an empty folder', () => {
    const { code, stdout } = seaworthy(makeFolder(), ['run', '.']);
    expect([code, stdout]).toEqual([0, 'Nothing to propose.\n']);
  });

  test('says that git is missing', () => {
    const folder = makeFolder(FILES);
    const { code, stdout, stderr } = seaworthy(folder, ['run', '.'], {
      environment: { PATH: join(folder, 'nowhere') },
    });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^seaworthy: git cannot be run: .*ENOENT\n$/);
  });
});
