import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { githubScene } from '../github/github-scene.ts';
import type { GitHubScene } from '../github/github-scene.ts';
import { makeFolder } from '../local/folders.ts';
import { apiWith } from './github/client.ts';
import { json, seaworthyMeddled } from './seaworthy.ts';

async function scene(files: Readonly<Record<string, string>> = {}): Promise<GitHubScene> {
  const made = await githubScene({ Dockerfile: 'FROM scratch\nENV A 1\nUSER app\n', ...files });
  made.shop.licence = 'MIT';
  return made;
}

function contribute(scene: GitHubScene, folder: string, ...words: readonly string[]) {
  return run(scene, folder, 'acme/shop', ...words);
}

function run(scene: GitHubScene, folder: string, ...words: readonly string[]) {
  return runWith(['public_repo'], scene, folder, ...words);
}

function runWith(
  scopes: readonly string[],
  { host }: GitHubScene,
  folder: string,
  ...words: readonly string[]
) {
  const token = host.tokens.createPersonal(host.world.account('zoe'), scopes);
  const environment = { GITHUB_TOKEN: token, GITHUB_API_URL: host.apiUrl };
  const all = ['contribute', ...words];
  return seaworthyMeddled(folder, all, () => Promise.resolve(), { environment });
}

/** Milliseconds for a test that runs the command many times. */
const MANY = 120_000;

test(
  'everything is shown, nobody can be asked, and nothing is published; with --yes it is, once',
  async () => {
    const made = await scene();
    const folder = makeFolder();
    const asked = await contribute(made, folder);
    expect(asked.code).toBe(2);
    expect(asked.stdout).toContain('+ENV A=1\n');
    expect(asked.stdout).toContain('I am the one who offers it');
    expect(asked.stderr).toBe(
      'seaworthy: nothing was published: nobody can be asked here; say --yes to go on without\n',
    );
    const isWritten = () => made.host.requests.some(({ isWrite }) => isWrite);
    expect(isWritten()).toBe(false);
    expect(await contribute(made, folder, '--dry-run')).toMatchObject({ code: 1, stderr: '' });
    expect(isWritten()).toBe(false);
    const done = await contribute(made, folder, '--yes', '--format', 'json');
    expect(json(done)).toMatchObject({ outcome: { kind: 'created' }, offer: { base: 'main' } });
    const again = await contribute(made, folder, '--yes');
    expect(again.stdout).toContain('unchanged http');
    expect(made.pulls()).toMatchObject([{ author: { login: 'zoe' }, state: 'open' }]);
    made.host.people.push('acme/shop', 'main', { Dockerfile: 'FROM scratch\n' }, 'ann');
    expect(await contribute(made, folder, '--yes')).toMatchObject({ code: 1 });
    expect(made.pulls()).toMatchObject([{ state: 'closed' }]);
    made.host.assertHonest();
  },
  MANY,
);

test(
  'what stops it is told, and a patch that git takes can be written where it may be',
  async () => {
    const made = await scene({
      'CONTRIBUTING.md': 'Please open an issue before a pull request.\n',
    });
    const folder = makeFolder();
    const stopped = await contribute(made, folder, '--yes');
    expect(stopped).toMatchObject({ code: 1, stderr: '' });
    expect(stopped.stdout).toContain('--despite issue-first sets it aside');
    expect(stopped.stdout).toContain('Nothing is offered here.');
    const given = ['--issue', '4', '--publish-patch', 'out'];
    expect(await contribute(made, folder, ...given)).toMatchObject({ code: 1, stderr: '' });
    expect(readFileSync(join(folder, 'out/contribution.md'), 'utf8')).toContain('For #4.');
    const clone = join(folder, 'clone');
    spawnSync('git', ['clone', '-q', made.shop.git.folder, clone]);
    const who = ['-c', 'user.name=ann', '-c', 'user.email=ann@example.com'];
    const { status } = spawnSync(
      'git',
      [...who, 'am', '-q', join(folder, 'out/contribution.patch')],
      { cwd: clone },
    );
    expect(status).toBe(0);
    expect(readFileSync(join(clone, 'Dockerfile'), 'utf8')).toBe(
      'FROM scratch\nENV A=1\nUSER app\n',
    );
    expect(made.pulls()).toEqual([]);
  },
  MANY,
);

