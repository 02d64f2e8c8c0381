import type { Instruction } from '../../dockerfile/model.ts';
import type { ReportedPackage } from '../../findings/scan-report.ts';
import type { Cause } from '../../findings/traced-vulnerability.ts';
import { SYSTEM_TYPES } from '../../image/purl.ts';
import { askedPackage, baseCause, instructionCause } from './causes.ts';
import { copiedPath, plainPath } from './copied-path.ts';
import { baseName } from '../../findings/copies.ts';
import { programPath } from './copied-file.ts';
import { historyStep } from './history-step.ts';
import { placeOf, scriptOf } from './instruction-places.ts';
import { instructionStep } from './instruction-step.ts';
import { isManifest, manifestNames } from './manifest-names.ts';
import { stepLikeness } from './step-likeness.ts';
import type { TraceWorld } from './trace-world.ts';

/** What is known of a package whose layer does not tell the line. */
export interface Unplaced {
  readonly reported: ReportedPackage;
  /** False when its layer is the file's own work. */
  readonly mayBeBase: boolean;
  /** The instruction that the scanner names. */
  readonly hint: string | null;
}

/** The likeliest line, by names and paths; null when no line is. */
export function inferCause(world: TraceWorld, unplaced: Unplaced): Cause | null {
  const { reported } = unplaced;
  const isSystem = SYSTEM_TYPES.includes(reported.type ?? '');
  const infer = isSystem ? inferSystem : inferLanguage;
  const hinted = hintedCause(world, unplaced);
  return hinted ?? infer(world, unplaced);
}

/** A scanner may quote the instruction, as the history has it or as the file does. */
function hintedCause(world: TraceWorld, { reported, hint }: Unplaced): Cause | null {
  if (hint === null || hint === '') return null;
  if (/^\s*FROM\s/i.test(hint)) return baseCause(world, 'inferred');
  const step = historyStep({ createdBy: hint, comment: null, isEmpty: false }, []);
  let best: Instruction | null = null;
  let most = 0.5;
  for (const { instruction } of world.chain) {
    const likeness = stepLikeness(instructionStep(world.dockerfile, instruction), step);
    if (likeness <= most) continue;
    most = likeness;
    best = instruction;
  }
  return best === null ? null : instructionCause(world, best, reported, 'inferred');
}

function inferSystem(world: TraceWorld, { reported, mayBeBase }: Unplaced): Cause | null {
  const { type, name, version } = reported;
  const { contents } = world;
  const inBase = mayBeBase ? (contents?.has(type, name, version) ?? false) : false;
  if (inBase) return baseCause(world, 'packages');
  const asked = askedPackage(world.installs, reported);
  if (asked !== null) return at(world, asked.install.instruction, reported);
  const installs = world.installs.filter((install) => install.type === type);
  const upgrade = installs.find(({ isUpgrade }) => isUpgrade);
  const hasOther = contents?.has(type, name, null) ?? false;
  if (hasOther && upgrade !== undefined) return at(world, upgrade.instruction, reported);
  const kin = type === 'apk' ? null : siblingInstruction(world, reported);
  if (!hasOther && kin !== null) return at(world, kin, reported);
  const isElsewhere = contents !== null && !hasOther;
  const fallback = mayBeBase ? baseCause(world, 'inferred') : null;
  if (fallback !== null && !isElsewhere) return fallback;
  const [largest] = installs.toSorted((a, b) => b.named.length - a.named.length);
  if (largest !== undefined) return at(world, largest.instruction, reported);
  return wholeSystemCopy(world, reported) ?? fallback;
}

function at(world: TraceWorld, instruction: Instruction, reported: ReportedPackage): Cause | null {
  return instructionCause(world, instruction, reported, 'inferred');
}

/** The RUN that names another package of the same source: `curl` brings `libcurl4`. */
function siblingInstruction(world: TraceWorld, reported: ReportedPackage): Instruction | null {
  if (reported.source === null) return null;
  const asked = askedPackage(world.installs, { ...reported, name: reported.source });
  return asked?.install.instruction ?? null;
}

/** `COPY --from=build /rootfs /` brings the package database. */
function wholeSystemCopy(world: TraceWorld, reported: ReportedPackage): Cause | null {
  const copy = world.copies.findLast(({ destination }) => plainPath(destination.path) === '');
  return copy === undefined ? null : at(world, copy.instruction, reported);
}

function inferLanguage(world: TraceWorld, unplaced: Unplaced): Cause | null {
  const { reported, mayBeBase } = unplaced;
  const { type, name, version, path } = reported;
  const { contents } = world;
  const asked = askedPackage(world.installs, reported);
  if (asked !== null) return at(world, asked.install.instruction, reported);
  // Node's own packages come with Node, unless a command takes another npm.
  const bundler = /(?:^|\/)lib\/node_modules\/(npm|corepack)\//.exec(path ?? '')?.[1] ?? null;
  const newer =
    bundler === null ? null : askedPackage(world.installs, { ...reported, name: bundler });
  if (newer !== null) return at(world, newer.install.instruction, reported);
  const placed = path === null ? null : instructionAt(world, reported, path);
  if (placed !== null) return at(world, placed, reported);
  const isKnown = contents?.namesLanguagePackages === true;
  if (mayBeBase && isKnown && contents.has(type, name, version)) {
    return baseCause(world, 'packages');
  }
  const base = mayBeBase ? baseCause(world, 'inferred') : null;
  if (bundler !== null && base !== null) return base;
  const last = world.installs.findLast((one) => one.type === type && one.reads.length > 0);
  if (last !== undefined) return at(world, last.instruction, reported);
  const names = manifestNames(type);
  const manifest = world.copies.findLast(({ sources }) =>
    sources.some((source) => names.includes(baseName(source.path))),
  );
  if (manifest !== undefined) return at(world, manifest.instruction, reported);
  return base ?? lastDirectoryCopy(world, reported);
}

/** What brings the place where the package lies: an install command that works there, or a copy to there. */
function instructionAt(
  world: TraceWorld,
  reported: ReportedPackage,
  path: string,
): Instruction | null {
  const { type } = reported;
  const place = `/${programPath(path)}`;
  const copy = world.copies.findLast((one) => copiedPath(world.dockerfile, one, place) !== null);
  const isExact =
    copy !== undefined &&
    (isManifest(path, type) ||
      /(?:node_modules|site-packages|vendor|venv)\/?$/.test(copy.destination.path) ||
      copiedPath(world.dockerfile, copy, place)?.isNamed === true);
  if (isExact) return copy.instruction;
  const working = world.installs.findLast((install) => {
    if (install.type !== type || install.reads.length === 0) return false;
    if (type === 'pypi') return /(?:site|dist)-packages\//.test(path);
    const { workdir } = placeOf(world.dockerfile, install.instruction);
    return workdir !== '/' && place.startsWith(`${workdir}/`);
  });
  return working?.instruction ?? copy?.instruction ?? mentioning(world, place);
}

/** A RUN that names the file: `curl -o /opt/app.jar`. */
function mentioning(world: TraceWorld, place: string): Instruction | null {
  const name = baseName(place);
  if (!/\.[jwe]ar$/.test(name)) return null;
  const found = world.chain.findLast(({ instruction }) => {
    if (instruction.keyword !== 'RUN') return false;
    return scriptOf(world.dockerfile, instruction)?.text.includes(name) === true;
  });
  return found?.instruction ?? null;
}

function lastDirectoryCopy(world: TraceWorld, reported: ReportedPackage): Cause | null {
  const copy = world.copies.at(-1);
  return copy === undefined ? null : at(world, copy.instruction, reported);
}
