import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Programs that tests run, each with the Debian package that brings it. */
const PACKAGES: Readonly<Record<string, string>> = {
  buildah: 'buildah',
  debootstrap: 'debootstrap',
  'docker-registry': 'docker-registry',
  htpasswd: 'apache2-utils',
  openssl: 'openssl',
  'redis-server': 'redis-server',
  skopeo: 'skopeo',
  umoci: 'umoci',
  zstd: 'zstd',
};

const LOCK = join(tmpdir(), 'seaworthy-test-tools.lock');
const LONGEST_INSTALLATION_MS = 300_000;

/** Makes sure that these programs are here: on Debian and Ubuntu, what is missing is installed once. */
export async function ensureTools(...names: readonly string[]): Promise<void> {
  if (missing(names).length === 0) return;
  await whileLocked(() => {
    const packages = missing(names).map((name) => PACKAGES[name] ?? name);
    if (packages.length > 0) install(packages);
  });
}

function missing(names: readonly string[]): string[] {
  return names.filter((name) => !isInstalled(name));
}

function isInstalled(name: string): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v "$1"', 'sh', name], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function install(packages: readonly string[]): void {
  const apt = (...words: readonly string[]): void => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', words, { stdio: ['ignore', 'ignore', 'inherit'], env });
  };
  try {
    apt('update');
    apt('install', '--yes', '--no-install-recommends', ...packages);
  } catch (cause) {
    const names = packages.join(' ');
    throw new Error(`These tests need programs of the Debian packages ${names}`, { cause });
  }
}

/** Making a folder succeeds for one process alone; workers of vitest are several. */
async function whileLocked(work: () => void): Promise<void> {
  const end = Date.now() + LONGEST_INSTALLATION_MS;
  while (!isLockTaken()) {
    if (Date.now() > end) throw new Error(`Another installation holds ${LOCK}: remove it`);
    await wait(500);
  }
  try {
    work();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function isLockTaken(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    return false;
  }
}
