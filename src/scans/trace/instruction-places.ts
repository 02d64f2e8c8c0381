import { expandWord } from '../../dockerfile/expand.ts';
import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import { once } from '../../dockerfile/once.ts';
import { keepWritten, scopeAt } from '../../dockerfile/scope.ts';
import type { ShellScript } from '../../dockerfile/shell-script.ts';
import { shellOf } from '../../dockerfile/shell.ts';
import { resolveDirectory } from '../../dockerfile/work-directory.ts';

/** Where an instruction works. */
export interface InstructionPlace {
  /** `/` where only the base image knows. */
  readonly workdir: string;
  /** As far as the file sets it. */
  readonly shell: readonly string[] | null;
}

const START: InstructionPlace = { workdir: '/', shell: null };

export function placeOf(dockerfile: Dockerfile, instruction: Instruction): InstructionPlace {
  return placesOf(dockerfile).get(instruction) ?? START;
}

/** Null where there is no command that we can read. */
export function scriptOf(dockerfile: Dockerfile, instruction: Instruction): ShellScript | null {
  const scripts = scriptsOf(dockerfile);
  const known = scripts.get(instruction);
  if (known !== undefined) return known;
  // A backtick as escape character means Windows.
  const isPosix = dockerfile.escape === '\\';
  const shell = placeOf(dockerfile, instruction).shell;
  const script = isPosix ? shellOf(instruction, shell) : null;
  scripts.set(instruction, script);
  return script;
}

/** Filled as instructions are asked for. */
const scriptsOf = once<Dockerfile, Map<Instruction, ShellScript | null>>(() => new Map());

const placesOf = once((dockerfile: Dockerfile): ReadonlyMap<Instruction, InstructionPlace> => {
  const places = new Map<Instruction, InstructionPlace>();
  const ends = new Map<Stage, InstructionPlace>();
  for (const stage of dockerfile.stages) {
    let place = (stage.parent && ends.get(stage.parent)) ?? START;
    for (const instruction of stage.instructions) {
      places.set(instruction, place);
      if (instruction.trigger !== null) places.set(instruction.trigger, place);
      place = after(dockerfile, place, instruction);
    }
    ends.set(stage, place);
  }
  return places;
});

function after(
  dockerfile: Dockerfile,
  place: InstructionPlace,
  instruction: Instruction,
): InstructionPlace {
  if (instruction.keyword === 'SHELL' && instruction.json) {
    return { ...place, shell: instruction.arguments.map(({ text }) => text) };
  }
  if (instruction.keyword !== 'WORKDIR') return place;
  const path = expandText(dockerfile, instruction, instruction.body.text.trim());
  return { ...place, workdir: resolveDirectory(place.workdir, path, false) };
}

/** With the values that the file gives to variables, without quotes. */
export function expandText(dockerfile: Dockerfile, instruction: Instruction, text: string): string {
  const { text: lookup } = scopeAt(dockerfile, instruction);
  return expandWord(text, lookup, dockerfile.escape, keepWritten).value;
}
