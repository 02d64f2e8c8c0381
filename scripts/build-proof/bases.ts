import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runProgram } from '../../src/local/builders/run-program.ts';
import { BASE_RECIPES } from './base-recipes.ts';
import type { BaseRecipe } from './base-recipes.ts';
import { readPackageSource } from './machine-packages.ts';
import { makeBusyboxRoot, makeDebianRoot } from './root-folders.ts';

/** Where local bases are; shared by all checkouts of a machine, and kept until its temporary files go. */
export interface BaseStore {
  /** Where its files are. */
  readonly folder: string;
  /** For buildah and podman: their own store, apart from the machine's. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** True when an image can stand in for this reference, made or not. */
  readonly has: (reference: string) => boolean;
  /** Makes what is missing of these; a name that nothing can stand in for is an error. */
  readonly ensure: (...references: readonly string[]) => Promise<void>;
}

const LONGEST_BASE_MS = 600_000;
const LONGEST_WAIT_MS = 900_000;

/** Opens the store; nothing is made before it is asked for. Needs root, `buildah` and `debootstrap`. */
export function openBases(): BaseStore {
  const folder = join(tmpdir(), `seaworthy-bases-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const environment = storeEnvironment(folder);
  const ensure = async (...references: readonly string[]) => {
    for (const reference of references) await ensureBase(reference, { folder, environment });
  };
  return { folder, environment, has: (reference) => recipeFor(reference) !== null, ensure };
}

interface Store {
  readonly folder: string;
  readonly environment: BaseStore['environment'];
}

function storeEnvironment(folder: string): BaseStore['environment'] {
  const settings = join(folder, 'storage.conf');
  const registries = join(folder, 'registries.conf');
  const [graph, run] = [join(folder, 'storage'), join(folder, 'run')];
  if (!existsSync(settings)) {
    const driver = mayMount(folder) ? 'overlay' : 'vfs';
    writeFileSync(
      settings,
      `[storage]\ndriver = "${driver}"\ngraphroot = "${graph}"\nrunroot = "${run}"\n`,
    );
    writeFileSync(registries, 'unqualified-search-registries = ["docker.io"]\n');
  }
  return {
    ...process.env,
    STORAGE_DRIVER: undefined,
    CONTAINERS_STORAGE_CONF: settings,
    CONTAINERS_REGISTRIES_CONF: registries,
    BUILDAH_ISOLATION: 'chroot',
  };
}

/** Copying a whole image for each step works everywhere, and takes twice as long as mounting. */
function mayMount(folder: string): boolean {
  const trial = mkdtempSync(join(folder, 'trial-'));
  const [lower, upper, work, merged] = ['lower', 'upper', 'work', 'merged'].map((name) => {
    mkdirSync(join(trial, name));
    return join(trial, name);
  });
  try {
    const options = `lowerdir=${lower ?? ''},upperdir=${upper ?? ''},workdir=${work ?? ''}`;
    const words = ['-t', 'overlay', 'overlay', '-o', options, merged ?? ''];
    execFileSync('mount', words, { stdio: 'ignore' });
    execFileSync('umount', [merged ?? ''], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(trial, { recursive: true, force: true });
  }
}

function recipeFor(reference: string): BaseRecipe | null {
  const name = reference.replace(/^docker\.io\/(library\/)?/, '');
  return BASE_RECIPES.find(({ names }) => names.includes(name)) ?? null;
}

async function ensureBase(reference: string, store: Store): Promise<void> {
  const recipe = recipeFor(reference);
  if (recipe === null) throw new Error(`No local image stands in for ${reference}`);
  if (await isMade(recipe, store)) return;
  const lock = join(store.folder, 'making');
  await takeLock(lock);
  try {
    if (!(await isMade(recipe, store))) await makeBase(recipe, store);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Gives all names to an image that has some of them. */
async function isMade({ names }: BaseRecipe, { environment }: Store): Promise<boolean> {
  const call = (...words: readonly string[]) =>
    runProgram('buildah', words, { environment, longest: 60_000 });
  const { output } = await call('images', '--format', '{{.Name}}:{{.Tag}}');
  const present = new Set(output.split('\n'));
  const [made] = names.map(tagOf).filter((name) => present.has(name));
  if (made === undefined) return false;
  const missing = names.map(tagOf).filter((name) => !present.has(name));
  return missing.length === 0 || (await call('tag', made, ...missing)).code === 0;
}

async function makeBase(recipe: BaseRecipe, store: Store): Promise<void> {
  const { names, dockerfile, root } = recipe;
  for (const needed of dockerfile.matchAll(/^FROM (?!scratch)(\S+)/gm)) {
    const base = recipeFor(needed[1] ?? '');
    if (base !== null && !(await isMade(base, store))) await makeBase(base, store);
  }
  const context = join(store.folder, 'context');
  rmSync(context, { recursive: true, force: true });
  mkdirSync(join(context, 'root'), { recursive: true });
  if (root === 'debian') makeDebianRoot(join(context, 'root'), readPackageSource());
  if (root === 'busybox') makeBusyboxRoot(join(context, 'root'));
  if (dockerfile.includes('COPY node ')) copyNode(join(context, 'node'));
  writeFileSync(join(context, 'Dockerfile'), dockerfile);
  const tags = names.flatMap((name) => ['--tag', tagOf(name)]);
  const words = ['build', '--format', 'docker', '--pull=false', '--timestamp=0', ...tags, context];
  const run = await runProgram('buildah', words, {
    environment: store.environment,
    longest: LONGEST_BASE_MS,
  });
  rmSync(context, { recursive: true, force: true });
  if (run.code !== 0)
    throw new Error(`${names[0] ?? ''} cannot be made: ${run.errors.slice(-2000)}`);
}

function tagOf(name: string): string {
  const tagged = name.includes(':') ? name : `${name}:latest`;
  return tagged.includes('/') ? tagged : `docker.io/library/${tagged}`;
}

/** The Node and npm of this machine, as the official image lays them out. */
function copyNode(folder: string): void {
  mkdirSync(join(folder, 'bin'), { recursive: true });
  const program = realpathSync(process.execPath);
  cpSync(program, join(folder, 'bin/node'));
  const modules = join(dirname(dirname(program)), 'lib/node_modules/npm');
  cpSync(modules, join(folder, 'lib/node_modules/npm'), { recursive: true });
  for (const name of ['npm', 'npx']) {
    execFileSync('ln', [
      '-s',
      `../lib/node_modules/npm/bin/${name}-cli.js`,
      join(folder, 'bin', name),
    ]);
  }
}

/** Making a folder succeeds for one process alone; one whose maker is gone is taken over. */
async function takeLock(lock: string): Promise<void> {
  const end = Date.now() + LONGEST_WAIT_MS;
  while (!isTaken(lock)) {
    if (Date.now() > end) throw new Error(`Somebody else makes images: remove ${lock}`);
    if (isAbandoned(lock)) rmSync(lock, { recursive: true, force: true });
    await wait(500);
  }
}

function isTaken(lock: string): boolean {
  try {
    mkdirSync(lock);
    writeFileSync(join(lock, 'pid'), String(process.pid));
    return true;
  } catch {
    return false;
  }
}

function isAbandoned(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
