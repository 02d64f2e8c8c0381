import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULTS } from '../../src/config/defaults.ts';
import { openGitRepository } from '../../src/local/git-repository.ts';
import { commitAll, gitIn, makeCheckout, makeFolder, writeFiles } from './folders.ts';
import { proposalFor } from './proposals.ts';

const BRANCH = 'seaworthy/hardening';
const BEFORE = 'FROM alpine\nADD . /app\n';
const AFTER = 'FROM alpine\nCOPY . /app\n';

async function ensure(folder: string, after: Readonly<Record<string, string>>): Promise<void> {
  await (
    await openGitRepository(folder, 'test')
  ).ensureProposal(proposalFor(after), DEFAULTS.pullRequests);
}

describe('ensureProposal keeps', () => {
  /** Mode and bytes of a file on our branch. */
  function onOurs(folder: string, path: string): readonly [string, string] {
    const mode = gitIn(folder, 'ls-tree', '-z', BRANCH, path).slice(0, 6);
    const bytes = execFileSync('git', ['cat-file', 'blob', `${BRANCH}:${path}`], { cwd: folder });
    return [mode, bytes.toString('utf8')];
  }

  test('the mode', async () => {
    const folder = makeFolder({ Dockerfile: BEFORE });
    chmodSync(join(folder, 'Dockerfile'), 0o755);
    gitIn(folder, 'init', '--quiet');
    commitAll(folder, 'First');
    await ensure(folder, { Dockerfile: AFTER });
    expect(onOurs(folder, 'Dockerfile')).toEqual(['100755', AFTER]);
  });

  test('carriage returns, whatever the checkout says of line endings', async () => {
    const before = BEFORE.replaceAll('\n', '\r\n');
    const folder = makeCheckout({ Dockerfile: before });
    writeFiles(folder, { '.gitattributes': '* text=auto eol=lf\n' });
    gitIn(folder, 'add', '.gitattributes');
    gitIn(folder, 'commit', '--quiet', '--message', 'Attributes');
    gitIn(folder, 'config', 'core.autocrlf', 'true');
    const after = AFTER.replaceAll('\n', '\r\n');
    await ensure(folder, { Dockerfile: after });
    expect(onOurs(folder, 'Dockerfile')).toEqual(['100644', after]);
  });

  test.each([
    'a b/Dockerfile',
    `it's "here"/Dockerfile`,
    'Łódź/🚢.Dockerfile',
    'two\nlines/Dockerfile',
    'tab\there/Dockerfile',
    '-f/Dockerfile',
    ':(top)Dockerfile',
  ])('the name %j', async (path) => {
    const folder = makeCheckout({ [path]: BEFORE });
    const { listFiles, readFiles } = await openGitRepository(folder, 'test');
    expect(await listFiles()).toEqual([path]);
    expect((await readFiles([path])).get(path)).toEqual({ ok: true, text: BEFORE });
    await ensure(folder, { [path]: AFTER });
    expect(gitIn(folder, 'diff', '-z', '--name-only', 'main', BRANCH)).toBe(`${path}\0`);
    expect(
      execFileSync('git', ['cat-file', 'blob', `${BRANCH}:${path}`], {
        cwd: folder,
        encoding: 'utf8',
      }),
    ).toBe(AFTER);
  });
});
