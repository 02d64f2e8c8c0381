import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import type { LayerFile } from '../../src/image/registry.ts';
import { LayerError } from '../../src/registry/layer-error.ts';
import { readLayerFiles } from '../../src/registry/layer-files.ts';
import { LAYER_LIMITS } from '../../src/registry/layer-limits.ts';
import type { LayerLimits } from '../../src/registry/layer-limits.ts';
import { layerOfFiles } from './make-layer.ts';
import { tarOf, tarOfFiles } from './make-tar.ts';
import { zstdBomb, zstdOf } from './make-zstd.ts';

const GZIP = 'application/vnd.oci.image.layer.v1.tar+gzip';
const TAR = 'application/vnd.oci.image.layer.v1.tar';
const ZSTD = 'application/vnd.oci.image.layer.v1.tar+zstd';
const STATUS = 'var/lib/dpkg/status';
const MEBIBYTE = 1024 ** 2;

/** A stream that remembers how it ended. */
class Source implements AsyncIterable<Uint8Array> {
  isRunning = false;
  isFinished = false;
  readonly #bytes: Uint8Array;
  readonly #chunk: number;

  constructor(bytes: Uint8Array, chunk = 64 * 1024) {
    this.#bytes = bytes;
    this.#chunk = chunk;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    this.isRunning = true;
    try {
      for (let at = 0; at < this.#bytes.length; at += this.#chunk) {
        await Promise.resolve();
        yield this.#bytes.subarray(at, at + this.#chunk);
      }
      this.isFinished = true;
    } finally {
      this.isRunning = false;
    }
  }
}

const all = () => true;

function read(
  bytes: Uint8Array,
  mediaType = GZIP,
  limits: Partial<LayerLimits> = {},
): Promise<readonly LayerFile[]> {
  return readLayerFiles(new Source(bytes), mediaType, all, { ...LAYER_LIMITS, ...limits });
}

function texts(files: readonly LayerFile[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    files.map(({ path, content, link }) => [
      path,
      link === null ? Buffer.from(content).toString() : `-> ${link}`,
    ]),
  );
}

describe('a layer is read', () => {
  const files = { [STATUS]: 'Package: a\n', 'etc/os-release': 'ID=debian\n' };

  it.each([
    ['without compression', TAR, (tar: Buffer) => tar],
    ['in gzip', GZIP, (tar: Buffer) => gzipSync(tar)],
    ['in zstd', ZSTD, (tar: Buffer) => zstdOf(tar)],
    ['in gzip under the type of a plain archive', TAR, (tar: Buffer) => gzipSync(tar)],
    ['in zstd under the type of gzip', GZIP, (tar: Buffer) => zstdOf(tar)],
    ['in an unknown type', 'application/octet-stream', (tar: Buffer) => gzipSync(tar)],
    [
      'in several members of gzip',
      GZIP,
      (tar: Buffer) => Buffer.concat([gzipSync(tar.subarray(0, 700)), gzipSync(tar.subarray(700))]),
    ],
    [
      'in several frames of zstd, one to be skipped',
      ZSTD,
      (tar: Buffer) =>
        Buffer.concat([
          Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]),
          zstdOf(tar.subarray(0, 700)),
          zstdOf(tar.subarray(700)),
        ]),
    ],
  ])('%s', async (_name, mediaType, compress) => {
    expect(texts(await read(compress(await tarOfFiles(files)), mediaType))).toEqual(files);
  });

  it('as the zstd command compresses it', async () => {
    const bytes = await readFile(join(import.meta.dirname, '../fixtures/layers/debian.tar.zst'));
    const found = texts(await read(bytes, ZSTD));
    expect(found['etc/os-release']).toBe('ID=debian\n');
    expect(found[STATUS]?.split('\n\n')).toHaveLength(401);
  });

  it('in chunks of one byte', async () => {
    const bytes = await layerOfFiles(files);
    expect(texts(await readLayerFiles(new Source(bytes, 1), GZIP, all))).toEqual(files);
    const zstd = zstdOf(await tarOfFiles(files));
    expect(texts(await readLayerFiles(new Source(zstd, 1), ZSTD, all))).toEqual(files);
  });

  it('to the end, because a later entry replaces an earlier one', async () => {
    const tar = await tarOf([
      { name: STATUS, content: 'old' },
      { name: 'big', content: Buffer.alloc(MEBIBYTE) },
      { name: STATUS, content: 'new' },
    ]);
    const source = new Source(gzipSync(tar));
    const found = await readLayerFiles(source, GZIP, (path) => path === STATUS);
    expect(texts(found)).toEqual({ [STATUS]: 'new' });
    expect(source.isFinished).toBe(true);
  });

  it('of 200 MiB without holding it', async () => {
    const before = process.memoryUsage().rss;
    const found = await readLayerFiles(largeArchive(200), TAR, (path) => path === STATUS);
    expect(texts(found)).toEqual({ [STATUS]: 'x' });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MEBIBYTE);
  });
});

