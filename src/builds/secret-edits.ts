import type { TextEdit } from '../dockerfile/text-edit.ts';
import { isBakeFile, isComposeFile, isWorkflow } from './build-names.ts';
import type { Build, BuildFile } from './build.ts';
import { bakeSecret } from './secret-bake.ts';
import { composeSecret } from './secret-compose.ts';
import type { SecretOutcome } from './secret-outcome.ts';
import { workflowSecret } from './secret-workflow.ts';

/** The change of one build file. */
export interface SecretEdits {
  readonly path: string;
  readonly edits: readonly TextEdit[];
}

export type SecretsOutcome =
  | { readonly ok: true; readonly files: readonly SecretEdits[] }
  | { readonly ok: false; readonly left: string };

/**
 * Makes every build that passes the argument pass a secret with that id instead. All of them can be edited
 * exactly, or none is.
 */
export function passAsSecret(
  builds: readonly Build[],
  name: string,
  textOf: (path: string) => string | null,
): SecretsOutcome {
  const files = new Map<string, TextEdit[]>();
  for (const build of builds.filter(({ args }) => args.has(name))) {
    const { path, line } = build.place;
    const text = textOf(path);
    const refused = `write \`--secret id=${name}\` in ${path}, line ${line}, in place of the argument`;
    if (text === null) return { ok: false, left: refused };
    const outcome = readerOf(path)({ path, text }, build, name);
    if (outcome === null) return { ok: false, left: refused };
    if (!outcome.ok) return { ok: false, left: `${outcome.left} (${path}, line ${line})` };
    const edits = files.get(path) ?? [];
    for (const edit of outcome.edits)
      if (!edits.some((other) => isSame(other, edit))) edits.push(edit);
    files.set(path, edits);
  }
  return { ok: true, files: [...files].map(([path, edits]) => ({ path, edits })) };
}

type SecretEditor = (file: BuildFile, build: Build, name: string) => SecretOutcome | null;

function readerOf(path: string): SecretEditor {
  if (isComposeFile(path)) return composeSecret;
  if (isBakeFile(path)) return bakeSecret;
  return isWorkflow(path) ? workflowSecret : () => null;
}

function isSame(a: TextEdit, b: TextEdit): boolean {
  return a.text === b.text && a.span.start === b.span.start && a.span.end === b.span.end;
}
