import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureTools } from './debian-tools.ts';
import { pushImage } from './make-image.ts';
import { startRegistry } from './real-registry.ts';
import type { RealRegistry } from './real-registry.ts';
import { PASSWORD, USER } from './token-server.ts';

const LAYER = { files: { 'etc/os-release': 'ID=debian\n', 'usr/bin/env': 'x' } };

// The token server lives in this process: waiting in a blocking way would wait for ever.
const run = promisify(execFile);

/** What skopeo, which knows nothing of our code, reads from the registry. */
async function skopeo(...words: readonly string[]): Promise<unknown> {
  return JSON.parse((await run('skopeo', words)).stdout);
}

describe.each(['none', 'htpasswd', 'token'] as const)('a registry with auth %s', (auth) => {
  let registry: RealRegistry;
  const credentials = auth === 'none' ? [] : ['--creds', `${USER}:${PASSWORD}`];

  beforeAll(async () => {
    await ensureTools('skopeo', 'umoci');
    registry = await startRegistry({ auth });
  });
  afterAll(() => registry.stop());

  test('holds images that skopeo reads', async () => {
    const config = { Env: ['PATH=/bin'], Labels: { a: 'b' } };
    const pushed = await pushImage(registry, 'app', '1.0', { layers: [LAYER], config });
    const name = `docker://${registry.host}/app:1.0`;
    expect(await skopeo('inspect', '--tls-verify=false', ...credentials, name)).toMatchObject({
      Digest: pushed.digest,
      Env: config.Env,
      Labels: config.Labels,
    });
  });
});

describe('a made image', () => {
  let registry: RealRegistry;
  let folder: string;

  beforeAll(async () => {
    await ensureTools('skopeo', 'umoci', 'zstd');
    registry = await startRegistry();
    folder = mkdtempSync(join(tmpdir(), 'seaworthy-images-'));
  });
  afterAll(async () => {
    await registry.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(['oci', 'docker'] as const)('of format %s is unpacked by umoci', async (format) => {
    await pushImage(registry, `unpacked-${format}`, '1', { layers: [LAYER], format });
    const layout = join(folder, format);
    const from = `docker://${registry.host}/unpacked-${format}:1`;
    await run('skopeo', ['copy', '--quiet', '--src-tls-verify=false', from, `oci:${layout}:1`]);
    await run('umoci', ['unpack', '--rootless', '--image', `${layout}:1`, `${layout}-root`]);
    const release = readFileSync(`${layout}-root/rootfs/etc/os-release`, 'utf8');
    expect(release).toBe('ID=debian\n');
  });

  test('of several platforms has an index with attestations', async () => {
    const pushed = await pushImage(registry, 'index', '1', {
      platforms: ['linux/amd64', 'linux/arm64/v8'],
      sbom: (platform) => (platform === 'linux/amd64' ? { spdxVersion: 'SPDX-2.3' } : null),
    });
    const raw = await skopeo(
      'inspect',
      '--raw',
      '--tls-verify=false',
      `docker://${registry.host}/index:1`,
    );
    expect(raw).toMatchObject({
      manifests: [
        { platform: { os: 'linux', architecture: 'amd64' } },
        {
          digest: pushed.attestations['linux/amd64']?.digest,
          annotations: {
            'vnd.docker.reference.digest': pushed.manifests['linux/amd64']?.digest,
          },
        },
        { platform: { os: 'linux', architecture: 'arm64', variant: 'v8' } },
      ],
    });
  });

  test('with a zstd layer is pushed', async () => {
    const layers = [{ ...LAYER, compression: 'zstd' as const }];
    const pushed = await pushImage(registry, 'zstd', '1', { layers });
    expect(pushed.manifests['linux/amd64']?.layers).toHaveLength(1);
  });

  test('is pushed by requests that the registry logged', async () => {
    await registry.takeRequests();
    await pushImage(registry, 'logged', '1');
    expect((await registry.takeRequests()).at(-1)).toBe('PUT /v2/logged/manifests/1 201');
    expect(await registry.takeRequests()).toEqual([]);
  });
});
