import { contextFiles } from '../context-files.ts';
import { missingTool } from '../missing-tool.ts';
import { nodeFiles } from './node-files.ts';
import { nodePackage } from './node-package.ts';
import type { NodePackage } from './node-package.ts';
import { slimVariant } from './node-runtime.ts';
import { nodeStart } from './node-start.ts';
import type { NodeStart } from './node-start.ts';
import type { Recipe, Split, SplitInput, Unsplit } from '../recipe.ts';
import { onlyBuilds } from '../build-runs.ts';
import { isSetup, makesUsers } from '../setup-commands.ts';
import { lineOf, stageRuns } from '../stage-runs.ts';
import type { StageCommand, StageRun } from '../stage-runs.ts';
import { plainStart } from '../start-command.ts';

const MANAGERS = new Set(['npm', 'yarn', 'pnpm']);
const COMPILERS = new Set([
  'tsc',
  'tsup',
  'esbuild',
  'webpack',
  'vite',
  'rollup',
  'nest',
  'next',
  'nuxt',
  'swc',
  'ng',
]);
const BUILD_SCRIPT = /^(?:build|compile|bundle|prod|dist)(?:$|[:.-])/;
/** Compilers that write into one folder, perhaps emptied before. */
const ONE_FOLDER =
  /^(?:(?:rimraf|rm -rf|del-cli) [\w./-]+ && )?(?:(?:run|exec) )?(?:tsc|nest build|next build|nuxt build|vite build|react-scripts build|tsup|esbuild)(?: [^&|;]*)?$/;
/** Packages whose installation leaves more behind than files in node_modules. */
const OWN_WAYS =
  /^(?:prisma|@prisma\/client|puppeteer|playwright|@playwright\/.*|cypress|electron|canvas|pg-native|libpq|oracledb|ibm_db|node-rdkafka|zeromq|patch-package)$/;
/** Compilers and headers that native modules are built with. */
const BUILD_PACKAGES =
  /^(?:python3?(?:-dev)?|make|g\+\+|gcc|build-base|build-essential|musl-dev|linux-headers|-.*|update|install|add|&&)$/;

function isInstall({ name, args }: StageCommand): boolean {
  if (!MANAGERS.has(name)) return false;
  const [action, ...others] = args.filter((word) => !word.startsWith('-'));
  return (
    (action === undefined && name === 'yarn') ||
    (/^(?:ci|i|install)$/.test(action ?? '') && others.length === 0)
  );
}

function isBuild({ name, args }: StageCommand): boolean {
  const words = args.filter((word) => !word.startsWith('-'));
  if (name === 'npx') return COMPILERS.has(words[0] ?? '');
  if (!MANAGERS.has(name)) return COMPILERS.has(name);
  const [first = '', second = ''] = words;
  const script = first === 'run' || first === 'run-script' || first === 'exec' ? second : first;
  return first !== 'install' && (BUILD_SCRIPT.test(script) || COMPILERS.has(script));
}

/** Whether a build writes one folder and no other, as far as its script shows. */
function isSimpleBuild(one: StageCommand, project: NodePackage | null): boolean {
  if (!isBuild(one)) return true;
  const script = one.args.find((word) => project?.scripts.has(word));
  const text = script === undefined ? one.args.join(' ') : (project?.scripts.get(script) ?? '');
  const hooks = script === undefined ? [] : [`pre${script}`, `post${script}`];
  return ONE_FOLDER.test(text) && !hooks.some((hook) => project?.scripts.has(hook));
}

/** Builds, and what only serves them: build tools of native modules, a package manager. */
function isForBuild(one: StageCommand): boolean {
  if (isInstall(one) || isBuild(one) || one.name === 'corepack') return true;
  if (one.name === 'apk' || one.name === 'apt-get') {
    return one.args.every((word) => BUILD_PACKAGES.test(word));
  }
  const isCleaning = one.args.includes('cache') && MANAGERS.has(one.name);
  const isManager =
    one.name === 'npm' && one.args.some((word) => /^(?:npm|pnpm|yarn)(?:@|$)/.test(word));
  return isCleaning || isManager;
}

