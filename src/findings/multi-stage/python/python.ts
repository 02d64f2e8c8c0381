import type { Instruction } from '../../../dockerfile/model.ts';
import { effectiveTag, printReference } from '../../../image/reference.ts';
import { copiesOf } from '../../copies.ts';
import type { Precondition } from '../../rule.ts';
import { contextFiles, contextText } from '../context-files.ts';
import { missingTool } from '../missing-tool.ts';
import { installCommand, systemPackages } from './python-packages.ts';
import type { Recipe, Split, SplitInput, Unsplit } from '../recipe.ts';
import { onlyBuilds } from '../build-runs.ts';
import { makesUsers, SETUP } from '../setup-commands.ts';
import { lineOf, stageRuns } from '../stage-runs.ts';
import type { StageCommand, StageRun } from '../stage-runs.ts';
import { destinationOf, joinPath } from '../paths.ts';
import { plainStart } from '../start-command.ts';

const TOOLS = 'the compilers and headers that its Python packages were built with';
const TAG = /^(3\.\d+)((?:\.\d+)?)(?:-(slim|alpine[\d.]*))?((?:-(?:bullseye|bookworm|trixie))?)$/;
const SYSTEM = new Set(['apt', 'apt-get', 'apk']);
/** Programs that such an image is there for, or that developers start. */
const DEVELOPMENT =
  /^(?:(?:ba|da|a)?sh|pytest|tox|nox|mypy|sleep|tail|jupyter(?:-\w+)?|ipython|pip3?|make)$/;
/** These call a compiler while the program runs. */
const COMPILES =
  /^(?:theano|pytensor|pymc\d?|pystan|cmdstanpy|brian2|pythran|pycuda|cupy.*|triton|torch|numba-cuda|jax|tensorflow.*|cffi-compile)\b/im;
const LISTS =
  /(?:^|\/)(?:[\w.-]*requirements[\w.*-]*\.(?:txt|in)|constraints[\w.-]*\.txt|setup\.(?:py|cfg)|pyproject\.toml|poetry\.lock|Pipfile(?:\.lock)?)$/;

function isPip({ name, args }: StageCommand): boolean {
  if (/^pip3?(?:\.\d+)?$/.test(name)) return args.includes('install');
  return (
    /^python3?(?:\.\d+)?$/.test(name) &&
    args[0] === '-m' &&
    args[1] === 'pip' &&
    args[2] === 'install'
  );
}

function isForBuild(one: StageCommand): boolean {
  if (isPip(one) || SYSTEM.has(one.name)) return true;
  return /^python3?$/.test(one.name) && one.args[0] === '-m' && one.args[1] === 'venv';
}

export const PYTHON: Recipe = {
  language: 'Python',
  split: (input) => {
    if (input.image !== 'python') return null;
    const runs = stageRuns(input);
    const last = runs.findLast(({ commands }) => commands?.some(isPip) === true);
    const program = plainStart(input);
    const hasTools = runs.some((run) => systemPackages(run)?.hasBuildTools === true);
    const isCleaned = runs.some(({ commands }) => commands?.some(removes) === true);
    if (last === undefined || !hasTools || isCleaned) return null;
    if (program === null && !input.stage.instructions.some(isStart)) return null;
    if (program !== null && DEVELOPMENT.test(program.name)) return null;
    return splitAt(input, runs, last);
  },
};

function isStart({ keyword }: Instruction): boolean {
  return keyword === 'CMD' || keyword === 'ENTRYPOINT';
}

function removes({ name, args }: StageCommand): boolean {
  return SYSTEM.has(name) && args.some((word) => /^(?:purge|remove|del|autoremove)$/.test(word));
}

function splitAt(input: SplitInput, runs: readonly StageRun[], last: StageRun): Split | Unsplit {
  const leave = (left: string): Unsplit => ({ tools: TOOLS, left });
  const runtime = slimPython(input);
  const advice =
    'install the packages into a virtual environment in a builder stage, and copy it into a slim image of the same version with the libraries that it needs';
  if (runtime === null) return leave(`the tag does not say which Python it is; ${advice}`);
  const odd = runs.find(
    (run) => run.index <= last.index && !onlyBuilds(input, run, isForBuild) && !makesUsers(run),
  );
  if (odd !== undefined) {
    return leave(
      `line ${lineOf(input, odd.instruction)} does more than install, and which stage needs that is not to be seen; ${advice}`,
    );
  }
  const late = runs.find((run) => run.index > last.index && !isLateWork(input, run));
  if (late !== undefined) {
    const line = lineOf(input, late.instruction);
    return leave(`line ${line} may need the tools after the packages are installed; ${advice}`);
  }
  const place = runs
    .flatMap(({ commands }) => (commands ?? []).filter(isPip).flatMap(({ args }) => args))
    .find((word) => /^(?:--user|--target|-t|--prefix|--root)(?:=|$)/.test(word));
  if (place !== undefined)
    return leave(`\`${place}\` chooses the place of the packages; ${advice}`);
  const system = runs
    .filter(({ index }) => index <= last.index)
    .flatMap((run) => systemPackages(run) ?? []);
  const unknown = system.find((one) => one.unknown !== null)?.unknown;
  if (unknown !== undefined && unknown !== null) {
    return leave(`which library belongs to ${unknown} at run time is not known here; ${advice}`);
  }
  const compiling = compilingPackage(input, runs);
  if (compiling !== null)
    return leave(`${compiling} may call a compiler while the program runs; ${advice}`);
  const kept = system.flatMap((one) => one.kept);
  const has = runtime.includes('alpine')
    ? [...kept, 'wget', 'python', 'python3']
    : [...kept, 'python', 'python3'];
  const tool = missingTool(input, has);
  if (tool !== null) return leave(`HEALTHCHECK calls ${tool}, which ${runtime} has not; ${advice}`);
  const cut = input.stage.instructions[last.index + 1];
  if (cut === undefined) return leave(`no instruction stands behind the build; ${advice}`);
  const folders = brought(input, cut);
  if (folders === null)
    return leave(
      `files of other images or of / are copied before the packages are installed; ${advice}`,
    );
  const command = installCommand(system);
  return {
    tools: TOOLS,
    runtime,
    cut,
    copies: [...installedTo(input, runs), ...folders],
    runs: command === null ? [] : [command],
    builderRuns: [],
    repeated: runs
      .filter((run) => run.index < last.index && makesUsers(run))
      .map(({ instruction }) => instruction),
    buildOnly: new Set(),
    preconditions: [librariesOf(input, runtime), listsCondition(input, runs)],
    review: `Packages with modules in C need their libraries in ${runtime}: start the program there and import each of them.`,
  };
}

