import { describe, expect, it } from 'vitest';
import { contentsReader } from '../../src/upgrades/read-base-contents.ts';
import { debImage, listedImage } from './databases.ts';
import { createMemoryRegistry } from './memory-registry.ts';

const NPM = 'pkg:npm/express@4.18.0';
const DEB = 'pkg:deb/debian/openssl@3.0.11-1';

describe('the contents of a base image', () => {
  it('are its layers and what the package database names', async () => {
    const memory = createMemoryRegistry();
    const diffIds = ['sha256:a', 'sha256:b'];
    await memory.push('app:1', {
      ...debImage({ openssl: '3.0.11-1' }),
      configuration: { diffIds },
    });
    const contents = await contentsReader(memory.registry)('app:1', null);
    expect(contents).toMatchObject({
      packages: [{ name: 'openssl', version: '3.0.11-1' }],
      namesLanguagePackages: false,
      diffIds,
      why: null,
    });
  });

  it('name language packages where a bill of materials does', async () => {
    const memory = createMemoryRegistry();
    await memory.push('both:1', listedImage(NPM, DEB));
    await memory.push('system:1', listedImage(DEB));
    const read = contentsReader(memory.registry);
    expect((await read('both:1', null)).namesLanguagePackages).toBe(true);
    expect((await read('system:1', null)).namesLanguagePackages).toBe(false);
  });

  it('are not known where the registry fails, which is said', async () => {
    const memory = createMemoryRegistry();
    memory.fail('readManifest', 'unavailable');
    const contents = await contentsReader(memory.registry)('app:1', null);
    expect(contents).toMatchObject({ packages: null, diffIds: null });
    expect(contents.why).toContain('unavailable');
  });

  it('are not known for what is no name of an image', async () => {
    const contents = await contentsReader(createMemoryRegistry().registry)('NOT A NAME', null);
    expect(contents.why).toBe('NOT A NAME is no name of an image');
  });

  it('are asked for once, however many files use the image', async () => {
    const memory = createMemoryRegistry();
    await memory.push('app:1', debImage({ openssl: '3.0.11-1' }));
    const read = contentsReader(memory.registry);
    await read('app:1', null);
    const before = memory.asked.length;
    await Promise.all(Array.from({ length: 1000 }, () => read('app:1', null)));
    expect(memory.asked).toHaveLength(before);
  });
});
