import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { mountsOf } from '../dockerfile/mounts.ts';
import { once } from '../dockerfile/once.ts';

/** A `COPY --from` or a mount that reads from a stage. */
interface StageUse {
  readonly by: Stage;
  readonly of: Stage;
  /** What is copied, as written; null for a mount, of which nothing stays. */
  readonly sources: readonly string[] | null;
}

/**
 * The stages of which files at one of `paths` end up in an image: the last one, those that no other
 * uses (they can only be targets), those on which such a stage is built, and those out of which such
 * a stage copies a directory that holds the path. Paths are absolute, without end slash.
 */
export function shippedStages(
  dockerfile: Dockerfile,
  paths: readonly string[],
): ReadonlySet<Stage> {
  const { stages } = dockerfile;
  const copies = new Map<Stage, StageUse[]>();
  for (const use of stageUses(dockerfile)) {
    const known = copies.get(use.by);
    if (known === undefined) copies.set(use.by, [use]);
    else known.push(use);
  }
  const shipped = new Set<Stage>();
  // What a stage uses stands before it.
  for (const stage of stages.toReversed()) {
    if (stage.index === stages.length - 1 || !isStageUsed(dockerfile, stage)) shipped.add(stage);
    if (!shipped.has(stage)) continue;
    if (stage.parent !== null) shipped.add(stage.parent);
    for (const { of, sources } of copies.get(stage) ?? []) {
      if (isCopied(sources, paths)) shipped.add(of);
    }
  }
  return shipped;
}

/** Whether a later stage is built on the stage, copies from it or mounts it. */
export function isStageUsed(dockerfile: Dockerfile, stage: Stage): boolean {
  return usedStages(dockerfile).has(stage);
}

const usedStages = once(findUsed);

function findUsed(dockerfile: Dockerfile): ReadonlySet<Stage> {
  const used = new Set(stageUses(dockerfile).map((use) => use.of));
  for (const { parent } of dockerfile.stages) if (parent !== null) used.add(parent);
  return used;
}

function isCopied(sources: readonly string[] | null, paths: readonly string[]): boolean {
  if (sources === null) return false;
  return sources.map(directoryOf).some((source) => {
    return paths.some((path) => isWithin(path, source) || isWithin(source, path));
  });
}

/** True when `path` is `directory` or lies in it; the root directory is the empty text. */
export function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}

/** `/root/`, `root`, `./root` and `/root/*` are all `/root`; the whole file system is the empty text. */
function directoryOf(source: string): string {
  const parts = source.split('/').filter((part) => part !== '' && part !== '.');
  const glob = parts.findIndex((part) => /[*?[]/.test(part));
  return (glob === -1 ? parts : parts.slice(0, glob)).map((part) => `/${part}`).join('');
}

const stageUses = once(findUses);

function findUses(dockerfile: Dockerfile): readonly StageUse[] {
  return dockerfile.stages.flatMap((by) =>
    by.instructions.flatMap((outer) => usesIn(dockerfile, by, outer.trigger ?? outer)),
  );
}

function usesIn(dockerfile: Dockerfile, by: Stage, instruction: Instruction): StageUse[] {
  const uses: StageUse[] = [];
  const add = (name: string | null | undefined, sources: readonly string[] | null) => {
    const of = stageNamed(dockerfile, name ?? '', by);
    if (of !== null) uses.push({ by, of, sources });
  };
  if (instruction.keyword === 'COPY') {
    const sources = instruction.arguments.slice(0, -1).map((word) => word.text);
    for (const flag of instruction.flags) if (flag.name === 'from') add(flag.value, sources);
  }
  for (const mount of mountsOf(instruction)) add(mount.fields.get('from')?.value, null);
  return uses;
}

/** By name, in any case, or by index. */
function stageNamed({ stages }: Dockerfile, name: string, by: Stage): Stage | null {
  if (name === '') return null;
  const wanted = name.toLowerCase();
  const earlier = stages.slice(0, by.index);
  const named = earlier.findLast((stage) => stage.name === wanted);
  return named ?? (/^\d+$/.test(name) ? (earlier[Number(name)] ?? null) : null);
}
