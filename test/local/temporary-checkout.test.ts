import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openGitRepository } from '../../src/local/git-repository.ts';
import { openCheckout } from '../../src/local/temporary-checkout.ts';
import type { Checkout } from '../../src/local/temporary-checkout.ts';
import { gitIn, makeCheckout, makeFolder, readFolder, writeFiles } from './folders.ts';
import type { Files } from './folders.ts';

async function open(folder: string): Promise<Checkout> {
  const checkout = await openCheckout(folder);
  onTestFinished(checkout.close);
  return checkout;
}

/** Content by path, as the repository of a checkout of these files tells it. */
async function readBack(folder: string): Promise<Readonly<Record<string, string>>> {
  const repository = await openGitRepository((await open(folder)).folder, 'test');
  const paths = await repository.listFiles();
  const contents = [...(await repository.readFiles(paths))];
  return Object.fromEntries(
    contents.map(([path, content]) => [path, content.ok ? content.text : content.reason]),
  );
}

const copies: Readonly<Record<string, Files>> = {
  'carriage returns': { Dockerfile: 'FROM alpine\r\nUSER app\r\n' },
  'a byte order mark and no final line end': { Dockerfile: '\uFEFFFROM alpine' },
  'names that git quotes': { 'a b/Łódź "x"/Dockerfile': '1', 'two\nlines/Dockerfile': '2' },
  'nothing at all': {},
};

describe('openCheckout', () => {
  test('takes the root of a checkout as it is', async () => {
    const folder = makeCheckout({ Dockerfile: 'FROM alpine\n' });
    expect(await open(folder)).toMatchObject({ folder, isTemporary: false });
  });

  test('takes a linked working tree as it is', async () => {
    const folder = makeCheckout({ Dockerfile: 'FROM alpine\n' });
    const linked = join(makeFolder(), 'linked');
    gitIn(folder, 'worktree', 'add', '--quiet', '--detach', linked);
    expect(await open(linked)).toMatchObject({ folder: linked, isTemporary: false });
  });

  test('takes the root of a checkout through a link', async () => {
    const link = join(makeFolder(), 'link');
    symlinkSync(makeCheckout({}), link);
    expect((await open(link)).isTemporary).toBe(false);
  });

  test.each(Object.entries(copies))('commits a plain folder elsewhere: %s', async (_, files) => {
    const folder = makeFolder(files);
    const before = readFolder(folder);
    expect(await readBack(folder)).toEqual(files);
    expect(readFolder(folder)).toEqual(before);
  });

  test('takes a folder inside a checkout for a plain one and leaves the checkout alone', async () => {
    const root = makeCheckout({
      'service/Dockerfile': 'FROM alpine\n',
      '.gitignore': 'service/\n',
    });
    const before = readFolder(root);
    expect(await readBack(join(root, 'service'))).toEqual({ Dockerfile: 'FROM alpine\n' });
    expect(readFolder(root)).toEqual(before);
  });

  test('leaves out what .gitignore names', async () => {
    const folder = makeFolder({ '.gitignore': 'out/\n', 'out/Dockerfile': '', Dockerfile: '' });
    expect(Object.keys(await readBack(folder))).toEqual(['.gitignore', 'Dockerfile']);
  });

  test('reads the files of checkouts inside, those without a commit included', async () => {
    const folder = makeFolder({
      'a/Dockerfile': 'FROM a\n',
      'b/Dockerfile': 'FROM b\n',
      Dockerfile: '',
    });
    for (const name of ['a', 'b']) gitIn(join(folder, name), 'init', '--quiet');
    gitIn(join(folder, 'a'), 'add', '--all');
    gitIn(join(folder, 'a'), 'commit', '--quiet', '--message', 'First');
    const before = readFolder(folder);
    expect(await readBack(folder)).toMatchObject({
      'a/Dockerfile': 'FROM a\n',
      'b/Dockerfile': 'FROM b\n',
    });
    expect(readFolder(folder)).toEqual(before);
  });

  test('is not led to another repository by the environment of a git hook', async () => {
    const other = makeCheckout({ other: '' });
    const folder = makeFolder({ Dockerfile: '' });
    for (const [name, value] of [
      ['GIT_DIR', join(other, '.git')],
      ['GIT_INDEX_FILE', join(other, 'index')],
    ] as const) {
      process.env[name] = value;
      onTestFinished(() => {
        Reflect.deleteProperty(process.env, name);
      });
    }
    const before = readFolder(other);
    expect(await readBack(folder)).toEqual({ Dockerfile: '' });
    expect(readFolder(other)).toEqual(before);
  });

  test('removes a temporary checkout when it is closed, and never the folder itself', async () => {
    const folder = makeFolder({ Dockerfile: '' });
    const temporary = await openCheckout(folder);
    temporary.close();
    expect(existsSync(temporary.folder)).toBe(false);
    writeFiles(folder, {});
    gitIn(folder, 'init', '--quiet');
    (await openCheckout(folder)).close();
    expect(existsSync(join(folder, 'Dockerfile'))).toBe(true);
  });
});
