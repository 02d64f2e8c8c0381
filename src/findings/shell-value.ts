import type { Dockerfile } from '../dockerfile/model.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import type { Definition } from '../dockerfile/scope-steps.ts';
import { oncePerFile } from './once-per-file.ts';
import type { Facts } from './rule.ts';
import { runsOf } from './runs.ts';
import type { Run } from './runs.ts';

/** What the commands of a RUN get for a variable. */
export interface ShellValue {
  /** Empty where nothing gives it a value; null when it cannot be told. */
  readonly text: string | null;
  /** For a sentence: `ENV`, `ARG`, `the RUN`. */
  readonly by: string;
}

const UNKNOWN: ShellValue = { text: null, by: '' };

/** The value of a variable in a RUN where no `--build-arg` is passed. */
export function shellValue(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  name: string,
): ShellValue {
  const assigned = assignedIn(dockerfile, facts).get(run)?.get(name);
  if (assigned !== undefined) return { text: assigned, by: 'the RUN' };
  const definition = scopeAt(dockerfile, run.run).definition(name);
  if (definition !== null) return definedValue(definition);
  return { text: facts.before(run.run).env.get(name) ?? null, by: 'the base image' };
}

/** Variables that a RUN itself sets, with the value where it sets them once and plainly; by RUN. */
const assignedIn = oncePerFile(
  (dockerfile, facts) => new Map(runsOf(dockerfile, facts).map((run) => [run, assignments(run)])),
);

/** Builtins that give variables a value. */
const SETTERS = new Set(
  'export read local declare typeset readonly unset getopts mapfile'.split(' '),
);

function assignments({ script }: Run): ReadonlyMap<string, string | null> {
  const values = new Map<string, string | null>();
  const add = (name: string, value: string | null) => {
    values.set(name, values.has(name) ? null : value);
  };
  for (const { name, words, assignments } of script.commands) {
    if (words.length === 0) for (const one of assignments) add(one.name, one.value?.value ?? null);
    if (name === null || !SETTERS.has(name)) continue;
    for (const { text } of words) add(/^\w*/.exec(text)?.[0] ?? '', null);
  }
  for (const [, name = ''] of script.text.matchAll(/\bfor\s+(\w+)/g)) add(name, null);
  return values;
}

/** Variants of a platform that most have none of (BuildKit, automatic platform ARGs). */
const OFTEN_EMPTY = new Set(['TARGETVARIANT', 'BUILDVARIANT']);

function definedValue({ name, kind, text, value, inherits }: Definition): ShellValue {
  if (kind === 'env') return { text: value, by: 'ENV' };
  if (kind !== 'arg') return UNKNOWN;
  if (text !== null) return { text: value, by: 'ARG' };
  const isPredefined = inherits?.kind === 'predefined' && !OFTEN_EMPTY.has(name);
  return isPredefined ? UNKNOWN : { text: '', by: 'ARG' };
}
