import type { Instruction } from '../../../dockerfile/model.ts';
import { adviceOf } from '../advice.ts';
import { oddRun, onlyBuilds } from '../build-runs.ts';
import { contextFiles } from '../context-files.ts';
import { missingTool } from '../missing-tool.ts';
import { joinPath } from '../paths.ts';
import type { Split, SplitInput, Unsplit } from '../recipe.ts';
import { isSetup, makesUsers, userRuns } from '../setup-commands.ts';
import { withScript } from '../scripted-start.ts';
import type { ScriptedStart } from '../scripted-start.ts';
import type { StageRun } from '../stage-runs.ts';
import type { UnclearScript } from '../start-script.ts';
import { isForBuild, isSimpleBuild } from './node-builds.ts';
import { nodeFiles } from './node-files.ts';
import type { NodeFiles } from './node-files.ts';
import type { NodePackage } from '../../node-package.ts';
import { slimVariant } from './node-runtime.ts';
import type { NodeStart } from './node-start.ts';

/** A project with a build step, and what its image starts. */
export interface NodeBuild {
  readonly runs: readonly StageRun[];
  /** The last RUN that builds. */
  readonly last: StageRun;
  /** `npm`, `yarn` or `pnpm`. */
  readonly manager: string;
  /** Null where package.json is not at hand. */
  readonly project: NodePackage | null;
  /** Null where it cannot be told. */
  readonly start: NodeStart | null;
  /** As CMD, ENTRYPOINT or their script say it. */
  readonly program: ScriptedStart | UnclearScript | null;
}

const TOOLS = 'the tools of its build';
/** Packages whose installation leaves more behind than files in node_modules. */
const OWN_WAYS =
  /^(?:prisma|@prisma\/client|puppeteer|playwright|@playwright\/.*|cypress|electron|canvas|pg-native|libpq|oracledb|ibm_db|node-rdkafka|zeromq|patch-package)$/;

/** Null where the build leaves nothing behind that a second stage would be without. */
export function splitNode(input: SplitInput, build: NodeBuild): Split | Unsplit | null {
  const { project, start, program } = build;
  const runtime = slimVariant(input.base);
  if (runtime === null) {
    const left = `choose the slim variant of ${input.base.written} with the same version for a second stage, and copy package.json, node_modules without development packages and the output of the build into it`;
    return { tools: TOOLS, left };
  }
  const leave = (left: string): Unsplit => {
    return { tools: TOOLS, left: `${left}; ${handAdvice(input, build, runtime)}` };
  };
  if (program !== null && 'left' in program) return leave(program.left);
  if (start === null || program === null)
    return leave('what CMD or ENTRYPOINT starts is not to be seen');
  const unfit = unfitStage(input, build, runtime) ?? packageReason(input, build, start, runtime);
  if (unfit !== null) return leave(unfit);
  const cut = cutBehind(input, build);
  if (cut === null) return leave('no instruction stands behind the build');
  const files = nodeFiles(input, start, cut, project, isSimple(build));
  if (typeof files === 'string') return leave(files);
  const isWrong = files.preconditions.some(({ state }) => state === 'did not hold');
  if (isWrong) return { ...leave(files.wrong), preconditions: files.preconditions };
  const prunes = !start.isWhole && (project === null || project.devDependencies.size > 0);
  if (!prunes && !start.isWhole && runtime === withoutDigest(input)) return null;
  const copies = withScript(input, program, files.copies);
  if (typeof copies === 'string') return leave(copies);
  return withFiles(build, runtime, cut, { ...files, copies }, prunes);
}

/** What to ship, by the paths of this file as far as they are known. */
function handAdvice(input: SplitInput, { manager, start }: NodeBuild, runtime: string): string {
  if (start?.isWhole === true) return adviceOf({ runtime, copies: [start.output] });
  const { workdir } = input.facts.result(input.stage);
  const directory = start?.directory ?? (workdir === 'unknown' ? null : (workdir ?? '/'));
  const names = directory === null ? [] : ['package.json', 'node_modules'];
  const own = names.map((name) => joinPath(directory ?? '/', name));
  const advice = adviceOf({ runtime, copies: start === null ? own : [...own, start.output] });
  const rest = start === null && own.length > 0 ? ' and the output of the build' : '';
  return `${advice}${rest}, after \`RUN ${pruneOf(manager)}\` at the end of the first`;
}

/** Why the stage fits neither the builder nor the runtime: one clause. */
function unfitStage(input: SplitInput, { runs, last }: NodeBuild, runtime: string): string | null {
  const isFine = (run: StageRun) => makesUsers(run) || (run.index > last.index && isSetup(run));
  const has = runtime.includes('alpine') ? ['wget'] : [];
  return oddRun(input, runs, isForBuild, isFine) ?? missingTool(input, runtime, has);
}

function cutBehind(input: SplitInput, { runs, last }: NodeBuild): Instruction | null {
  const final = runs.findLast(
    (run) => run.index >= last.index && onlyBuilds(input, run, isForBuild),
  );
  return input.stage.instructions[(final ?? last).index + 1] ?? null;
}

function isSimple({ runs, project }: NodeBuild): boolean {
  return runs.every(
    ({ commands }) => commands?.every((one) => isSimpleBuild(one, project)) !== false,
  );
}

function withFiles(
  { runs, manager }: NodeBuild,
  runtime: string,
  cut: Instruction,
  { copies, preconditions }: NodeFiles,
  prunes: boolean,
): Split {
  return {
    tools: TOOLS,
    runtime,
    cut,
    copies,
    runs: [],
    builderRuns: prunes ? [pruneOf(manager)] : [],
    repeated: userRuns(runs, cut),
    buildOnly: new Set(),
    preconditions,
    review: `The image now has what is copied and ${runtime} below it, and no packages of devDependencies; files that the program opens by itself have to be copied too.`,
  };
}

function withoutDigest({ base }: SplitInput): string {
  return `${base.written}${base.tag === null ? '' : `:${base.tag}`}`;
}

/** Takes the packages of devDependencies away, without scripts of the project. */
function pruneOf(manager: string): string {
  if (manager === 'yarn') return 'yarn install --production --ignore-scripts --prefer-offline';
  return manager === 'pnpm' ? 'CI=true pnpm prune --prod --ignore-scripts' : 'npm prune --omit=dev';
}

/** What in package.json keeps a person busy; null for nothing. */
function packageReason(
  input: SplitInput,
  { project, manager }: NodeBuild,
  start: NodeStart,
  runtime: string,
): string | null {
  const special = [...(project?.dependencies ?? []), ...(project?.devDependencies ?? [])].find(
    (name) => OWN_WAYS.test(name),
  );
  if (special !== undefined)
    return `${special} of package.json installs more than files in node_modules`;
  if (start.isWhole) return null;
  if (project === null) return 'package.json is not at hand';
  if (project.hasWorkspaces) return 'package.json has workspaces';
  const context = contextFiles(input);
  if (context?.paths.includes('.yarnrc.yml') === true)
    return 'this Yarn has no command that takes development packages away';
  if (start.needs !== null && !project.dependencies.has(start.needs)) {
    return `${start.needs}, which starts the program, is not among the dependencies of package.json`;
  }
  if (start.usesPackageManager && manager === 'pnpm') {
    return `pnpm starts the program and is not in ${runtime}: start node itself`;
  }
  const version = Number.parseInt(input.base.tag ?? '99', 10);
  if (version < 16) return `${runtime} has an npm that does not know \`--omit=dev\``;
  return null;
}
