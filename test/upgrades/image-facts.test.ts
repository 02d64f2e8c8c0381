import { describe, expect, it } from 'vitest';
import { readImageFacts } from '../../src/upgrades/image-facts.ts';
import { createMemoryRegistry, parsePlatform, reference } from './memory-registry.ts';
import type { ImageOnPlatform, MemoryRegistry } from './memory-registry.ts';
import { tarOf } from '../registry/make-tar.ts';
import { gzipSync } from 'node:zlib';

const APP = reference('app');

async function rootLayer(): Promise<Uint8Array> {
  const status =
    'Package: bash\nVersion: 1\n\nPackage: dash\nVersion: 1\n\nPackage: apt\nVersion: 1\n';
  const tar = await tarOf([
    { name: 'usr/bin/sh', to: 'dash' },
    { name: 'etc/os-release', to: '../usr/lib/os-release' },
    { name: 'usr/lib/os-release', content: 'ID=debian\n' },
    { name: 'var/lib/dpkg/status', content: status },
  ]);
  return gzipSync(tar);
}

async function push(image: ImageOnPlatform): Promise<MemoryRegistry> {
  const memory = createMemoryRegistry();
  await memory.push('app', [image]);
  return memory;
}

describe('the facts of an image', () => {
  it('come from its configuration without reading a layer', async () => {
    const memory = await push({ configuration: { user: 'app' }, layers: [await rootLayer()] });
    expect(await readImageFacts(memory.registry, APP, null, false)).toMatchObject({
      ok: true,
      value: { user: 'app', os: 'linux', distribution: 'unknown', source: 'registry' },
    });
    expect(memory.asked.some((line) => line.startsWith('readLayerFiles'))).toBe(false);
  });

  it('come from its layers where they are wanted', async () => {
    const { registry } = await push({ layers: [await rootLayer(), { 'etc/x': 'x' }] });
    expect(await readImageFacts(registry, APP, null, true)).toMatchObject({
      ok: true,
      value: { distribution: 'debian', packageManager: 'apt', sh: 'dash', bash: true },
    });
  });

  it('follow what a newer layer replaced', async () => {
    const newer = gzipSync(
      await tarOf([
        { name: 'usr/bin/sh', to: 'bash' },
        { name: 'var/lib/.wh.dpkg', content: '' },
        { name: 'etc/.wh.os-release', content: '' },
        { name: 'usr/lib/.wh.os-release', content: '' },
      ]),
    );
    const { registry } = await push({ layers: [await rootLayer(), newer] });
    expect(await readImageFacts(registry, APP, null, true)).toMatchObject({
      ok: true,
      value: { distribution: 'unknown', packageManager: 'unknown', sh: 'bash', bash: 'unknown' },
    });
  });

  it('are those of the configuration when the layers cannot be read', async () => {
    const memory = await push({ configuration: { user: 'app' }, layers: [await rootLayer()] });
    memory.fail('readLayerFiles', 'unavailable');
    expect(await readImageFacts(memory.registry, APP, null, true)).toMatchObject({
      ok: true,
      value: { user: 'app', distribution: 'unknown' },
    });
  });

  it('are a failure when there is no image, or none for the platform', async () => {
    const { registry } = await push({});
    expect(await readImageFacts(registry, reference('other'), null, true)).toMatchObject({
      ok: false,
      failure: { reason: 'not-found' },
    });
    expect(await readImageFacts(registry, APP, parsePlatform('linux/arm64'), true)).toMatchObject({
      ok: false,
      failure: { reason: 'not-found', message: 'app has no image for linux/arm64' },
    });
  });
});
