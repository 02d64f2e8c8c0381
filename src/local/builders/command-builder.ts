import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type {
  BuilderFailure,
  BuildOutcome,
  BuildRequest,
  ImageBuilder,
  ReadOutcome,
  RunOutcome,
} from '../../proof/image-builder.ts';
import { ArchiveError } from './archive-error.ts';
import { openBuildFolder } from './build-folder.ts';
import type { BuilderCommands } from './commands.ts';
import { describeFailure } from './failure-text.ts';
import { removeLeftBehind } from './left-behind.ts';
import { readImageArchive } from './read-archive.ts';
import type { KnownLayers } from './read-archive.ts';
import { runProgram } from './run-program.ts';
import type { ProgramRun } from './run-program.ts';
import { openTemporaryFolder } from '../temporary-folder.ts';
import type { TemporaryFolder } from '../temporary-folder.ts';

export interface BuilderSettings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds for one build. */
  readonly longestBuild?: number;
}

/** Milliseconds. */
const LONGEST_BUILD = 15 * 60_000;
const LONGEST_STEP = 5 * 60_000;

/** A builder that is a program on PATH. Its images get names of their own, and are removed on `close`. */
export function createCommandBuilder(
  commands: BuilderCommands,
  { environment, longestBuild = LONGEST_BUILD }: BuilderSettings,
): ImageBuilder {
  const known: KnownLayers = new Map();
  const images = new Set<string>();
  const containers = new Map<string, readonly string[]>();
  const ending = new AbortController();

  const pending = new Set<Promise<unknown>>();

  // What the program forgets when it is ended, and what its cache mounts keep, goes with this folder.
  let scratch: TemporaryFolder | null = null;
  const call = (words: readonly string[], longest = LONGEST_STEP): Promise<ProgramRun> => {
    scratch ??= openTemporaryFolder('seaworthy-proof-');
    const own = { ...environment, TMPDIR: scratch.path };
    const { program } = commands;
    return runProgram(program, words, { environment: own, longest, signal: ending.signal });
  };
  // What is under way tidies up after itself before all that is left is removed.
  const tracked =
    <Words extends readonly unknown[], Result>(work: (...words: Words) => Promise<Result>) =>
    (...words: Words): Promise<Result> => {
      const promise = work(...words);
      pending.add(promise);
      const forget = () => pending.delete(promise);
      promise.then(forget, forget);
      return promise;
    };
  const tidy = (words: readonly string[]): Promise<ProgramRun> =>
    runProgram(commands.program, words, { environment, longest: LONGEST_STEP });

  async function build(request: BuildRequest): Promise<BuildOutcome> {
    const id = randomUUID();
    const [image, marker] = [`localhost/seaworthy-proof:${id}`, `seaworthy-proof-${id}`];
    images.add(image);
    const folder = openBuildFolder(request);
    const { target, args } = request;
    try {
      const words = commands.build({ image, target, args, marker, ...folder });
      const run = await call(words, longestBuild);
      if (run.end !== 'code' && commands.leftBehind !== null) {
        await removeLeftBehind(commands.leftBehind, marker, tidy);
      }
      return run.code === 0 ? { ok: true, image } : describeFailure(run, longestBuild / 1000);
    } finally {
      folder.remove();
    }
  }

  async function read(image: string): Promise<ReadOutcome> {
    const folder = openTemporaryFolder('seaworthy-proof-');
    try {
      const path = join(folder.path, 'image.tar');
      const run = await call(commands.save(image, path));
      if (run.code !== 0) return describeFailure(run, LONGEST_STEP / 1000);
      return { ok: true, content: await readImageArchive(path, known) };
    } catch (error) {
      return unreadable(error);
    } finally {
      folder.remove();
    }
  }

  async function run(
    image: string,
    command: readonly string[],
    longest: number,
  ): Promise<RunOutcome> {
    const container = `seaworthy-proof-${randomUUID()}`;
    const words = commands.run(image, container, command);
    containers.set(container, words.remove);
    try {
      const made = words.prepare === null ? null : await call(words.prepare);
      if (made !== null && made.code !== 0) return describeFailure(made, LONGEST_STEP / 1000);
      const ended = await call(words.start, longest);
      const isUnstarted = ended.code !== null && commands.unstarted.includes(ended.code);
      return isUnstarted ? describeFailure(ended, longest / 1000) : outcomeOf(ended, longest);
    } finally {
      await tidy(words.remove);
      containers.delete(container);
    }
  }

  async function remove(image: string): Promise<void> {
    if (images.delete(image)) await tidy(commands.remove(image));
  }

  async function close(): Promise<void> {
    ending.abort();
    await Promise.allSettled(pending);
    for (const words of containers.values()) await tidy(words);
    for (const image of images) await remove(image);
    scratch?.remove();
  }

  return {
    name: commands.name,
    build: tracked(build),
    read: tracked(read),
    run: tracked(run),
    remove,
    close,
  };
}

function outcomeOf(run: ProgramRun, longest: number): RunOutcome {
  if (run.end === 'timeout') return { ok: true, end: 'alive' };
  if (run.code === null) return describeFailure(run, longest / 1000);
  return { ok: true, end: 'exit', code: run.code, output: run.output };
}

function unreadable(error: unknown): BuilderFailure {
  if (error instanceof ArchiveError)
    return { ok: false, reason: 'unreadable', message: error.message };
  if (error instanceof Error && 'code' in error) {
    return {
      ok: false,
      reason: 'unreadable',
      message: 'the image cannot be read from its archive',
    };
  }
  throw error;
}
