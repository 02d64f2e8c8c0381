import type { Instruction } from '../../../dockerfile/model.ts';
import { effectiveTag, printReference } from '../../../image/reference.ts';
import { copiesOf } from '../../copies.ts';
import type { Precondition } from '../../rule.ts';
import { adviceOf } from '../advice.ts';
import { oddRun, onlyBuilds } from '../build-runs.ts';
import { missingTool } from '../missing-tool.ts';
import { destinationOf, joinPath } from '../paths.ts';
import type { Recipe, Split, SplitInput, Unsplit } from '../recipe.ts';
import { makesUsers, SETUP, userRuns } from '../setup-commands.ts';
import { lineOf, stageRuns } from '../stage-runs.ts';
import type { StageCommand, StageRun } from '../stage-runs.ts';
import { plainStart } from '../start-command.ts';
import { scriptReason } from './script-reason.ts';
import { isForPackages, isPip, isSystem } from './pip-commands.ts';
import { compilingPackage, LISTS, listsCondition } from './python-lists.ts';
import { installCommand, systemPackages } from './python-packages.ts';
import type { SystemPackages } from './python-packages.ts';

const TOOLS = 'the compilers and headers that its Python packages were built with';
const TAG = /^(3\.\d+)((?:\.\d+)?)(?:-(slim|alpine[\d.]*))?((?:-(?:bullseye|bookworm|trixie))?)$/;
/** Programs that such an image is there for, or that developers start. */
const DEVELOPMENT =
  /^(?:(?:ba|da|a)?sh|pytest|tox|nox|mypy|sleep|tail|jupyter(?:-\w+)?|ipython|pip3?|make)$/;

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

function removes(one: StageCommand): boolean {
  return isSystem(one) && one.args.some((word) => /^(?:purge|remove|del|autoremove)$/.test(word));
}

function splitAt(input: SplitInput, runs: readonly StageRun[], last: StageRun): Split | Unsplit {
  const runtime = slimPython(input);
  if (runtime === null) {
    const left = `the tag does not say which Python it is; take one that does, such as \`${input.base.written}:3.14\`, install the packages into a virtual environment in a stage named \`build\`, and copy it into the slim image of the same version`;
    return { tools: TOOLS, left };
  }
  const installed = installedTo(input, runs);
  const leave = (left: string): Unsplit => {
    return { tools: TOOLS, left: `${left}; ${adviceOf({ runtime, copies: installed })}` };
  };
  const system = runs
    .filter(({ index }) => index <= last.index)
    .flatMap((run) => systemPackages(run) ?? []);
  const unfit =
    unfitRuns(input, runs, last) ??
    unfitPackages(input, runs, system) ??
    missingTool(input, runtime, toolsOf(runtime, system)) ??
    scriptReason(input, runtime, toolsOf(runtime, system));
  if (unfit !== null) return leave(unfit);
  const cut = input.stage.instructions[last.index + 1];
  if (cut === undefined) return leave('no instruction stands behind the build');
  const folders = brought(input, cut);
  if (typeof folders === 'string') return leave(folders);
  const command = installCommand(system);
  return {
    tools: TOOLS,
    runtime,
    cut,
    copies: [...installed, ...folders],
    runs: command === null ? [] : [command],
    builderRuns: [],
    repeated: userRuns(runs, cut),
    buildOnly: new Set(),
    preconditions: [librariesOf(input, runtime), listsCondition(input, runs)],
    review: `Packages with modules in C need their libraries in ${runtime}: start the program there and import each of them.`,
  };
}

/** Why a RUN fits neither the builder nor the runtime stage: one clause. */
function unfitRuns(input: SplitInput, runs: readonly StageRun[], last: StageRun): string | null {
  const early = runs.filter(({ index }) => index <= last.index);
  const odd = oddRun(input, early, isForPackages, makesUsers);
  if (odd !== null) return odd;
  const late = runs.find((run) => run.index > last.index && !isLateWork(input, run));
  return late === undefined
    ? null
    : `line ${lineOf(input, late.instruction)} may need the tools after the packages are installed`;
}

/** Why the packages are not where they are expected, or may need more than their files: one clause. */
function unfitPackages(
  input: SplitInput,
  runs: readonly StageRun[],
  system: readonly SystemPackages[],
): string | null {
  const place = runs
    .flatMap(({ commands }) => (commands ?? []).filter(isPip).flatMap(({ args }) => args))
    .find((word) => /^(?:--user|--target|-t|--prefix|--root)(?:=|$)/.test(word));
  if (place !== undefined) return `\`${place}\` chooses the place of the packages`;
  const unknown = system.find((one) => one.unknown !== null)?.unknown ?? null;
  if (unknown !== null) return `which library belongs to ${unknown} at run time is not known here`;
  const compiling = compilingPackage(input, runs);
  return compiling === null ? null : `${compiling} may call a compiler while the program runs`;
}

/** What HEALTHCHECK can call in the runtime stage. */
function toolsOf(runtime: string, system: readonly SystemPackages[]): string[] {
  const ofImage = runtime.includes('alpine') ? ['wget'] : [];
  return [...system.flatMap(({ kept }) => kept), ...ofImage, 'python', 'python3'];
}

/** Prepares the program in the runtime stage, without compilers. */
function isLateWork(input: SplitInput, run: StageRun): boolean {
  const isKnown = onlyBuilds(input, run, (one) => {
    const { name, args } = one;
    if (/^python3?$/.test(name)) return args[0] !== 'setup.py' && args[0] !== '-m';
    return isSystem(one) || SETUP.has(name);
  });
  return isKnown && systemPackages(run)?.hasBuildTools !== true && !lacksLists(run);
}

/** `apt-get install` without `update` before it finds no package in the runtime stage. */
function lacksLists({ commands }: StageRun): boolean {
  const calls = (commands ?? []).filter(({ name }) => /^apt(?:-get)?$/.test(name));
  const [first] = calls;
  return first !== undefined && first.args.includes('install');
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

/** Folders that files were copied to before the packages were installed, but for lists of packages; or why not. */
function brought(input: SplitInput, cut: Instruction): string[] | string {
  const { dockerfile, facts } = input;
  const folders = new Set<string>();
  for (const { instruction, sources, destination, from } of copiesOf(dockerfile)) {
    if (instruction.span.start >= cut.span.start) continue;
    if (from === null && sources.every(({ path }) => LISTS.test(path))) continue;
    const place = `line ${lineOf(input, instruction)} copies`;
    if (from !== null) return `${place} files of \`${from}\` before the packages are installed`;
    const target = joinPath('/', destinationOf(facts, instruction, destination.path));
    if (target === '/') return `${place} files into \`/\` before the packages are installed`;
    folders.add(target);
  }
  return [...folders];
}
