import type { TextEdit } from '../dockerfile/text-edit.ts';
import { isBakeFile, isComposeFile, isWorkflow } from './build-names.ts';
import type { Build, BuildFile } from './build.ts';
import { bakeFileSecret } from './file-secret-bake.ts';
import { composeFileSecret } from './file-secret-compose.ts';
import { isPlainPath } from './file-secret.ts';
import type { FileSecret } from './file-secret.ts';
import { workflowFileSecret } from './file-secret-workflow.ts';
import { folderOf, relativePath } from './paths.ts';
import type { SecretEdits, SecretsOutcome } from './secret-edits.ts';

/**
 * Makes every build give a file as a secret with that id. All of them can be edited exactly, or none is; those
 * that do so already stay as they are.
 */
export function passFileAsSecret(
  builds: readonly Build[],
  secret: FileSecret,
  textOf: (path: string) => string | null,
): SecretsOutcome {
  // What a workflow sets for a target is built by the bake file.
  const own = builds.filter(({ kind, name }) => kind !== 'workflow' || name === null);
  const files: SecretEdits[] = [];
  for (const path of new Set(own.map(({ place }) => place.path))) {
    const group = own.filter(({ place }) => place.path === path);
    const text = textOf(path);
    const edits = text === null ? null : editsOf({ path, text }, group, secret);
    if (edits === null) return { ok: false, left: byHand(path, group, secret) };
    if (edits.length > 0) files.push({ path, edits });
  }
  return { ok: true, files };
}

function editsOf(
  file: BuildFile,
  builds: readonly Build[],
  secret: FileSecret,
): readonly TextEdit[] | null {
  // Offsets are those of the text behind a byte order mark.
  if (!isPlainPath(secret.path) || file.text.startsWith('\uFEFF')) return null;
  if (isComposeFile(file.path)) return composeFileSecret(file, builds, secret);
  if (isBakeFile(file.path)) return bakeFileSecret(file, builds, secret);
  return isWorkflow(file.path) ? workflowFileSecret(file, builds, secret) : null;
}

/** What a person has to write in a file, one clause. */
function byHand(path: string, builds: readonly Build[], { id, path: file }: FileSecret): string {
  const lines = [...new Set(builds.map(({ place }) => place.line))].join(', ');
  const place = `${path}, line ${lines}`;
  if (isComposeFile(path)) {
    const from = relativePath(folderOf(path), file);
    return `list the secret \`${id}\` under \`build: secrets:\` of the service, and declare it with \`file: ${from}\` (${place})`;
  }
  if (isBakeFile(path)) {
    return `write \`secret = ["id=${id},src=${file}"]\` in the target (${place})`;
  }
  return `pass \`--secret id=${id},src=${file}\`, or \`secret-files: ${id}=${file}\` of the action (${place})`;
}
