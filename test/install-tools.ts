import { ensureTools } from './registry/debian-tools.ts';

/** Before all tests, because an installation takes longer than a test may. */
export async function setup(): Promise<void> {
  try {
    await ensureTools(
      'buildah',
      'debootstrap',
      'docker-registry',
      'htpasswd',
      'openssl',
      'redis-server',
      'skopeo',
      'umoci',
      'zstd',
    );
  } catch (error) {
    // The tests that need a program fail by themselves; all others can do without.
    console.error(error instanceof Error ? error.message : error);
  }
}