/** An archive with one file of so many MiB and the package database after it. */
async function* largeArchive(mebibytes: number): AsyncGenerator<Uint8Array, void, undefined> {
  const zeros = Buffer.alloc(MEBIBYTE);
  const header = (await tarOf([{ name: 'big', content: '' }])).subarray(0, 512);
  header.write((mebibytes * MEBIBYTE).toString(8).padStart(11, '0'), 124);
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  yield header;
  for (let at = 0; at < mebibytes; at += 1) yield zeros;
  yield await tarOfFiles({ [STATUS]: 'x' });
}

describe('of the entries', () => {
  const long = `${'deep/'.repeat(60)}status`;

  it.each([
    ['a path with ./ is the plain path', './var/lib/dpkg/status', STATUS],
    ['an absolute path is below the root', '/var/lib/dpkg/status', STATUS],
    ['a long path comes from the extended header', long, long],
    ['a path beyond ASCII is read', 'etc/größe', 'etc/größe'],
    ['a whiteout is kept', 'var/lib/dpkg/.wh.status', 'var/lib/dpkg/.wh.status'],
    ['an opaque whiteout is kept', 'var/lib/.wh..wh..opq', 'var/lib/.wh..wh..opq'],
    ['a path named like a prototype is a path', '__proto__', '__proto__'],
    ['so is one below it', '__proto__/polluted', '__proto__/polluted'],
  ])('%s', async (_name, name, path) => {
    const found = await read(gzipSync(await tarOf([{ name, content: 'x' }])));
    expect(found.map((file) => file.path)).toEqual([path]);
    expect('polluted' in {}).toBe(false);
  });

  it.each(['../etc/passwd', 'var/../../etc/passwd', '.', './', '/'])(
    '%s is nobody’s file',
    async (name) => {
      expect(await read(gzipSync(await tarOf([{ name, content: 'x' }])))).toEqual([]);
    },
  );

  it('directories, devices and what is not wanted are left', async () => {
    const tar = await tarOf([
      { name: 'var/lib' },
      { name: 'etc/motd', content: 'hello' },
      { name: STATUS, content: 'x' },
    ]);
    const found = await readLayerFiles(new Source(tar), TAR, (path) => path.startsWith('var/'));
    expect(texts(found)).toEqual({ [STATUS]: 'x' });
  });

  it('links say where they point, and a hard link is its file', async () => {
    const tar = await tarOf([
      { name: 'bin/sh', to: '/bin/busybox' },
      { name: 'etc/a', content: 'text' },
      { name: 'etc/b', to: './etc/a', isHard: true },
      { name: 'etc/c', to: 'etc/unknown', isHard: true },
    ]);
    expect(texts(await read(tar, TAR))).toEqual({
      'bin/sh': '-> /bin/busybox',
      'etc/a': 'text',
      'etc/b': 'text',
      'etc/c': '-> etc/unknown',
    });
  });

  it('an extended header named like a prototype is harmless', async () => {
    const pax = JSON.parse('{"__proto__":"x","constructor":"y"}') as Record<string, string>;
    expect(texts(await read(await tarOf([{ name: 'a', content: 'x', pax }]), TAR))).toEqual({
      a: 'x',
    });
    expect('x' in {}).toBe(false);
  });
});

