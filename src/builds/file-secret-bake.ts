import type { TextEdit } from '../dockerfile/text-edit.ts';
import { readBakeBlocks } from './bake-blocks.ts';
import { isBakeHcl } from './build-names.ts';
import type { Build, BuildFile } from './build.ts';
import type { FileSecret } from './file-secret.ts';
import type { HclBlock, HclEntry } from './hcl.ts';
import { folderOf, joinPath, relativePath } from './paths.ts';
import { isInherited, listedSecrets, placedSecret } from './secret-bake.ts';

/**
 * Gives targets a secret out of a file (https://docs.docker.com/build/bake/reference/#targetsecret). Paths
 * count from the folder in which bake is called, which the context of the target tells.
 */
export function bakeFileSecret(
  file: BuildFile,
  builds: readonly Build[],
  secret: FileSecret,
): TextEdit[] | null {
  const { path, text } = file;
  const blocks = readBakeBlocks(file);
  const edits: TextEdit[] = [];
  for (const build of builds) {
    const named = blocks.filter(({ type, labels }) => {
      return type === 'target' && labels[0] === build.name;
    });
    const [target] = named;
    const folder = target === undefined ? null : callFolder(path, build, target);
    if (target === undefined || named.length > 1 || folder === null) return null;
    if (isInherited(blocks, build.name) || target.attributes.has('inherits')) return null;
    const item = `"id=${secret.id},src=${sourceFrom(folder, secret.path)}"`;
    if (listedSecrets(target)?.includes(item) === true) continue;
    const next = nextAttribute(target);
    const edit = next === null ? null : placedSecret(text, target, next, item, isBakeHcl(path));
    if (edit === null) return null;
    edits.push(edit);
  }
  return edits;
}

/** In front of which a secret is usual. */
function nextAttribute({ attributes }: HclBlock): HclEntry | null {
  const [first] = attributes.values();
  const usual = ['args', 'tags', 'platforms', 'cache-from', 'output'];
  return (
    usual.map((name) => attributes.get(name)).find((one) => one !== undefined) ?? first ?? null
  );
}

/** The folder from which the written context leads to the folder that the build sees. */
function callFolder(path: string, { context }: Build, { attributes }: HclBlock): string | null {
  const written = attributes.get('context')?.value;
  if (context === null || written === undefined) return context;
  if (written.kind !== 'text' || written.text.includes('$')) return null;
  const fitting = [folderOf(path), '.'].filter((one) => joinPath(one, written.text) === context);
  return fitting[0] ?? null;
}

function sourceFrom(folder: string, path: string): string {
  return relativePath(folder, path).replace(/^\.\//, '');
}
