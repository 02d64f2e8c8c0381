import { applyEdits } from '../dockerfile/text-edit.ts';
import type { Companion, Surroundings } from '../findings/surroundings.ts';

/** Another file of the repository before and after a change; `before` is null for a new one. */
export interface ChangedCompanion {
  readonly path: string;
  readonly before: string | null;
  readonly after: string;
}

export type CompanionOutcome =
  | { readonly ok: true; readonly files: readonly ChangedCompanion[] }
  /** `reason` is one clause, for a person. */
  | { readonly ok: false; readonly reason: string };

/** Makes the changes; the same change by two fixes is made once. */
export function applyCompanions(
  companions: readonly Companion[],
  surroundings: Surroundings | null,
): CompanionOutcome {
  const files: ChangedCompanion[] = [];
  for (const companion of withoutDoubles(companions)) {
    const { path } = companion;
    if (surroundings === null) return refuse(`${path} is not at hand`);
    if (files.some((file) => file.path === path)) return refuse(`two fixes change ${path}`);
    const before = surroundings.text(path);
    if ('create' in companion) {
      if (surroundings.hasFile(path)) return refuse(`${path} is there already`);
      files.push({ path, before: null, after: companion.create });
      continue;
    }
    if (before === null) return refuse(`${path} cannot be read`);
    const result = applyEdits(before, companion.edits);
    if (!result.ok) return refuse(`the edits of ${path} cannot be applied (${result.reason})`);
    files.push({ path, before, after: result.text });
  }
  return { ok: true, files };
}

function refuse(reason: string): CompanionOutcome {
  return { ok: false, reason };
}

/** True when both cannot go into one round. */
export function companionsConflict(a: readonly Companion[], b: readonly Companion[]): boolean {
  return a.some((one) =>
    b.some((other) => other.path === one.path && printed(other) !== printed(one)),
  );
}

function withoutDoubles(companions: readonly Companion[]): Companion[] {
  return [...new Map(companions.map((one) => [printed(one), one])).values()];
}

function printed(companion: Companion): string {
  return JSON.stringify(companion);
}

/** Of changes one after another, the whole of each file. */
export function mergeCompanions(changes: readonly ChangedCompanion[]): ChangedCompanion[] {
  const merged = new Map<string, ChangedCompanion>();
  for (const change of changes) {
    const first = merged.get(change.path);
    merged.set(change.path, first === undefined ? change : { ...change, before: first.before });
  }
  return [...merged.values()];
}