describe('a layer is refused, and its source is told to stop', () => {
  async function tar(): Promise<Buffer> {
    return tarOf([
      { name: STATUS, content: Buffer.alloc(300_000, 'a') },
      { name: 'etc/passwd', content: 'root' },
    ]);
  }

  interface Refusal {
    readonly bytes: () => Promise<Buffer>;
    readonly mediaType?: string;
    readonly limits?: Partial<LayerLimits>;
    readonly reason: LayerError['reason'];
    readonly message: RegExp;
  }

  const refusals: Readonly<Record<string, Refusal>> = {
    'a gzip bomb': {
      bytes: async () => gzipSync(await tarOfFiles({ big: Buffer.alloc(80 * MEBIBYTE) })),
      reason: 'too-large',
      message: /more than 200 times its compressed size/,
    },
    'a zstd bomb': {
      bytes: async () => Buffer.concat([zstdOf(await tarOfFiles({})), zstdBomb(40)]),
      mediaType: ZSTD,
      limits: { ratioFrom: 4 * MEBIBYTE },
      reason: 'too-large',
      message: /more than 200 times its compressed size/,
    },
    'a zstd frame that wants a window of 2 GiB': {
      bytes: async () => zstdOf(await tar(), 0xa8),
      mediaType: ZSTD,
      reason: 'too-large',
      message: /window of more than 32 MiB/,
    },
    'more bytes than may be unpacked': {
      bytes: async () => gzipSync(await tar()),
      limits: { streamBytes: 100_000 },
      reason: 'too-large',
      message: /unpacks to more than 100000 bytes/,
    },
    'a huge wanted file': {
      bytes: async () => gzipSync(await tar()),
      limits: { fileBytes: 200_000 },
      reason: 'too-large',
      message: /^var\/lib\/dpkg\/status has more than 200000 bytes$/,
    },
    'too many wanted bytes together': {
      bytes: async () => gzipSync(await tar()),
      limits: { wantedBytes: 200_000 },
      reason: 'too-large',
      message: /wanted files of the layer have more than 200000 bytes/,
    },
    'too many entries': {
      bytes: async () => gzipSync(await tar()),
      limits: { entries: 1 },
      reason: 'too-large',
      message: /more than 1 entries/,
    },
    'truncated gzip': {
      bytes: async () => gzipSync(await tar()).subarray(0, 200),
      reason: 'invalid-answer',
      message: /broken or ends too early/,
    },
    'truncated zstd': {
      bytes: async () => zstdOf(await tar()).subarray(0, 200_000),
      mediaType: ZSTD,
      reason: 'invalid-answer',
      message: /ends too early/,
    },
    'zstd that ends between two blocks': {
      bytes: async () => zstdOf(await tar()).subarray(0, 6 + 3 + 128 * 1024),
      mediaType: ZSTD,
      reason: 'invalid-answer',
      message: /ends too early/,
    },
    'broken gzip': {
      bytes: async () => {
        const bytes = gzipSync(await tar());
        return bytes.fill(0xff, 20, 200);
      },
      reason: 'invalid-answer',
      message: /broken or ends too early/,
    },
    'broken zstd': {
      bytes: async () => Buffer.concat([zstdOf(await tar()), Buffer.from('rubbish')]),
      mediaType: ZSTD,
      reason: 'invalid-answer',
      message: /broken/,
    },
    'a truncated archive': {
      bytes: async () => gzipSync((await tar()).subarray(0, 100_000)),
      reason: 'invalid-answer',
      message: /broken or ends too early/,
    },
    'a broken archive': {
      bytes: async () => gzipSync((await tar()).fill(0x20, 0, 300)),
      reason: 'invalid-answer',
      message: /broken or ends too early/,
    },
    'what is no archive': {
      bytes: () => Promise.resolve(Buffer.from('<html>'.repeat(200))),
      mediaType: TAR,
      reason: 'invalid-answer',
      message: /broken or ends too early/,
    },
    'what is not compressed but should be': {
      bytes: () => Promise.resolve(Buffer.from('<html>'.repeat(200))),
      reason: 'invalid-answer',
      message: /not compressed as its media type says/,
    },
    'an encrypted layer': {
      bytes: tar,
      mediaType: `${GZIP}+encrypted`,
      reason: 'invalid-answer',
      message: /encrypted/,
    },
  };

  test.each(Object.entries(refusals))('%s', async (_name, refusal) => {
    const { mediaType = GZIP, reason, message } = refusal;
    const source = new Source(await refusal.bytes(), 4096);
    const limits = { ...LAYER_LIMITS, ...refusal.limits };
    const reading = readLayerFiles(source, mediaType, (path) => path !== 'big', limits);
    const error: unknown = await reading.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(LayerError);
    expect(error).toMatchObject({ reason, message: expect.stringMatching(message) as string });
    await expect.poll(() => source.isRunning).toBe(false);
  });

  it('at the chunk that proves it, not at the end', async () => {
    const source = new Source(gzipSync(Buffer.alloc(40 * MEBIBYTE)), 1024);
    const limits = { ...LAYER_LIMITS, ratioFrom: 2 * MEBIBYTE };
    await expect(readLayerFiles(source, GZIP, all, limits)).rejects.toThrow(LayerError);
    await expect.poll(() => source.isRunning).toBe(false);
    expect(source.isFinished).toBe(false);
  });
});

it('an error of the source passes through unchanged', async () => {
  const broken = new Error('socket hang up');
  async function* source(): AsyncGenerator<Uint8Array, void, undefined> {
    yield (await layerOfFiles({ [STATUS]: 'x'.repeat(10_000) })).subarray(0, 60);
    throw broken;
  }
  await expect(readLayerFiles(source(), GZIP, all)).rejects.toBe(broken);
});
