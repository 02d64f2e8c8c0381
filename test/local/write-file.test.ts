import { chmodSync, linkSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { replaceFile } from '../../src/local/write-file.ts';
import { makeFolder, readFolder } from './folders.ts';

describe('replaceFile', () => {
  test('writes the text as UTF-8 and leaves nothing else behind', () => {
    const folder = makeFolder({ Dockerfile: 'old' });
    replaceFile(join(folder, 'Dockerfile'), '\uFEFFnew: Łódź\r\n');
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe('\uFEFFnew: Łódź\r\n');
    expect(Object.keys(readFolder(folder))).toEqual(['Dockerfile']);
  });

  test.each([0o600, 0o755, 0o664])('keeps the mode %o', (mode) => {
    const path = join(makeFolder({ Dockerfile: 'old' }), 'Dockerfile');
    chmodSync(path, mode);
    replaceFile(path, 'new');
    expect(statSync(path).mode & 0o777).toBe(mode);
  });

  test('replaces the target of a symbolic link and keeps the link', () => {
    const folder = makeFolder({ 'real/Dockerfile': 'old' });
    symlinkSync('real/Dockerfile', join(folder, 'Dockerfile'));
    replaceFile(join(folder, 'Dockerfile'), 'new');
    const { Dockerfile, 'real/Dockerfile': real } = readFolder(folder);
    expect([Dockerfile, real]).toEqual(['120777 -> real/Dockerfile', '100644 new']);
  });

  test('puts a new file in place of the old one, so that a reader never sees half of it', () => {
    const folder = makeFolder({ Dockerfile: 'old' });
    linkSync(join(folder, 'Dockerfile'), join(folder, 'same-file'));
    replaceFile(join(folder, 'Dockerfile'), 'new');
    expect(readFileSync(join(folder, 'same-file'), 'utf8')).toBe('old');
  });

  test('fails on a missing file instead of making one', () => {
    const folder = makeFolder();
    expect(() => {
      replaceFile(join(folder, 'Dockerfile'), 'new');
    }).toThrow('ENOENT');
    expect(readFolder(folder)).toEqual({});
  });
});
