import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { layeredStore } from '../../src/registry/answer-store.ts';
import { createDiskStore } from '../../src/registry/disk-store.ts';
import { createMemoryStore } from '../../src/registry/memory-store.ts';
import { makeFolder } from '../local/folders.ts';

const text = async (bytes: Promise<Uint8Array | null>): Promise<string | null> => {
  const found = await bytes;
  return found === null ? null : Buffer.from(found).toString();
};

const stores = {
  'in memory': () => createMemoryStore(1000),
  'on disk': () => createDiskStore(join(makeFolder(), 'cache'), 1000),
  'in memory before one on disk': () =>
    layeredStore(createMemoryStore(100), createDiskStore(makeFolder(), 1000)),
};

describe.each(Object.entries(stores))('a store %s', (_name, create) => {
  test('gives back what was written last', async () => {
    const store = create();
    await store.write('a', Buffer.from('one'));
    await store.write('b', Buffer.from('other'));
    await store.write('a', Buffer.from('two'));
    expect(await text(store.read('a'))).toBe('two');
    expect(await text(store.read('b'))).toBe('other');
  });

  test('knows nothing of other keys, and forgets', async () => {
    const store = create();
    await store.write('../../a b:c@d', Buffer.from('one'));
    expect(await store.read('../../a')).toBeNull();
    await store.forget('../../a b:c@d');
    await store.forget('never written');
    expect(await store.read('../../a b:c@d')).toBeNull();
  });

  test('does not keep what is larger than all of it', async () => {
    const store = create();
    await store.write('large', Buffer.alloc(1001));
    expect(await store.read('large')).toBeNull();
  });
});

describe('a store in memory', () => {
  test('drops what was not used for longest', async () => {
    const store = createMemoryStore(1000);
    for (const key of ['a', 'b', 'c']) await store.write(key, Buffer.alloc(300));
    await store.read('a');
    await store.write('d', Buffer.alloc(300));
    const kept = await Promise.all(['a', 'b', 'c', 'd'].map((key) => store.read(key)));
    expect(kept.map((bytes) => bytes?.length)).toEqual([300, undefined, 300, 300]);
  });
});

describe('a store before another', () => {
  test('is filled from it', async () => {
    const [front, back] = [createMemoryStore(100), createMemoryStore(100)];
    await back.write('a', Buffer.from('one'));
    await layeredStore(front, back).read('a');
    expect(await text(front.read('a'))).toBe('one');
  });
});

describe('a store on disk', () => {
  const nameOf = (key: string): string => {
    const hash = createHash('sha256').update(key).digest('hex');
    return join(hash.slice(0, 2), hash);
  };

  test('lives on in the next process', async () => {
    const folder = makeFolder();
    await createDiskStore(folder, 1000).write('a', Buffer.from('one'));
    expect(await text(createDiskStore(folder, 1000).read('a'))).toBe('one');
  });

  const damages: Readonly<Record<string, (path: string) => void>> = {
    cut: (path) => {
      writeFileSync(path, readFileSync(path).subarray(0, 80));
    },
    changed: (path) => {
      writeFileSync(path, readFileSync(path, 'utf8').replace('content', 'Content'));
    },
    emptied: (path) => {
      writeFileSync(path, '');
    },
    'of another version': (path) => {
      writeFileSync(path, readFileSync(path, 'utf8').replace('seaworthy 1', 'seaworthy 2'));
    },
  };
  test.each(Object.entries(damages))(
    'takes a file that was %s for absent',
    async (_name, damage) => {
      const folder = makeFolder();
      const store = createDiskStore(folder, 1000);
      await store.write('a', Buffer.from('content of the answer'));
      damage(join(folder, nameOf('a')));
      expect(await store.read('a')).toBeNull();
      await store.write('a', Buffer.from('anew'));
      expect(await text(store.read('a'))).toBe('anew');
    },
  );

  test('may be deleted while it is in use', async () => {
    const folder = makeFolder();
    const store = createDiskStore(folder, 1000);
    await store.write('a', Buffer.from('one'));
    rmSync(folder, { recursive: true });
    expect(await store.read('a')).toBeNull();
    await store.write('a', Buffer.from('two'));
    expect(await text(store.read('a'))).toBe('two');
  });

  test('that cannot be written knows nothing, and nothing fails', async () => {
    const folder = makeFolder({ file: 'no folder' });
    const store = createDiskStore(join(folder, 'file', 'cache'), 1000);
    await store.write('a', Buffer.from('one'));
    expect(await store.read('a')).toBeNull();
  });

  test('is for its owner alone', async () => {
    const folder = join(makeFolder(), 'cache');
    await createDiskStore(folder, 1000).write('a', Buffer.from('one'));
    chmodSync(folder, 0o700);
    const { mode } = (await import('node:fs')).statSync(join(folder, nameOf('a')));
    expect(mode & 0o777).toBe(0o600);
  });

  test('past its limit drops what was not used for longest, and leaves the files of others', async () => {
    const folder = makeFolder({ 'notes.txt': 'x'.repeat(5000) });
    const first = createDiskStore(folder, 2000);
    for (const key of ['a', 'b', 'c']) {
      await first.write(key, Buffer.alloc(500));
      const time = new Date(2020, 0, 1 + 'abc'.indexOf(key));
      utimesSync(join(folder, nameOf(key)), time, time);
    }
    await first.read('a');
    await createDiskStore(folder, 2000).write('d', Buffer.alloc(500));
    const kept = ['a', 'b', 'c', 'd'].filter((key) => existsSync(join(folder, nameOf(key))));
    expect(kept).toEqual(['a', 'd']);
    expect(existsSync(join(folder, 'notes.txt'))).toBe(true);
  });

  test('leaves no half-written files behind', async () => {
    const folder = makeFolder();
    const store = createDiskStore(folder, 100_000);
    const keys = Array.from({ length: 20 }, (_, index) => String(index));
    await Promise.all([...keys, ...keys].map((key) => store.write(key, Buffer.from(key))));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => file.includes('/'))).toHaveLength(20);
  });
});
