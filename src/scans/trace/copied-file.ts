import type { Stage } from '../../dockerfile/model.ts';
import { baseName, copiesOf } from '../../findings/copies.ts';
import type { Copy } from '../../findings/copies.ts';
import type { ReportedPackage } from '../../findings/scan-report.ts';
import { contextCopies, contextFile, knownPath } from './context-file.ts';
import { copiedPath, plainPath } from './copied-path.ts';
import { installsOf } from './installs.ts';
import { isManifest, manifestNames } from './manifest-names.ts';
import { builtStage, shippedChain } from './shipped-chain.ts';
import { rememberedFile } from './trace-world.ts';
import type { TraceWorld } from './trace-world.ts';

/** Stages that copy from each other are not followed for ever. */
const DEEPEST = 8;

/** The stage of `--from`; null for the build context and for another image. */
export function sourceStage(world: TraceWorld, { from, stage }: Copy): Stage | null {
  const found = from === null ? null : builtStage(world.dockerfile, from);
  return found !== null && found.index < stage.index ? found : null;
}

/** The lock file, manifest or program that says which version of the package a COPY or ADD brings; null when none is known. */
export function copiedFile(
  world: TraceWorld,
  copy: Copy,
  reported: ReportedPackage,
): string | null {
  if (copy.from === null) return contextFileOf(world, copy, reported);
  const stage = sourceStage(world, copy);
  if (stage === null) return null;
  const key = `stage\t${stage.index}\t${reported.type ?? ''}`;
  return rememberedFile(world, key, () => stageFile(world, stage, reported.type, DEEPEST));
}

function contextFileOf(world: TraceWorld, copy: Copy, reported: ReportedPackage): string | null {
  const { type, path } = reported;
  const names = manifestNames(type);
  if (path === null) {
    const named = copy.sources.find((source) => names.includes(baseName(source.path)));
    return named === undefined ? null : located(world, plainPath(named.path));
  }
  const imagePath = `/${programPath(path)}`;
  const copied = copiedPath(world.dockerfile, copy, imagePath);
  if (copied === null) return null;
  if (isManifest(path, type) || copied.isNamed || isProgram(imagePath)) {
    return located(world, copied.path);
  }
  const root = imagePath.split(/\/(?:node_modules|vendor|\.venv|venv)\//, 1)[0] ?? '';
  if (root === imagePath) return null;
  const key = `context\t${copy.instruction.span.start}\t${type ?? ''}\t${root}`;
  return rememberedFile(world, key, () => manifestBelow(world, copy, root, names));
}

/** The lock file or manifest in the same folder of the build context, where the repository has it. */
function manifestBelow(
  world: TraceWorld,
  copy: Copy,
  root: string,
  names: readonly string[],
): string | null {
  for (const name of names) {
    const manifest = copiedPath(world.dockerfile, copy, `${root}/${name}`);
    const known = manifest === null ? null : knownPath(manifest.path, world.lookup);
    if (known !== null) return known;
  }
  return null;
}

function located(world: TraceWorld, path: string): string | null {
  return path === '' ? null : (knownPath(path, world.lookup) ?? path);
}

/** Of a JAR in a JAR (`app.jar:BOOT-INF/lib/x.jar`), the outer one. */
export function programPath(path: string): string {
  return /^.*?\.[jwe]ar(?=[:/!])/.exec(path)?.[0] ?? path;
}

function isProgram(path: string): boolean {
  return /\.(?:[jwe]ar|exe|dll|so|whl|gem|tgz|zip)$/.test(path);
}

/** What the stage built the package from: what its own install commands read, those of the stages that it copies from, or a manifest that it copies. */
function stageFile(
  world: TraceWorld,
  stage: Stage,
  type: string | null,
  depth: number,
): string | null {
  const { dockerfile, lookup } = world;
  const chain = shippedChain(stage);
  const installs = chain.flatMap((one) => installsOf(dockerfile, one));
  for (const install of installs.toReversed()) {
    if (install.type !== type || install.reads.length === 0) continue;
    const file = contextFile(dockerfile, install, install.reads, lookup);
    if (file !== null) return file;
  }
  const members = new Set(chain.map(({ instruction }) => instruction));
  for (const copy of copiesOf(dockerfile).toReversed()) {
    if (depth === 0 || copy.from === null || !members.has(copy.instruction)) continue;
    const source = sourceStage(world, copy);
    const file = source === null ? null : stageFile(world, source, type, depth - 1);
    if (file !== null) return file;
  }
  const names = manifestNames(type);
  for (const { sources } of contextCopies(dockerfile, stage, null)) {
    const named = sources.find(({ path }) => names.includes(baseName(path)));
    if (named !== undefined) return located(world, plainPath(named.path));
  }
  return null;
}
