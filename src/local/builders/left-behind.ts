import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { LeftBehindCommands } from './commands.ts';
import type { ProgramRun } from './run-program.ts';

/** Both spell the same names differently: https://github.com/containers/buildah/blob/main/docs/buildah-info.1.md */
const infoSchema = z.object({ store: z.record(z.string(), z.unknown()) });

/**
 * Removes the containers in which an ended build worked: a builder that is ended between two commands leaves
 * them. They are known by a secret that only this build was offered, which their state names.
 */
export async function removeLeftBehind(
  commands: LeftBehindCommands,
  marker: string,
  call: (words: readonly string[]) => Promise<ProgramRun>,
): Promise<void> {
  const listed = await call(commands.list);
  const ids = listed.output.split('\n').filter((line) => /^[0-9a-f]{12,64}$/.test(line));
  if (ids.length === 0) return;
  const folder = containerFolder((await call(commands.info)).output);
  if (folder === null) return;
  for (const id of ids) {
    if (readState(join(folder, id)).includes(marker)) await call(commands.remove(id));
  }
}

/** Where the store keeps what it knows of each container; null when the answer cannot be read. */
function containerFolder(info: string): string | null {
  const store = infoSchema.safeParse(parseJson(info)).data?.store ?? {};
  const named = new Map(Object.entries(store).map(([name, value]) => [name.toLowerCase(), value]));
  const [root, driver] = [named.get('graphroot'), named.get('graphdrivername')];
  return typeof root === 'string' && typeof driver === 'string'
    ? join(root, `${driver}-containers`)
    : null;
}

function readState(folder: string): string {
  try {
    return readFileSync(join(folder, 'userdata/buildah.json'), 'utf8');
  } catch {
    // It is gone, or no container of a build.
    return '';
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON says nothing.
    return null;
  }
}
