import type { Instruction, Stage } from '../../dockerfile/model.ts';
import type { Span } from '../../dockerfile/span.ts';
import type { ReportedPackage } from '../../findings/scan-report.ts';
import type { Cause, Certainty } from '../../findings/traced-vulnerability.ts';
import { isBuildTool, isHeaders } from './build-tools.ts';
import { contextFile } from './context-file.ts';
import { copiedFile, sourceStage } from './copied-file.ts';
import type { Install, InstalledWord } from './installs.ts';
import { isManifest } from './manifest-names.ts';
import { asks } from './named-package.ts';
import { rememberedFile } from './trace-world.ts';
import type { TraceWorld } from './trace-world.ts';

/** A word of an install command that asks for the package. */
export interface AskedPackage {
  readonly install: Install;
  readonly word: InstalledWord;
  readonly version: string | null;
}

/** Null for `scratch`, which brings nothing. */
export function baseCause({ base }: TraceWorld, certainty: Certainty): Cause | null {
  return base === null ? null : { kind: 'base', use: base, span: base.span, certainty };
}

/** Null for instructions that bring no files. */
export function instructionCause(
  world: TraceWorld,
  instruction: Instruction,
  reported: ReportedPackage,
  certainty: Certainty,
): Cause | null {
  const stage = world.stageOf.get(instruction);
  if (stage === undefined) return null;
  if (instruction.keyword === 'RUN')
    return runCause(world, instruction, stage, reported, certainty);
  const copy = world.copies.find((one) => one.instruction === instruction);
  if (copy === undefined) return null;
  const { span } = instruction;
  const file = versionFile(reported, copiedFile(world, copy, reported));
  const from = sourceStage(world, copy) === null ? null : copy.from;
  return { kind: 'copy', instruction, stage, span, certainty, file, from };
}

/** The word of the RUN that names the package, else the only command that installs its kind, else all of it. */
function runCause(
  world: TraceWorld,
  instruction: Instruction,
  stage: Stage,
  reported: ReportedPackage,
  certainty: Certainty,
): Cause {
  const own = world.installs.filter((install) => install.instruction === instruction);
  const alike = own.filter(({ type }) => reported.type === null || type === reported.type);
  const asked = askedPackage(alike, reported);
  const reading = alike.findLast(({ reads }) => reads.length > 0);
  const span: Span = asked?.word.span ?? onlyCommand(alike) ?? instruction.span;
  const isNamed = asked !== null || reading === undefined;
  const file = isNamed ? null : versionFile(reported, readFile(world, reading));
  return {
    kind: 'run',
    instruction,
    stage,
    span,
    certainty,
    isBuildTool: needsBuild(alike, reported),
    file,
  };
}

/** No list of modules says with which Go a program is built. */
function versionFile({ type, name }: ReportedPackage, file: string | null): string | null {
  const isGo = type === 'golang' && name === 'stdlib';
  return isGo && file !== null && isManifest(file, type) ? null : file;
}

function readFile(world: TraceWorld, install: Install): string | null {
  const key = `run\t${install.command.span.start}`;
  const find = () => contextFile(world.dockerfile, install, install.reads, world.lookup);
  return rememberedFile(world, key, find);
}

function onlyCommand(installs: readonly Install[]): Span | null {
  const [only, ...others] = installs.filter(({ isUpgrade }) => !isUpgrade);
  return only === undefined || others.length > 0 ? null : only.command.span;
}

/**
 * A build tool by its own name, or what came along with nothing but build tools. Header files bring the library that
 * the program is linked with, which it needs to run.
 */
function needsBuild(installs: readonly Install[], { type, name }: ReportedPackage): boolean {
  if (type !== 'deb' && type !== 'apk' && type !== 'rpm') return false;
  if (isBuildTool(name)) return true;
  const words = installs.flatMap(({ named }) => named);
  if (name.startsWith('lib') && words.some((word) => isHeaders(word.name))) return false;
  return words.length > 0 && words.every((word) => isBuildTool(word.name));
}

/** The first word that asks for the package by its name. */
export function askedPackage(
  installs: readonly Install[],
  { type, name }: ReportedPackage,
): AskedPackage | null {
  for (const install of installs) {
    if (type !== null && install.type !== type) continue;
    for (const word of install.named) {
      const asked = asks(install.type, word, name);
      if (asked !== null) return { install, word, version: asked.version };
    }
  }
  return null;
}
