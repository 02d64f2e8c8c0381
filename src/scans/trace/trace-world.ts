import { imageUses } from '../../dockerfile/image-uses.ts';
import type { ImageUse } from '../../dockerfile/image-uses.ts';
import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import { copiesOf } from '../../findings/copies.ts';
import type { Copy } from '../../findings/copies.ts';
import type { MatchedScan } from '../matched-scan.ts';
import type { BaseContents } from '../../image/base-contents.ts';
import { comparableName } from '../../image/package-name.ts';
import type { TraceContext } from '../trace-context.ts';
import { alignHistory } from './align-history.ts';
import type { FileLookup } from './context-file.ts';
import { installsOf } from './installs.ts';
import type { Install } from './installs.ts';
import { readLayers } from './layers.ts';
import type { Layers } from './layers.ts';
import { builtStage, shippedChain, stageChain } from './shipped-chain.ts';
import type { ShippedInstruction } from './shipped-chain.ts';

/** What is known of one scanned image and the stage that it was built from. */
export interface TraceWorld {
  readonly dockerfile: Dockerfile;
  /** What the image was built from, from the bottom. */
  readonly chain: readonly ShippedInstruction[];
  readonly stageOf: ReadonlyMap<Instruction, Stage>;
  /** Every command that installs packages, in order. */
  readonly installs: readonly Install[];
  readonly copies: readonly Copy[];
  /** Null for `scratch`. */
  readonly base: ImageUse | null;
  /** False when the file names another base image by now: what came with the old one is gone. */
  readonly isBaseSame: boolean;
  readonly contents: BaseIndex | null;
  readonly layers: Layers;
  readonly lookup: FileLookup;
  /**
   * The files that say which version, filled as they are asked for: a report has thousands of packages, and all
   * of a kind that come the same way lead to one file.
   */
  readonly files: Map<string, string | null>;
}

/** The packages of the base image, as it is now. */
export interface BaseIndex {
  readonly has: (type: string | null, name: string, version: string | null) => boolean;
  readonly namesLanguagePackages: boolean;
}

/** Null when the file has no such stage. */
export function traceWorld(
  dockerfile: Dockerfile,
  matched: MatchedScan,
  context: TraceContext,
): TraceWorld | null {
  const stage = builtStage(dockerfile, matched.target) ?? dockerfile.stages.at(-1) ?? null;
  if (stage === null) return null;
  const { target } = matched.scan;
  const chain = shippedChain(stage);
  const stageOf = new Map(chain.map((one) => [one.instruction, one.stage]));
  const base = baseUse(dockerfile, stage, matched);
  const reference = base?.resolved ?? matched.base;
  const contents = reference === null ? null : context.baseContents(reference);
  const now = alignHistory(dockerfile, String(stage.index), target.history);
  const baseEntries = Math.min(now.baseEntries, matched.baseEntries ?? now.baseEntries);
  return {
    dockerfile,
    chain,
    stageOf,
    installs: chain.flatMap((one) => installsOf(dockerfile, one)),
    copies: copiesOf(dockerfile).filter(({ instruction }) => stageOf.has(instruction)),
    base,
    isBaseSame: matched.base === null || (base?.resolved ?? matched.base) === matched.base,
    contents: contents === null ? null : baseIndex(contents),
    layers: readLayers(target, { ...now, baseEntries }, contents?.diffIds ?? null),
    lookup: { dockerfilePath: matched.path, hasFile: context.hasFile },
    files: new Map(),
  };
}

/** For an image that stages are built on, the FROM that names it; else that below the built stage. */
function baseUse(dockerfile: Dockerfile, stage: Stage, matched: MatchedScan): ImageUse | null {
  const uses = imageUses(dockerfile).filter(({ role }) => role === 'base');
  const bottom = stageChain(stage)[0];
  const own = uses.find((use) => use.stage === bottom?.index) ?? null;
  if (matched.role === 'built' || matched.base === null || own?.resolved === matched.base)
    return own;
  return uses.find(({ resolved }) => resolved === matched.base) ?? own;
}

function baseIndex({ packages, namesLanguagePackages }: BaseContents): BaseIndex | null {
  if (packages === null) return null;
  const known = new Set<string>();
  for (const { type, name, version } of packages) {
    const plain = comparableName(type, name);
    known.add(`${type}\t${plain}\t${version}`).add(`${type}\t${plain}`);
    known.add(`\t${name}\t${version}`).add(`\t${name}`);
  }
  return {
    has: (type, name, version) => {
      const plain = type === null ? name : comparableName(type, name);
      const key = `${type ?? ''}\t${plain}`;
      return known.has(version === null ? key : `${key}\t${version}`);
    },
    namesLanguagePackages,
  };
}

/** What `find` finds, once for each key. */
export function rememberedFile(
  { files }: TraceWorld,
  key: string,
  find: () => string | null,
): string | null {
  const known = files.get(key);
  if (known !== undefined) return known;
  const file = find();
  files.set(key, file);
  return file;
}