/** Prepares the program in the runtime stage, without compilers. */
function isLateWork(input: SplitInput, run: StageRun): boolean {
  const isKnown = onlyBuilds(input, run, ({ name, args }) => {
    if (/^python3?$/.test(name)) return args[0] !== 'setup.py' && args[0] !== '-m';
    return SYSTEM.has(name) || SETUP.has(name);
  });
  return isKnown && systemPackages(run)?.hasBuildTools !== true;
}

/** Debian's full images have headers of many libraries, which a package may have been built with. */
function librariesOf({ base }: SplitInput, runtime: string): Precondition {
  const name = printReference({ ...base, digest: null });
  const isSame = name === runtime;
  return {
    text: isSame
      ? 'The libraries that the packages may need are installed by name'
      : `No package needs a library that ${name} has and ${runtime} has not`,
    state: isSame ? 'held' : 'unknown',
  };
}

/** `3.12-bookworm` has `3.12-slim-bookworm`; Alpine and slim stay. */
function slimPython({ base }: SplitInput): string | null {
  const [, version, patch = '', kind, system = ''] = TAG.exec(effectiveTag(base) ?? '') ?? [];
  if (version === undefined) return null;
  return printReference({
    ...base,
    tag: `${version}${patch}-${kind ?? 'slim'}${system}`,
    digest: null,
  });
}

/** Where pip puts packages: a virtual environment, or the folders of the official images. */
function installedTo({ base }: SplitInput, runs: readonly StageRun[]): string[] {
  const environments = runs.flatMap(({ commands }) =>
    (commands ?? []).flatMap(({ args }) => (args[1] === 'venv' ? args.slice(2) : [])),
  );
  const [environment] = environments.filter((word) => word.startsWith('/'));
  if (environment !== undefined) return [environment];
  const version = TAG.exec(effectiveTag(base) ?? '')?.[1] ?? '3';
  return [`/usr/local/lib/python${version}/site-packages`, '/usr/local/bin'];
}

/** Folders that files were copied to before the packages were installed, lists of packages left out. */
function brought({ dockerfile, facts }: SplitInput, cut: Instruction): string[] | null {
  const folders = new Set<string>();
  for (const { instruction, sources, destination, from } of copiesOf(dockerfile)) {
    if (instruction.span.start >= cut.span.start) continue;
    if (from === null && sources.every(({ path }) => LISTS.test(path))) continue;
    if (from !== null) return null;
    const target = joinPath('/', destinationOf(facts, instruction, destination.path));
    if (target === '/') return null;
    folders.add(target);
  }
  return [...folders];
}

/** Whether the lists of packages were read in which one that compiles at run time would stand. */
function listsCondition(input: SplitInput, runs: readonly StageRun[]): Precondition {
  const text = 'No package compiles anything while the program runs';
  const args = runs.flatMap(({ commands }) =>
    (commands ?? []).filter(isPip).flatMap((one) => one.args),
  );
  const isListed = args.some((word) => LISTS.test(word) || word === '.' || word.startsWith('/'));
  const context = contextFiles(input);
  const lists = (context?.paths ?? []).filter((path) => LISTS.test(path));
  const isRead =
    context !== null &&
    lists.length > 0 &&
    lists.length <= MOST_LISTS &&
    lists.every((path) => contextText(context, path) !== null);
  return { text, state: !isListed || isRead ? 'held' : 'unknown' };
}

const MOST_LISTS = 20;

/** A package that compiles while it runs, among those that are named or listed. */
function compilingPackage(input: SplitInput, runs: readonly StageRun[]): string | null {
  const named = runs.flatMap(({ commands }) =>
    (commands ?? []).filter(isPip).flatMap(({ args }) => args),
  );
  const context = contextFiles(input);
  const lists = (context?.paths ?? [])
    .filter((path) => LISTS.test(path))
    .slice(0, MOST_LISTS)
    .map((path) => (context === null ? null : contextText(context, path)));
  return COMPILES.exec([...named, ...lists].join('\n'))?.[0] ?? null;
}
