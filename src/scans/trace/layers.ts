import type { Instruction } from '../../dockerfile/model.ts';
import type { HistoryEntry, ScanTarget } from '../../findings/scan-report.ts';
import type { HistoryAlignment } from './align-history.ts';
import { historyStep } from './history-step.ts';

/** Who made a layer. */
export type LayerOwner =
  | { readonly kind: 'base' }
  | { readonly kind: 'instruction'; readonly instruction: Instruction }
  /** The file's own work, in one layer with that of other instructions: squashed, or buildah without `--layers`. */
  | { readonly kind: 'own' }
  /** An instruction that the file does not have, or does not have any more. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'unknown' };

export interface Layers {
  /** By diff id or by digest of the compressed layer. */
  readonly ownerOf: (layer: string) => LayerOwner;
  /** Why layers cannot be told apart, one clause; null when they can. */
  readonly notice: string | null;
}

const BASE: LayerOwner = { kind: 'base' };
const OWN: LayerOwner = { kind: 'own' };
const GONE: LayerOwner = { kind: 'gone' };
const UNKNOWN: LayerOwner = { kind: 'unknown' };

/** Below this, the history is that of another file, or one that a tool rewrote. */
const LEAST_SCORE = 0.25;

/**
 * Leads from layers to instructions: entries of the history that are not empty are the layers, in order (OCI
 * image specification, `config.md`, `history`). `baseDiffIds` are those that the base image has now.
 */
export function readLayers(
  target: ScanTarget,
  alignment: HistoryAlignment,
  baseDiffIds: readonly string[] | null,
): Layers {
  const { diffIds, layerDigests, history } = target;
  const count = Math.max(diffIds.length, layerDigests.length);
  const below = commonStart(diffIds, baseDiffIds ?? []);
  const positions = new Map<string, number>();
  for (const list of [diffIds, layerDigests]) {
    // Empty layers are all the same: the first place is as good as any.
    for (const [index, id] of list.entries()) if (!positions.has(id)) positions.set(id, index);
  }
  const entries = history.flatMap(({ isEmpty }, index) => (isEmpty ? [] : [index]));
  const isSame = entries.length === count;
  const isUsable = isSame && isKnown(alignment, history.length);
  const owners = isUsable ? entries.map((entry) => ownerOfEntry(target, alignment, entry)) : [];
  return {
    ownerOf: (layer) => {
      const position = positions.get(layer);
      if (position === undefined) return UNKNOWN;
      if (position < below) return BASE;
      const owner = owners[position] ?? UNKNOWN;
      // The base image ends here, so that an edit must have taken the instruction away.
      const isOwn = below > 0 && below === baseDiffIds?.length;
      return isOwn && owner.kind === 'base' ? GONE : owner;
    },
    notice:
      isSame || count === 0 || history.length === 0
        ? null
        : `the history of ${target.name} tells of ${entries.length} layers, but it has ${count}; only names tell which line is the cause`,
  };
}

/** True when the history and the file belong together, so that the alignment tells whose each entry is. */
export function isKnown({ score, baseEntries }: HistoryAlignment, entries: number): boolean {
  return score >= LEAST_SCORE || (entries > 0 && baseEntries === entries);
}

function ownerOfEntry(
  { history }: ScanTarget,
  { pairs, baseEntries }: HistoryAlignment,
  entry: number,
): LayerOwner {
  if (entry < baseEntries) return BASE;
  const made = history[entry];
  const keyword = made === undefined ? null : historyStep(made, []).keyword;
  // Other instructions make no files: what lies in their layer comes from those around them.
  if (keyword !== 'RUN' && keyword !== 'COPY' && keyword !== 'ADD') return OWN;
  if (isCollected(history, entry)) return OWN;
  const instruction = pairs.get(entry);
  return instruction === undefined ? GONE : { kind: 'instruction', instruction };
}

/** Buildah without `--layers` makes one layer a stage, with the last step; those before it look empty. */
function isCollected(history: readonly HistoryEntry[], entry: number): boolean {
  if (history[entry]?.comment?.startsWith('FROM ') !== true) return false;
  for (let at = entry - 1; history[at]?.isEmpty === true; at -= 1) {
    const made = history[at];
    const keyword = made === undefined ? null : historyStep(made, []).keyword;
    if (keyword === 'RUN' || keyword === 'COPY' || keyword === 'ADD') return true;
  }
  return false;
}

function commonStart(one: readonly string[], other: readonly string[]): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