test(
  'what is open is followed up everywhere, with what was said, and one failure ends nothing else',
  async () => {
    const made = await scene();
    const { host } = made;
    const folder = makeFolder();
    for (const name of ['done', 'bad', 'mine']) {
      host.addRepository(`else${name}/${name}`, {
        files: { Dockerfile: 'FROM scratch\nENV A 1\nUSER app\n' },
        collaborators: { ann: 'write' },
      }).licence = 'MIT';
    }
    const offered = ['acme/shop', 'elsedone/done', 'elsebad/bad', 'elsemine/mine'];
    for (const name of offered) await run(made, folder, name, '--yes');
    const ann = apiWith(
      host.apiUrl,
      `token ${host.tokens.createPersonal(host.world.account('ann'))}`,
    );
    const comments = [{ path: 'Dockerfile', line: 2, body: 'Quote it?' }];
    await ann('POST /repos/acme/shop/pulls/1/reviews', { event: 'COMMENT', body: '', comments });
    const tip = host.people.push('acme/shop', 'main', { 'b.txt': 'news' }, 'ann');
    host.people.push('elsedone/done', 'main', { Dockerfile: 'FROM scratch\n' }, 'ann');
    host.people.push(
      'elsebad/bad',
      'main',
      { '.github/seaworthy.yml': 'enabled: perhaps\n' },
      'ann',
    );
    host.people.push('zoe/mine', 'seaworthy/hardening', { 'a.txt': 'mine' }, 'zoe');
    const asked = await run(made, folder, '--continue');
    expect(asked.code).toBe(2);
    expect(asked.stdout).toContain('  open, nothing checks it, can be merged\n');
    expect(asked.stdout).toContain('  ann, Dockerfile:2: Quote it?\n');
    expect(asked.stdout).toContain('--drop legacy-key-value takes it out\n');
    expect(asked.stdout).toContain('main has moved since\n');
    expect(made.pulls()).toMatchObject([{ state: 'open' }]);
    const done = json(await run(made, folder, '--continue', '--yes', '--format', 'json'));
    const kinds = [
      ['elsemine/mine', 'kept'],
      ['elsebad/bad', 'failed'],
      ['elsedone/done', 'closed'],
      ['acme/shop', 'updated'],
    ];
    expect(done).toMatchObject({
      contributions: kinds.map(([repository, outcome]) => ({ repository, outcome })),
    });
    const { git } = host.repository('zoe/shop');
    expect(git.commit(git.resolve('refs/heads/seaworthy/hardening') ?? '')?.parents).toEqual([tip]);
    const writes = host.requests.filter(({ isWrite }) => isWrite).length;
    const again = await run(made, folder, '--continue', 'acme/shop');
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout).toContain('  unchanged\n');
    expect(host.requests.filter(({ isWrite }) => isWrite)).toHaveLength(writes);
    host.assertHonest();
  },
  MANY,
);

test(
  'what a reviewer does not want is taken out, and not offered again',
  async () => {
    const made = await scene({
      Dockerfile: 'FROM scratch\nENV A 1\nMAINTAINER me\nUSER app\n',
    });
    const { host } = made;
    const folder = makeFolder();
    await contribute(made, folder, '--yes');
    const fork = host.repository('zoe/shop').git;
    const text = () => fork.run(['show', 'refs/heads/seaworthy/hardening:Dockerfile']);
    const drop = (rule: string) => ['--continue', '--drop', rule, '--yes'];
    expect(await contribute(made, folder, ...drop('legacy'))).toMatchObject({ code: 2 });
    const done = await contribute(made, folder, ...drop('legacy-key-value'));
    expect(done).toMatchObject({ code: 1, stderr: '' });
    expect(text()).toContain('ENV A 1\nLABEL ');
    expect(made.pulls()[0]?.title).toMatch(/^Name the author in the label/);
    const again = await contribute(made, folder, '--continue');
    expect(again.stdout).toContain('  unchanged\n');
    const gone = await contribute(made, folder, ...drop('maintainer-deprecated'));
    expect(gone.stdout).toContain('closed: nothing is left to do');
    expect(made.pulls()).toMatchObject([{ state: 'closed' }]);
    const last = await contribute(made, folder);
    expect(last).toMatchObject({ code: 0, stdout: 'Nothing to offer.\n' });
    host.assertHonest();
  },
  MANY,
);

test(
  'forks that are left over go, where they were made for it and hold nothing else',
  async () => {
    const made = await scene();
    const { host } = made;
    const { people } = host;
    const folder = makeFolder();
    const exists = (name: string) => host.world.repository('zoe', name) !== null;
    const add = (name: string) => {
      const files = { Dockerfile: 'FROM scratch\nENV A 1\nUSER app\n' };
      host.addRepository(`else${name}/${name}`, { files }).licence = 'MIT';
    };
    for (const name of ['before', 'open']) add(name);
    people.fork('elsebefore/before', 'zoe');
    for (const name of ['acme/shop', 'elsebefore/before', 'elseopen/open']) {
      await run(made, folder, name, '--yes');
    }
    people.close('acme/shop', 1, 'ann');
    people.close('elsebefore/before', 1, 'elsebefore');
    const asked = await run(made, folder, '--clean-up');
    expect(asked).toMatchObject({ code: 2 });
    expect(asked.stderr).toContain('nothing was deleted: nobody can be asked here');
    expect(asked.stdout).toContain('zoe/before\n  goes: the branch seaworthy/hardening');
    expect(asked.stdout).toContain('  the fork stays: it may have been there before\n');
    expect(asked.stdout).toContain('  goes: the fork, which holds nothing else\n');
    const refused = await run(made, folder, '--clean-up', '--yes');
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stdout).toContain('which takes the scope `delete_repo`\n');
    const branches = (name: string) =>
      host
        .repository(name)
        .git.references('refs/heads/')
        .map((one) => one.name);
    expect(branches('zoe/shop')).toEqual(['refs/heads/main']);
    expect(branches('zoe/before')).toEqual(['refs/heads/main']);
    const done = await runWith(['public_repo', 'delete_repo'], made, folder, '--clean-up', '--yes');
    expect(done).toMatchObject({ code: 1, stderr: '' });
    expect(['shop', 'before', 'open'].map(exists)).toEqual([false, true, true]);
    host.assertHonest();
  },
  MANY,
);
