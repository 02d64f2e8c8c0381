import type { Dockerfile } from '../dockerfile/model.ts';
import { useKey } from './planned-use.ts';
import { editTogether } from './shared-definition.ts';

/** What one image of a file is to become. */
export interface Target {
  readonly path: string;
  /** As resolved from the file. */
  readonly reference: string;
  readonly target: string;
  /** Keys of the images that have to move when this one does. */
  readonly mates: readonly string[];
}

export interface Settlement {
  /** Why targets cannot be reached, by key; one clause without a final dot. */
  readonly vetoes: ReadonlyMap<string, string>;
  /** Keys of targets that one edit changes together. */
  readonly together: readonly (readonly string[])[];
}

/**
 * Keeps the targets that can be written: an ARG that feeds several images moves only where all of them
 * may, and an image does not move without those that have to move with it. Files that are not there,
 * as on the command line, can take any target.
 */
export function settleTargets(
  targets: ReadonlyMap<string, Target>,
  dockerfiles: ReadonlyMap<string, Dockerfile>,
): Settlement {
  const vetoes = new Map<string, string>();
  for (;;) {
    const open = new Map([...targets].filter(([key]) => !vetoes.has(key)));
    const { refused, together } = writeAll(open, dockerfiles);
    for (const [key, reason] of refused) vetoes.set(key, reason);
    for (const [key, { mates }] of open) {
      const lost = mates.find((mate) => vetoes.has(mate));
      if (lost === undefined || vetoes.has(key)) continue;
      vetoes.set(key, `it moves together with ${targets.get(lost)?.reference ?? ''}, which cannot`);
    }
    if (vetoes.size + open.size === targets.size) return { vetoes, together };
  }
}

function writeAll(
  targets: ReadonlyMap<string, Target>,
  dockerfiles: ReadonlyMap<string, Dockerfile>,
): { readonly refused: ReadonlyMap<string, string>; readonly together: string[][] } {
  const refused = new Map<string, string>();
  const together: string[][] = [];
  for (const [path, own] of byFile(targets)) {
    const dockerfile = dockerfiles.get(path);
    if (dockerfile === undefined) continue;
    for (const reference of own.keys()) {
      const verdict = editTogether(dockerfile, reference, own);
      if (!verdict.ok) refused.set(useKey(path, reference), verdict.refusal);
      else together.push(verdict.edit.together.map((one) => useKey(path, one)));
    }
  }
  return { refused, together };
}

/** The target of each reference, file by file. */
function byFile(
  targets: ReadonlyMap<string, Target>,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const files = new Map<string, Map<string, string>>();
  for (const { path, reference, target } of targets.values()) {
    const known = files.get(path) ?? new Map<string, string>();
    files.set(path, known.set(reference, target));
  }
  return files;
}
