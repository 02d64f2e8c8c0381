import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SHIPPED_IMAGES } from '../shipped-images.ts';
import { openBases } from '../build-proof/bases.ts';
import { runProgram } from '../../src/local/builders/run-program.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import { composePatch } from '../../src/remediation/compose.ts';
import rule from '../../src/rules/build-tools-in-image.ts';
import { surroundingsOf } from '../../test/rules/known-surroundings.ts';
import type { Project } from './projects.ts';

/** What the images of a project do, built as it is and after the split. */
export interface SplitProof {
  /** The Dockerfile after the split; the same as before where there is none. */
  readonly after: string;
  readonly printsBefore: string;
  readonly printsAfter: string;
  /** Where the split image has the tool of the builder; `none` where it has not. */
  readonly toolAfter: string;
}

const LONGEST_BUILD_MS = 300_000;

/** Builds and runs both in a temporary folder; a build that fails is an error with the end of its output. */
export async function proveProject(project: Project): Promise<SplitProof> {
  const { dockerfile, files, tool } = project;
  const store = openBases();
  await store.ensure(...project.bases);
  const folder = mkdtempSync(join(tmpdir(), 'seaworthy-split-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, 'context', path)), { recursive: true });
      writeFileSync(join(folder, 'context', path), text);
    }
    const after = splitText(project);
    const find = ['sh', '-c', `command -v ${tool} || echo none`];
    const place = { folder, environment: store.environment };
    const [printsBefore = ''] = await printed(place, dockerfile, [commandOf(dockerfile)]);
    const [printsAfter = '', toolAfter = ''] = await printed(place, after, [
      commandOf(after),
      find,
    ]);
    return { after, printsBefore, printsAfter, toolAfter: toolAfter.trim() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function splitText({ dockerfile, files }: Project): string {
  const context = {
    ...plainContext([rule], SHIPPED_IMAGES),
    surroundings: surroundingsOf({ files }),
  };
  const policy = { safeties: ['review'] as const, only: null, moveImages: true };
  return composePatch({ path: 'Dockerfile', text: dockerfile }, context, policy).after;
}

interface Place {
  readonly folder: string;
  readonly environment: Parameters<typeof runProgram>[2]['environment'];
}

/** Builds the text, and gives what each of the commands prints in the image. */
async function printed(
  place: Place,
  text: string,
  commands: readonly (readonly string[])[],
): Promise<string[]> {
  const file = join(place.folder, 'Dockerfile');
  writeFileSync(file, text);
  const tag = `localhost/seaworthy-split-${process.pid}`;
  const context = join(place.folder, 'context');
  const options = ['--pull-never', '--format', 'docker', '-t', tag, '-f', file];
  await buildah(place, 'bud', ...options, context);
  const container = (await buildah(place, 'from', '--pull-never', tag)).trim();
  try {
    const outputs: string[] = [];
    for (const words of commands) {
      outputs.push(await buildah(place, 'run', container, '--', ...words));
    }
    return outputs;
  } finally {
    await buildah(place, 'rm', container);
    await buildah(place, 'rmi', '--force', tag);
  }
}

async function buildah(
  { folder, environment }: Place,
  ...words: readonly string[]
): Promise<string> {
  const run = await runProgram('buildah', words, {
    environment,
    longest: LONGEST_BUILD_MS,
    folder,
  });
  if (run.code !== 0) throw new Error(`buildah ${words.join(' ')}: ${run.errors.slice(-2000)}`);
  return run.output;
}

/** The exec form of the last CMD or ENTRYPOINT. */
function commandOf(text: string): string[] {
  const form = /^(?:CMD|ENTRYPOINT) (\[.*)$/m.exec(text)?.[1] ?? '[]';
  const words: unknown = JSON.parse(form);
  return Array.isArray(words) ? words.map(String) : [];
}