export const NODE: Recipe = {
  language: 'Node.js',
  split: (input) => {
    if (input.image !== 'node') return null;
    const runs = stageRuns(input);
    const build = runs.findLast(({ commands }) => commands?.some(isBuild) === true);
    const install = runs.find(({ commands }) => commands?.some(isInstall) === true);
    const program = plainStart(input);
    if (build === undefined || install === undefined) return null;
    const context = contextFiles(input);
    const project = context === null ? null : nodePackage(context);
    const start = program === null ? null : nodeStart(program, project);
    if (start === 'development') return null;
    const manager = install.commands?.find(isInstall)?.name ?? 'npm';
    return splitAt(input, runs, build, manager, project, start);
  },
};

function splitAt(
  input: SplitInput,
  runs: readonly StageRun[],
  build: StageRun,
  manager: string,
  project: NodePackage | null,
  start: NodeStart | null,
): Split | Unsplit | null {
  const tools = 'the tools of its build';
  const leave = (left: string): Unsplit => ({ tools, left });
  const runtime = slimVariant(input.base);
  if (runtime === null)
    return leave(
      `choose the slim variant of ${input.base.written} with the same version for a second stage, and copy package.json, node_modules without development packages and the output of the build into it`,
    );
  const advice = `copy package.json, node_modules after \`${pruneOf(manager)}\` and the output of the build out of a builder stage into ${runtime}`;
  if (start === null) return leave(`what CMD or ENTRYPOINT starts is not to be seen; ${advice}`);
  const odd = runs.find((run) => {
    return (
      !onlyBuilds(input, run, isForBuild) &&
      !makesUsers(run) &&
      !(run.index > build.index && isSetup(run))
    );
  });
  if (odd !== undefined) {
    return leave(
      `line ${lineOf(input, odd.instruction)} does more than build, and which stage needs that is not to be seen; ${advice}`,
    );
  }
  const reason = packageReason(input, project, start, runtime, manager);
  if (reason !== null) return leave(`${reason}; ${advice}`);
  const tool = missingTool(input, runtime.includes('alpine') ? ['wget'] : []);
  if (tool !== null) return leave(`HEALTHCHECK calls ${tool}, which ${runtime} has not; ${advice}`);
  const last =
    runs.findLast((run) => run.index >= build.index && onlyBuilds(input, run, isForBuild)) ?? build;
  const cut = input.stage.instructions[last.index + 1];
  if (cut === undefined) return leave(`no instruction stands behind the build; ${advice}`);
  const isSimple = runs.every(
    ({ commands }) => commands?.every((one) => isSimpleBuild(one, project)) !== false,
  );
  const files = nodeFiles(input, start, cut, project, isSimple);
  if (typeof files === 'string') return leave(`${files}; ${advice}`);
  const wrong = files.preconditions.find(({ state }) => state === 'did not hold');
  if (wrong !== undefined) {
    return { tools, left: `${files.wrong}; ${advice}`, preconditions: files.preconditions };
  }
  const prunes = !start.isWhole && (project === null || project.devDependencies.size > 0);
  if (!prunes && !start.isWhole && runtime === withoutDigest(input)) return null;
  return {
    tools,
    runtime,
    cut,
    copies: files.copies,
    runs: [],
    builderRuns: prunes ? [pruneOf(manager)] : [],
    repeated: runs
      .filter((run) => run.index < last.index && makesUsers(run))
      .map(({ instruction }) => instruction),
    buildOnly: new Set(),
    preconditions: files.preconditions,
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
  project: NodePackage | null,
  start: NodeStart,
  runtime: string,
  manager: string,
): string | null {
  const special = [...(project?.dependencies ?? []), ...(project?.devDependencies ?? [])].find(
    (name) => OWN_WAYS.test(name),
  );
  if (special !== undefined)
    return `${special} of package.json installs more than files in node_modules`;
  if (start.isWhole) return null;
  if (start.directory === '/') {
    return 'the project is built in /, so give it a WORKDIR of its own';
  }
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
