import type { SplitInput, Unsplit } from '../recipe.ts';
import { commandsOf, stageRuns } from '../stage-runs.ts';
import type { StageCommand, StageRun } from '../stage-runs.ts';
import { findProgram } from './find-program.ts';
import type { FoundProgram, Output } from './find-program.ts';
import { runtimeImage } from './runtime-image.ts';
import type { RuntimeImage } from './runtime-image.ts';
import { startedProgram } from './started-program.ts';
import type { StartedProgram } from './started-program.ts';
import { unclearProgram } from './unclear-program.ts';

/** A program that the file builds and starts. */
export interface CompiledBuild {
  readonly started: StartedProgram;
  readonly runs: readonly StageRun[];
  readonly commands: readonly StageCommand[];
  readonly found: FoundProgram;
  readonly image: RuntimeImage;
}

/** Null where nothing is built, or the image is there for its tools; why not, where what it starts is unclear. */
export function findBuild(
  input: SplitInput,
  tools: string,
  outputsOf: (command: StageCommand) => readonly Output[],
): CompiledBuild | Unsplit | null {
  const runs = stageRuns(input);
  const commands = commandsOf(runs);
  const outputs = commands.flatMap(outputsOf);
  const started = startedProgram(input);
  const image = runtimeImage(input);
  if (outputs.length === 0 || started === 'tools' || image === null) return null;
  if (started === 'unclear' || 'left' in started)
    return unclearProgram(input, tools, started, outputs, image);
  const found = findProgram(input, started, commands, outputs);
  if (found === null) return unclearProgram(input, tools, started, outputs, image);
  return { started, runs, commands, found, image };
}

export function isFound(build: CompiledBuild | Unsplit): build is CompiledBuild {
  return 'found' in build;
}
