import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { githubScene } from '../github/github-scene.ts';
import type { GitHubScene } from '../github/github-scene.ts';
import { makeFolder } from '../local/folders.ts';
import { asApp, text } from './github/client.ts';
import { json, seaworthyMeddled } from './seaworthy.ts';

const UNTIDY = 'FROM debian:12\nENV A 1\nUSER app\n';

interface SweepScene extends GitHubScene {
  readonly run: (...words: readonly string[]) => ReturnType<typeof seaworthyMeddled>;
  readonly folder: string;
}

/** Five repositories of acme: two untidy ones, one misconfigured, one turned off, one archived. */
async function sweepScene(): Promise<SweepScene> {
  const scene = await githubScene({ Dockerfile: UNTIDY });
  const { host, installation } = scene;
  const others: Readonly<Record<string, readonly [string, string]>> = {
    'acme/api': ['web/Dockerfile', UNTIDY],
    'acme/broken': ['.github/seaworthy.yml', 'version: 9\n'],
    'acme/off': ['.github/seaworthy.yml', 'enabled: false\n'],
  };
  for (const [name, [path, content]] of Object.entries(others)) {
    host.addRepository(name, { files: { [path]: content, Dockerfile: UNTIDY } });
  }
  host.addRepository('acme/old', { files: { Dockerfile: UNTIDY }, archived: true });
  const folder = makeFolder();
  const { body } = await asApp(host)(
    `POST /app/installations/${installation.id}/access_tokens`,
    {},
  );
  const environment = {
    GITHUB_TOKEN: text(body, 'token'),
    GITHUB_API_URL: host.apiUrl,
    XDG_STATE_HOME: folder,
    XDG_CACHE_HOME: folder,
  };
  const run = (...words: readonly string[]) =>
    seaworthyMeddled(folder, ['sweep', 'acme', ...words], () => Promise.resolve(), { environment });
  return { ...scene, run, folder };
}

test('sweep opens pull requests everywhere, once, and then asks next to nothing', async () => {
  const { host, run, folder, pulls, shop } = await sweepScene();
  const dry = await run('--dry-run', '--format', 'json', '--name', 'shop', '--name', 'broken');
  expect(json(dry)).toMatchObject({
    version: 1,
    owner: 'acme',
    isDry: true,
    end: 'complete',
    exclusions: [
      { reason: 'name', count: 2 },
      { reason: 'archived', count: 1 },
    ],
    repositories: [
      { name: 'acme/shop', outcome: 'looked', files: 1 },
      { name: 'acme/broken', outcome: 'misconfigured' },
    ],
    images: [{ reference: 'debian:12', repositories: 1, line: 'debian 12' }],
  });
  expect(dry.code).toBe(2);
  expect(dry.stderr).toContain('acme/broken: .github/seaworthy.yml:1');
  expect(pulls()).toEqual([]);

  const first = await run();
  expect(first.stdout).toContain('4 repositories: 2 looked at, 0 unchanged, 1 turned off');
  expect(first.stdout).toContain('pull requests: 2 created');
  expect(pulls()).toHaveLength(1);
  expect(host.repository('acme/old').issues.size).toBe(0);

  host.log.clear();
  const again = await run('--format', 'csv', '--output', 'report.csv');
  // Who we are, the configuration of the organization, and one page of repositories.
  expect(host.requests.length).toBeLessThanOrEqual(4);
  expect(again.stdout).toContain('2 unchanged');
  const rows = readFileSync(join(folder, 'report.csv'), 'utf8').split('\r\n');
  expect(rows.map((row) => row.split(',').slice(0, 3).join(' '))).toEqual([
    'repository outcome dockerfiles',
    'acme/api unchanged 2',
    'acme/shop unchanged 1',
    expect.stringContaining('acme/broken misconfigured 0'),
    'acme/off disabled 0',
    '',
  ]);

  host.people.push('acme/shop', 'main', { 'b/Dockerfile': UNTIDY }, 'ann');
  const changed = await run('--format', 'html');
  expect(changed.stdout).toContain("default-src 'none'");
  expect(shop.git.resolve('refs/heads/seaworthy/hardening')).not.toBeNull();
  host.assertHonest();
});

test('a failing repository is told at the end, and the others are done', async () => {
  const { host, run, pulls } = await sweepScene();
  const path = /\/repos\/acme\/api\/git\/trees/;
  host.faults.next({ status: 404, match: { path } });
  const { code, stdout } = await run('--concurrency', '1');
  expect(code).toBe(2);
  expect(stdout).toMatch(/acme\/api +reading the files of acme\/api: 404/);
  expect(pulls()).toHaveLength(1);
});

test('words that mean nothing are refused before anything is asked', async () => {
  const { host, run, folder } = await sweepScene();
  host.log.clear();
  writeFileSync(join(folder, 'letter.txt'), 'Dear Ann\n');
  const wrong: readonly (readonly [readonly string[], string])[] = [
    [['--concurrency', '0'], '--concurrency is a whole number from 1 to 16'],
    [['--max-size', 'big'], '--max-size is a whole number'],
    [['--include-archived'], '--include-archived needs --dry-run'],
    [['--state', 'letter.txt'], 'letter.txt: it is no state of a sweep of'],
    [['--offline'], 'which --offline does not ask'],
  ];
  for (const [words, message] of wrong) {
    const { code, stderr } = await run(...words);
    expect({ code, says: stderr.includes(message) ? message : stderr }).toEqual({
      code: 2,
      says: message,
    });
  }
  expect(host.requests).toEqual([]);
});
