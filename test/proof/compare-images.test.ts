import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/findings/rule.ts';
import type { BuiltConfig, BuiltFile, BuiltImage } from '../../src/proof/built-image.ts';
import { compareImages } from '../../src/proof/compare-images.ts';

const FILE: BuiltFile = { type: 'file', mode: 0o644, uid: 0, gid: 0, size: 2, content: 'aa' };
const PLAIN: BuiltConfig = {
  user: null,
  workdir: null,
  shell: null,
  entrypoint: null,
  cmd: ['a'],
  env: new Map([['PATH', '/bin']]),
  exposed: [],
  volumes: [],
  labels: new Map(),
  healthcheck: null,
  stopSignal: null,
  onbuild: [],
};

interface Side {
  readonly config?: Partial<BuiltConfig>;
  readonly files?: Readonly<Record<string, Partial<BuiltFile>>>;
}

function image({ config = {}, files = {} }: Side): BuiltImage {
  const entries = Object.entries(files).map(
    ([path, file]) => [path, { ...FILE, ...file }] as const,
  );
  return { config: { ...PLAIN, ...config }, files: new Map(entries) };
}

function compare(
  before: Side,
  after: Side,
  effects: readonly Effect[] = [],
  paths: readonly string[] = [],
): string[] {
  return compareImages(image(before), image(after), { effects, paths }).map(
    ({ name, before: a, after: b, declared }) =>
      `${name}: ${a ?? 'absent'} -> ${b ?? 'absent'}${declared ? ' (declared)' : ''}`,
  );
}

describe('two images', () => {
  it('that are alike have no differences', () => {
    const side = { config: { user: 'app' }, files: { '/a': {} } };
    expect(compare(side, side)).toEqual([]);
  });

  it('differ in each field of the configuration', () => {
    const after: Side = {
      config: {
        user: '1000',
        workdir: '/app',
        cmd: ['a', 'b'],
        exposed: ['80/tcp'],
        healthcheck: '{"Test":["NONE"]}',
        stopSignal: 'SIGQUIT',
      },
    };
    expect(compare({}, after, ['user'])).toEqual([
      'user: absent -> 1000 (declared)',
      'workdir: absent -> /app',
      'cmd: ["a"] -> ["a","b"]',
      'exposed: absent -> ["80/tcp"]',
      'healthcheck: absent -> {"Test":["NONE"]}',
      'stopSignal: absent -> SIGQUIT',
    ]);
  });

  it('quote no value of a variable or label', () => {
    const before = { config: { env: new Map([['TOKEN', 'old']]), labels: new Map([['b', '1']]) } };
    const after = { config: { env: new Map([['TOKEN', 'new']]) } };
    expect(compare(before, after, ['labels'])).toEqual([
      'env TOKEN: set -> set to another value',
      'label b: set -> absent (declared)',
    ]);
  });

  const files: Readonly<Record<string, readonly [Partial<BuiltFile>, string]>> = {
    content: [{ content: 'bb' }, '2 bytes, sha256 aa -> 2 bytes, sha256 bb'],
    mode: [{ mode: 0o4755 }, 'mode 0644 -> mode 4755'],
    owner: [{ uid: 1 }, 'owner 0:0 -> owner 1:0'],
    type: [
      { type: 'link', content: 'b' },
      'file, mode 0644, owner 0:0 -> link, mode 0644, owner 0:0',
    ],
  };

  it.each(Object.entries(files))('differ in the %s of a file', (_, [change, text]) => {
    expect(compare({ files: { '/a': {} } }, { files: { '/a': change } })).toEqual([`/a: ${text}`]);
  });

  it('may differ in files that a fix names', () => {
    const before = { files: { '/var/lib/apt/lists/a': {}, '/etc/a': {} } };
    expect(compare(before, {}, [], ['/var/lib/apt/lists/**'])).toEqual([
      '/etc/a: file, mode 0644, owner 0:0 -> absent',
      '/var/lib/apt/lists/a: file, mode 0644, owner 0:0 -> absent (declared)',
    ]);
  });

  it('may differ everywhere when another base is declared', () => {
    const all = compare({ files: { '/srv/a': {} } }, { config: { user: 'x' } }, ['base']);
    expect(all.every((text) => text.endsWith('(declared)'))).toBe(true);
    expect(all).toHaveLength(2);
  });

  it('may differ in what packages own when packages are declared', () => {
    expect(compare({ files: { '/usr/bin/a': {}, '/srv/a': {} } }, {}, ['packages'])).toEqual([
      '/srv/a: file, mode 0644, owner 0:0 -> absent',
      '/usr/bin/a: file, mode 0644, owner 0:0 -> absent (declared)',
    ]);
  });

  it('are not told apart by what differs in two builds of the same text', () => {
    const before = { files: { '/var/log/dpkg.log': {}, '/usr/lib/a.pyc': {} } };
    const after = { files: { '/usr/lib/a.pyc': { content: 'cc' } } };
    expect(compare(before, after)).toEqual([]);
  });
});
