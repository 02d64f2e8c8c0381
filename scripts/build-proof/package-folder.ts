import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../../src/local/builders/run-program.ts';
import type { BaseStore } from './bases.ts';

/** Where builds see the folder. */
const MOUNTED = '/packages';
const LONGEST_DOWNLOAD_MS = 300_000;

/**
 * The environment of builds whose apt knows a folder of packages in place of a mirror: the whole index of Debian
 * takes apt longer than all else that examples do, and a mirror may change between two builds. Holds what these
 * texts install, with what it needs and recommends.
 */
export async function openPackageFolder(
  texts: readonly string[],
  bases: BaseStore,
): Promise<BaseStore['environment']> {
  const names = [...new Set(texts.flatMap(packagesOf))].sort();
  const wanted = `${names.join('\n')}\n`;
  const key = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const folder = join(bases.folder, `packages-${key}`);
  if (!existsSync(folder)) await makeFolder(folder, wanted, bases);
  const settings = join(bases.folder, `containers-${key}.conf`);
  const volumes = [
    `${folder}:${MOUNTED}:ro`,
    `${join(folder, 'sources.list')}:/etc/apt/sources.list:ro`,
  ];
  writeFileSync(settings, `[containers]\nvolumes = ${JSON.stringify(volumes)}\n`);
  return { ...bases.environment, CONTAINERS_CONF: settings };
}

/** Made beside its place, so that it is whole when it is there. */
async function makeFolder(folder: string, wanted: string, bases: BaseStore): Promise<void> {
  const made = mkdtempSync(`${folder}-`);
  chmodSync(made, 0o755);
  mkdirSync(join(made, 'partial'));
  writeFileSync(join(made, 'wanted'), wanted);
  writeFileSync(join(made, 'sources.list'), `deb [trusted=yes] file:${MOUNTED} ./\n`);
  await bases.ensure('debian:12');
  await download(made, bases.environment);
  writeFileSync(join(made, 'Packages'), indexOf(made));
  if (existsSync(folder)) rmSync(made, { recursive: true, force: true });
  else renameSync(made, folder);
}

/** Names without a version that `apt-get install` is given. */
function packagesOf(text: string): string[] {
  const lines = text.replaceAll('\\\n', ' ');
  const calls = lines.matchAll(/\bapt(?:-get)? (?:-\S+ )*install ([^&|;\n]*)/g);
  return [...calls].flatMap(([, words = '']) =>
    words.split(/\s+/).filter((word) => /^[a-z0-9][a-z0-9.+-]*$/.test(word)),
  );
}

/** By the apt of the base, which knows what the base has already. */
async function download(folder: string, environment: BaseStore['environment']): Promise<void> {
  const call = async (...words: readonly string[]) => {
    const run = await runProgram('buildah', words, { environment, longest: LONGEST_DOWNLOAD_MS });
    if (run.code !== 0) throw new Error(`Packages cannot be had: ${run.errors.slice(-2000)}`);
    return run.output.trim();
  };
  const container = await call('from', '--pull=false', 'debian:12');
  const options = `--download-only -o Dir::Cache::archives=${MOUNTED} -o APT::Sandbox::User=root`;
  // Some examples name packages that do not exist.
  const known = `$(apt-cache pkgnames | grep -Fx -f ${MOUNTED}/wanted)`;
  const script = `apt-get update && apt-get install -y ${options} ${known}`;
  try {
    await call('run', '--volume', `${folder}:${MOUNTED}`, container, '--', 'sh', '-c', script);
  } finally {
    await call('rm', container);
  }
}

/** https://wiki.debian.org/DebianRepository/Format */
function indexOf(folder: string): string {
  const archives = readdirSync(folder).filter((name) => name.endsWith('.deb'));
  const stanzas = archives.sort().map((name) => {
    const control = execFileSync('dpkg-deb', ['--field', join(folder, name)], { encoding: 'utf8' });
    const content = readFileSync(join(folder, name));
    const hash = createHash('sha256').update(content).digest('hex');
    return `${control}Filename: ./${name}\nSize: ${content.length}\nSHA256: ${hash}\n`;
  });
  return stanzas.join('\n');
}
