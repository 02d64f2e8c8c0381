import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkoutRoot, findBuildFiles } from '../../src/local/find-build-files.ts';
import { makeFolder } from './folders.ts';

function find(files: Readonly<Record<string, string | Uint8Array>>) {
  return findBuildFiles(makeFolder(files), (path) => /compose\.yaml$|\.env$/.test(path));
}

describe('the build files of a folder are found', () => {
  test('by their paths below it, with their text', () => {
    const { files, unread, isCut } = find({ 'a/compose.yaml': 'x', '.env': 'A=1', 'b.yaml': '' });
    expect(files).toEqual([
      { path: '.env', text: 'A=1' },
      { path: 'a/compose.yaml', text: 'x' },
    ]);
    expect({ unread, isCut }).toEqual({ unread: [], isCut: false });
  });

  test('without those that git ignores, and those of packages', () => {
    const { files } = find({
      '.gitignore': '.env\nvendor/\n',
      '.env': 'A=1',
      'vendor/compose.yaml': '',
      'node_modules/a/compose.yaml': '',
      'b/compose.yaml': '',
    });
    expect(files.map(({ path }) => path)).toEqual(['b/compose.yaml']);
  });

  test('and named when they are no text', () => {
    const { files, unread } = find({ 'compose.yaml': new Uint8Array([0, 1]), '.env': '' });
    expect(files).toEqual([{ path: '.env', text: '' }]);
    expect(unread).toEqual([
      { path: 'compose.yaml', reason: 'it is a binary file (it holds NUL bytes)' },
    ]);
  });

  test('up to a number that no repository reaches', () => {
    const many = Array.from({ length: 2001 }, (_, n) => [`${n}.compose.yaml`, ''] as const);
    const { files, isCut } = find(Object.fromEntries(many));
    expect({ count: files.length, isCut }).toEqual({ count: 2000, isCut: true });
  });
});

test('the root of a checkout is the nearest folder with .git', () => {
  const folder = makeFolder({ '.git/HEAD': '', 'a/.git': 'gitdir: x', 'a/b/c': '', 'd/e': '' });
  expect(checkoutRoot(join(folder, 'a/b'))).toBe(join(folder, 'a'));
  expect(checkoutRoot(join(folder, 'd'))).toBe(folder);
  expect(checkoutRoot(makeFolder())).toBeNull();
});
