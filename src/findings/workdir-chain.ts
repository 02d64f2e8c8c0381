import { expandWord } from '../dockerfile/expand.ts';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { keepWritten, scopeAt } from '../dockerfile/scope.ts';
import { shown } from '../dockerfile/shown-text.ts';
import { splitVariables } from '../dockerfile/variable-pieces.ts';
import { resolveDirectory } from '../dockerfile/work-directory.ts';
import type { Facts } from './rule.ts';
import {
  baseDirectory,
  isAbsolutePath,
  isOnScratch,
  mayBeWindows,
  workdirPath,
} from './working-directory.ts';

/** What a relative WORKDIR comes to, written as an absolute path. */
export interface RelativeWorkdir {
  readonly instruction: Instruction;
  /** Null when it cannot be told. */
  readonly path: string | null;
  /** What a person should look at; null when the file alone decides. */
  readonly review: string | null;
  /** Why there is no path. */
  readonly left: string;
}

/** Where a stage stands between two WORKDIRs. */
interface Place {
  /** Absolute, or a text with variables that should be; null when it cannot be told. */
  readonly path: string | null;
  /** The WORKDIR in whose scope the variables of `path` were read; null without variables. */
  readonly at: Instruction | null;
  readonly review: string | null;
  readonly left: string;
}

/** Characters with a meaning to the builder. */
const SPECIAL = /["'\\`]/;

/** Every relative WORKDIR, in file order; those behind ONBUILD are left out. */
export function relativeWorkdirs(dockerfile: Dockerfile, facts: Facts): RelativeWorkdir[] {
  const found: RelativeWorkdir[] = [];
  const ends = new Map<Stage, Place>();
  for (const stage of dockerfile.stages) {
    const parent = stage.parent === null ? undefined : ends.get(stage.parent);
    let place = parent ?? startOf(facts, stage);
    const isWindows = mayBeWindows(dockerfile, facts, stage);
    for (const instruction of stage.instructions) {
      if (instruction.keyword !== 'WORKDIR') continue;
      const path = pathOf(dockerfile, instruction);
      if (path.startsWith('$') || isAbsolutePath(path)) {
        place = absolute(dockerfile, instruction, path);
        continue;
      }
      place = isWindows
        ? nowhere('the path rules of Windows apply here')
        : join(dockerfile, place, instruction, path);
      found.push({ ...place, instruction });
    }
    ends.set(stage, place);
  }
  return found;
}

/** Quotes removed, variables as written. */
function pathOf({ escape }: Dockerfile, { body }: Instruction): string {
  return expandWord(body.text.trim(), () => undefined, escape, keepWritten).value;
}

function nowhere(left: string): Place {
  return { path: null, at: null, review: null, left };
}

function startOf(facts: Facts, stage: Stage): Place {
  const path = baseDirectory(facts, stage);
  if (path === null) {
    const image = shown(stage.base.text);
    return nowhere(
      `in which directory ${image} starts is not known here; put that in front (\`docker image inspect\` tells it as \`WorkingDir\`)`,
    );
  }
  const review = isOnScratch(facts, stage)
    ? null
    : `The base image starts in \`${path}\`: see whether this is the directory that was meant.`;
  return { path, at: null, review, left: '' };
}

function absolute(dockerfile: Dockerfile, instruction: Instruction, path: string): Place {
  if (!path.includes('$')) return { path, at: null, review: null, left: '' };
  const written = instruction.body.text.trim();
  if (SPECIAL.test(written)) return nowhere('the WORKDIR before it holds quotes or escapes');
  const isFixed = written.startsWith('/') || isSetByEnv(dockerfile, instruction, written);
  const review = `\`${written}\` has to be an absolute path: see what the build passes for it.`;
  return { path: written, at: instruction, review: isFixed ? null : review, left: '' };
}

/** An ENV with an absolute path cannot be changed by a build argument. */
function isSetByEnv(dockerfile: Dockerfile, instruction: Instruction, written: string): boolean {
  const { definition } = scopeAt(dockerfile, instruction);
  const isPlainEnv = (name: string) => {
    const found = definition(name);
    return found?.kind === 'env' && found.pair?.value?.text.includes('$') === false;
  };
  const isAbsolute = isAbsolutePath(workdirPath(dockerfile, instruction) ?? '');
  return isAbsolute && variableNames(dockerfile, written).every(isPlainEnv);
}

function variableNames({ escape }: Dockerfile, text: string): string[] {
  return splitVariables(text, escape).flatMap(({ name }) => name ?? []);
}

function join(dockerfile: Dockerfile, place: Place, instruction: Instruction, path: string): Place {
  const written = instruction.body.text.trim();
  const hasVariable = path.includes('$');
  if (instruction.comments.length > 0) return nowhere('a comment stands inside the instruction');
  if (path.startsWith('~')) {
    return nowhere(
      '`~` is no home directory to the builder, and which one is meant is not in the file',
    );
  }
  if (SPECIAL.test(path) || (hasVariable && SPECIAL.test(written))) {
    return nowhere('the path holds quotes or escapes');
  }
  if (place.path === null) return place;
  if (place.at === null && !hasVariable) {
    return { ...place, path: resolveDirectory(place.path, path, false) };
  }
  return joinText(dockerfile, { ...place, path: place.path }, instruction, path);
}

/** `WORKDIR $APP` and `WORKDIR src` give `$APP/src`, as long as the variables have not changed. */
function joinText(
  dockerfile: Dockerfile,
  place: Place & { readonly path: string },
  instruction: Instruction,
  path: string,
): Place {
  if (/(?:^|\/)\.\.?(?:\/|$)/.test(path)) {
    return nowhere('the path holds `.` or `..` beside a variable');
  }
  const { at } = place;
  const now = scopeAt(dockerfile, instruction);
  const then = at === null ? now : scopeAt(dockerfile, at);
  const names = variableNames(dockerfile, place.path);
  if (names.some((name) => then.definition(name) !== now.definition(name))) {
    return nowhere('a variable in the WORKDIR before it has changed since');
  }
  const directory = place.path.endsWith('/') ? place.path.slice(0, -1) : place.path;
  return { ...place, path: `${directory}/${path}`, at: instruction };
}
