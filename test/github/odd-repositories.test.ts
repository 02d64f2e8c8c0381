import { describe, expect, test } from 'vitest';
import { CodeHostError } from '../../src/remediation/code-host-error.ts';
import { readHead } from '../../src/github/read-head.ts';
import { githubScene, installationClient, NAME, outcomes } from './github-scene.ts';

const BRANCH = 'seaworthy/hardening';
const PROBLEM = 'FROM debian:12\nENV A 1\nUSER app\n';

async function diffOf(files: Parameters<typeof githubScene>[0]) {
  const scene = await githubScene(files);
  const report = await scene.look();
  const { git } = scene.shop;
  const changed = git.run(['diff', '--raw', '--no-abbrev', 'main', BRANCH]).split('\n');
  const modes = changed.map((line) => line.replace(/^:(\d+) (\d+) .*\t/, '$1 $2 '));
  return { report, modes, git };
}

describe('a repository', () => {
  test('without a commit has no head', async () => {
    const { host, installation } = await githubScene(undefined);
    const client = await installationClient(host, installation);
    expect(await readHead(client, NAME, null)).toEqual({ kind: 'empty' });
    expect(await readHead(client, { ...NAME, repo: 'gone' }, null)).toEqual({ kind: 'gone' });
  });

  test('that did not change costs one request and nothing of the limit', async () => {
    const { host, installation } = await githubScene({ Dockerfile: PROBLEM });
    const client = await installationClient(host, installation);
    const first = await readHead(client, NAME, null);
    expect(first).toMatchObject({ kind: 'head' });
    const etag = first.kind === 'head' ? first.head.etag : null;
    expect(await readHead(client, NAME, etag)).toEqual({ kind: 'unchanged' });
  });

  test('that is archived is read, and the failure says why nothing is proposed', async () => {
    const { host, look } = await githubScene({ Dockerfile: PROBLEM });
    host.admin.archive('acme/shop', 'ann');
    const failure = await look().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CodeHostError);
    expect(failure).toMatchObject({
      message: 'acme/shop is archived, so that nothing can be proposed',
      isRetryable: false,
    });
  });

  test('whose tree GitHub cuts is read folder by folder', async () => {
    const files = Object.fromEntries(['a', 'b', 'c'].map((dir) => [`${dir}/Dockerfile`, PROBLEM]));
    const { look, shop } = await githubScene(
      { ...files, 'a/deep/Dockerfile': PROBLEM, Dockerfile: PROBLEM },
      { maxTreeEntries: 4 },
    );
    expect(outcomes(await look())).toEqual([`created ${BRANCH}`]);
    expect(shop.git.run(['diff', '--name-only', 'main', BRANCH]).split('\n')).toEqual([
      'Dockerfile',
      'a/Dockerfile',
      'a/deep/Dockerfile',
      'b/Dockerfile',
      'c/Dockerfile',
    ]);
  });

  test('with links and submodules keeps them, and an executable file stays one', async () => {
    const { modes } = await diffOf({
      'run/Dockerfile': { mode: '100755', content: PROBLEM },
      'link/Dockerfile': { mode: '120000', content: '../run/Dockerfile' },
      'sub/Dockerfile': { mode: '160000', oid: 'a'.repeat(40) },
    });
    expect(modes).toEqual(['100755 100755 run/Dockerfile']);
  });

  test('in other encodings is left, and a byte order mark and CRLF are kept', async () => {
    const { report, modes, git } = await diffOf({
      'bom/Dockerfile': `\uFEFF${PROBLEM}`,
      'crlf/Dockerfile': PROBLEM.replaceAll('\n', '\r\n'),
      'latin/Dockerfile': Buffer.from(`# caf\xe9\n${PROBLEM}`, 'latin1'),
      'wide/Dockerfile': Buffer.from(`\uFEFF${PROBLEM}`, 'utf16le'),
    });
    expect(modes).toEqual(['100644 100644 bom/Dockerfile', '100644 100644 crlf/Dockerfile']);
    expect(git.run(['show', `${BRANCH}:bom/Dockerfile`])).toBe(
      '\uFEFFFROM debian:12\nENV A=1\nUSER app',
    );
    expect(git.run(['show', `${BRANCH}:crlf/Dockerfile`])).toContain('ENV A=1\r\n');
    expect(report.skipped.map(({ path }) => path)).toEqual(['latin/Dockerfile', 'wide/Dockerfile']);
  });

  test('that stores files in LFS is not taken by its word for their content', async () => {
    const pointer = [
      'version https://git-lfs.github.com/spec/v1',
      `oid sha256:${'a'.repeat(64)}`,
      'size 12345',
      '',
    ].join('\n');
    const { look } = await githubScene({ Dockerfile: pointer });
    const report = await look();
    expect(outcomes(report)).toEqual([]);
    expect(report.skipped).toMatchObject([{ path: 'Dockerfile' }]);
  });

  test('that protects our branches is told so', async () => {
    const { look, shop, branches } = await githubScene({ Dockerfile: PROBLEM });
    shop.protections.set(BRANCH, { requiresPullRequest: true });
    expect(outcomes(await look())[0]).toMatch(
      /^refused seaworthy\/hardening: GitHub refuses the branch/,
    );
    expect(branches()).toEqual(['main']);
  });

  test('whose default branch is protected gets its pull request', async () => {
    const { look, shop } = await githubScene({ Dockerfile: PROBLEM });
    const rules = { requiresPullRequest: true, requiredStatusChecks: ['ci'], requiredApprovals: 2 };
    shop.protections.set('main', rules);
    expect(outcomes(await look())).toEqual([`created ${BRANCH}`]);
  });

  describe('whose default branch was rebuilt', () => {
    const opened = async () => {
      const scene = await githubScene({ Dockerfile: PROBLEM });
      const start = scene.shop.git.resolve('refs/heads/main') ?? '';
      const more = { Dockerfile: `${PROBLEM}EXPOSE 80\n` };
      scene.host.people.push('acme/shop', 'main', more, 'ann');
      expect(outcomes(await scene.look())).toEqual([`created ${BRANCH}`]);
      const rebuild = (files: Readonly<Record<string, string>>) =>
        scene.host.people.push('acme/shop', 'main', files, 'ann', { from: start });
      return { ...scene, rebuild };
    };

    test.each([
      ['in the same file', { Dockerfile: PROBLEM.replace('USER app', 'USER web') }],
      ['elsewhere', { notes: 'x', Dockerfile: `${PROBLEM}EXPOSE 80\n` }],
    ])('%s has none of its old commits in our branch', async (_where, files) => {
      const { look, shop, rebuild } = await opened();
      const main = rebuild(files);
      expect(outcomes(await look())).toEqual([`updated ${BRANCH}`]);
      expect(shop.git.run(['rev-list', `main..${BRANCH}`]).split('\n')).toHaveLength(1);
      expect(shop.git.resolve(`${BRANCH}^`)).toBe(main);
      expect(outcomes(await look())).toEqual([`unchanged ${BRANCH}`]);
    });

    test('keeps what a person has put on our branch before', async () => {
      const { host, look, shop, rebuild } = await opened();
      const theirs = host.people.push('acme/shop', BRANCH, { notes: 'mine' }, 'ann');
      rebuild({ Dockerfile: PROBLEM.replace('USER app', 'USER web') });
      const why = `the branch ${BRANCH} holds commits that are not ours`;
      expect(outcomes(await look())).toEqual([`refused ${BRANCH}: ${why}`]);
      expect(shop.git.resolve(`refs/heads/${BRANCH}`)).toBe(theirs);
    });

    test.each([
      ['amended', `${BRANCH}^`, 'main^{tree}'],
      ['put on something else', 'main', `${BRANCH}^{tree}`],
    ])('keeps a commit of ours that a person has %s', async (_how, parent, tree) => {
      const { look, shop, rebuild } = await opened();
      rebuild({ Dockerfile: PROBLEM.replace('USER app', 'USER web') });
      const { git } = shop;
      const format = '--format=%an%n%ae%n%B';
      const [name = '', email = '', ...message] = git
        .run(['show', '-s', format, BRANCH])
        .split('\n');
      const author = ['-c', `user.name=${name}`, '-c', `user.email=${email}`];
      const words = ['commit-tree', tree, '-p', parent, '-m', message.join('\n')];
      const theirs = git.run([...author, ...words]);
      git.setRef(`refs/heads/${BRANCH}`, theirs);
      const why = `the branch ${BRANCH} holds commits that are not ours`;
      expect(outcomes(await look())).toEqual([`refused ${BRANCH}: ${why}`]);
      expect(git.resolve(`refs/heads/${BRANCH}`)).toBe(theirs);
    });
  });
});
