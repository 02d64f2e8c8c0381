import { describe, expect, it } from 'vitest';
import { ignorePaths, pathWithin, readIgnoreFile } from '../../src/builds/dockerignore.ts';

type Row = readonly [text: string, ignored: readonly string[], kept: readonly string[]];

// What moby/patternmatcher answers for the same lines and paths.
const ROWS: Readonly<Record<string, Row>> = {
  'a name is one at the root only': [
    'node_modules',
    ['node_modules', 'node_modules/a/b'],
    ['x/node_modules'],
  ],
  'a leading slash says nothing': ['/dist', ['dist', 'dist/a.js'], ['x/dist']],
  'a trailing slash says nothing': ['dist/', ['dist', 'dist/a'], []],
  'a star stays in its folder': ['*.md', ['a.md'], ['docs/a.md']],
  'a star between slashes is one folder': [
    '*/temp*',
    ['a/temp', 'a/temporary/x'],
    ['temp', 'a/b/temp'],
  ],
  'two stars are any folders, none included': ['**/*.md', ['a.md', 'x/y/a.md'], ['a.mdx']],
  'two stars before a name': [
    '**/node_modules',
    ['node_modules', 'a/b/node_modules/c'],
    ['my_node_modules'],
  ],
  'two stars behind a folder are what is in it': ['a/**', ['a/b', 'a/b/c'], ['a', 'b']],
  'two stars in the middle': ['a/**/z', ['a/z', 'a/b/c/z'], ['az', 'b/z']],
  'a question mark is one character': ['temp?', ['tempa'], ['temp', 'temp/']],
  'a class of characters': ['[ab].txt', ['a.txt', 'b.txt'], ['c.txt', 'ab.txt']],
  'an escaped star is a star': ['\\*.txt', ['*.txt'], ['a.txt']],
  'dots in a name are dots': ['.env', ['.env'], ['xenv', '.env.local']],
  'an exception takes back, in its place': ['*\n!src\n', ['a', 'b/c'], ['src', 'src/a']],
  'the last line that matches counts': [
    '*.md\n!README*.md\nREADME-secret.md',
    ['a.md', 'README-secret.md'],
    ['README.md'],
  ],
  'an exception before it takes nothing back': ['!a\na', ['a'], []],
  'comments and blank lines': ['# a\n\n  b  \n', ['b'], ['a', '# a']],
  'a number sign behind a blank is a name': [' #a', ['#a'], ['a']],
  'paths are cleaned': ['./a//b/../c', ['a/c'], ['a/b']],
  'a byte order mark and carriage returns': ['\uFEFFa\r\nb\r\n', ['a', 'b'], ['c']],
  everything: ['**', ['a', 'a/b'], []],
  'a pattern that the builder refuses': ['[a', [], ['[a', 'a']],
};

describe('a .dockerignore', () => {
  it.each(Object.entries(ROWS))('%s', (_name, [text, ignored, kept]) => {
    const { ignores } = readIgnoreFile(text);
    expect(ignored.filter((path) => !ignores(path))).toEqual([]);
    expect(kept.filter(ignores)).toEqual([]);
  });

  it('is read in time even where patterns are hostile', () => {
    const { ignores } = readIgnoreFile(`${'**/*a'.repeat(40)}b`);
    const started = performance.now();
    expect(ignores('a/'.repeat(300))).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('knows where it may stand', () => {
    expect(ignorePaths('docker/Dockerfile', '.')).toEqual([
      'docker/Dockerfile.dockerignore',
      '.dockerignore',
    ]);
    expect(ignorePaths('a/Dockerfile', 'a')[1]).toBe('a/.dockerignore');
  });
});

describe('a path within a folder', () => {
  it('is relative to it', () => {
    expect(pathWithin('.', 'a/b')).toBe('a/b');
    expect(pathWithin('a', 'a/b')).toBe('b');
    expect(pathWithin('a', 'ab/c')).toBe(null);
  });
});
