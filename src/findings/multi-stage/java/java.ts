import type { Instruction } from '../../../dockerfile/model.ts';
import type { Precondition } from '../../rule.ts';
import { javaFiles } from './java-files.ts';
import { javaPaths } from './java-paths.ts';
import { BUILD_IMAGES, javaRuntime } from './java-runtime.ts';
import type { JavaRuntime } from './java-runtime.ts';
import { missingTool } from '../missing-tool.ts';
import type { Recipe, Split, SplitInput, Unsplit } from '../recipe.ts';
import { onlyBuilds } from '../build-runs.ts';
import { isSetup, makesUsers, USERS } from '../setup-commands.ts';
import { sourceCondition } from '../source-condition.ts';
import { lineOf, stageRuns } from '../stage-runs.ts';
import type { StageCommand, StageRun } from '../stage-runs.ts';
import { plainStart } from '../start-command.ts';

const TOOLS: ReadonlyMap<string, string> = new Map([
  ['mvn', 'Maven'],
  ['mvnw', 'Maven'],
  ['mvnd', 'Maven'],
  ['gradle', 'Gradle'],
  ['gradlew', 'Gradle'],
  ['sbt', 'sbt'],
]);
/** Bring what a program needs, and compile nothing. */
const FETCHERS = new Set(['apk', 'apt', 'apt-get', 'curl', 'dnf', 'microdnf', 'wget', 'yum']);
const GOAL =
  /^(?:package|install|verify|deploy)$|(?:^|[:/])(?:build|assemble|assembly|\w*[jJ]ar|installDist|quarkusBuild|stage)$/;
/** Only these need a compiler or another tool of the JDK while the program runs. */
const JDK_TOOLS = /\b(?:javac|jcmd|jstack|jmap|jps|jshell|jlink|jdeps|jarsigner)\b|tools\.jar|jdwp/;
/** In a source: the program compiles, starts programs, or looks into other processes. */
const JDK_USE =
  /\bjavax\.tools\b|\bcom\.sun\.(?:tools|source|jdi)\b|\bjdk\.(?:jshell|jfr\.consumer)\b|\bProcessBuilder\b|\bgetRuntime\(\)\s*\.exec\b/;
/** Where one image has its Java, and another has not. */
const OWN_PATHS = /\/(?:usr\/lib\/jvm|usr\/local\/openjdk|docker-java-home)[\w./-]*/;
const BUILD_VARIABLES = ['MAVEN_OPTS', 'MAVEN_ARGS', 'MAVEN_CONFIG', 'GRADLE_OPTS', 'SBT_OPTS'];

function isBuildTool({ name }: StageCommand): boolean {
  return TOOLS.has(name);
}

function isBuild({ name, args }: StageCommand): boolean {
  return TOOLS.has(name) && args.some((word) => GOAL.test(word));
}

export const JAVA: Recipe = {
  language: 'Java',
  split: (input) => {
    const runtime = javaRuntime(input.image, input.base);
    if (runtime === null) return null;
    const runs = stageRuns(input);
    const build = runs.findLast(({ commands }) => commands?.some(isBuild) === true);
    const tool = build?.commands?.find(isBuild)?.name;
    if (build === undefined || tool === undefined) return withoutBuild(input, runtime, runs);
    const tools = `${TOOLS.get(tool) ?? 'Maven'} and a JDK`;
    if (runtime.image === null) return { tools, left: runtime.left };
    return splitAt(input, runtime.image, runtime.why, tools, runs, build);
  },
};

/** A JDK below a program that comes ready-made: another image is enough, and no second stage is needed. */
function withoutBuild(
  input: SplitInput,
  runtime: JavaRuntime,
  runs: readonly StageRun[],
): Unsplit | null {
  const program = plainStart(input);
  if (program?.name !== 'java' || BUILD_IMAGES.has(input.image)) return null;
  const isPlain = runs.every((run) => {
    return (
      isSetup(run) || onlyBuilds(input, run, ({ name }) => FETCHERS.has(name) || USERS.has(name))
    );
  });
  const text = input.dockerfile.text;
  if (!isPlain || JDK_TOOLS.test(text) || /\bjar\s+-?[xct]/.test(text)) return null;
  const left =
    runtime.image === null
      ? `nothing is compiled here, so a JRE is enough: ${runtime.left}`
      : `nothing is compiled here, so a JRE is enough: \`FROM ${runtime.image}\``;
  return { tools: 'a JDK', left };
}

function splitAt(
  input: SplitInput,
  runtime: string,
  why: string | null,
  tools: string,
  runs: readonly StageRun[],
  build: StageRun,
): Split | Unsplit | null {
  const leave = (left: string): Unsplit => ({ tools, left });
  const program = plainStart(input);
  const advice = `copy what \`java\` needs out of a builder stage into ${runtime}`;
  if (program === null) {
    const hasStart = input.stage.instructions.some(isStart);
    return hasStart ? leave(`CMD or ENTRYPOINT is more than one plain command; ${advice}`) : null;
  }
  // An image whose program is the build tool is there for it.
  if (TOOLS.has(program.name)) return null;
  if (input.facts.result(input.stage).user === 'unknown') {
    return leave(`the user of ${input.base.written} is not known; ${advice}`);
  }
  const odd = oddRun(input, runs, build, advice);
  if (odd !== null) return leave(odd);
  const tool = JDK_TOOLS.exec(runTimeText(input, build))?.[0];
  if (tool !== undefined)
    return leave(`${tool} at run time belongs to a JDK, which ${runtime} has not`);
  const path = OWN_PATHS.exec(input.dockerfile.text)?.[0];
  if (path !== undefined) return leave(`${path} is another place in ${runtime}; ${advice}`);
  const has = runtime.endsWith('alpine') ? ['wget'] : ['curl', 'wget'];
  const missing = missingTool(input, has);
  if (missing !== null) {
    return leave(`HEALTHCHECK calls ${missing}, which ${runtime} has not; ${advice}`);
  }
  const cut = cutBehind(input, runs, build);
  if (cut === null) return leave(`no instruction stands behind the build; ${advice}`);
  const paths = javaPaths(input, program, cut);
  if (typeof paths === 'string') return leave(`${paths}; ${advice}`);
  const files = javaFiles(input, program, paths, cut);
  if (typeof files === 'string') return leave(`${files}; ${advice}`);
  const wrong = files.preconditions.find(({ state }) => state === 'did not hold');
  if (wrong !== undefined) {
    const left = `the jar needs the files beside it; copy it and its folder of libraries out of a builder stage into ${runtime}`;
    return { tools, left, preconditions: files.preconditions };
  }
  return {
    tools,
    runtime,
    cut,
    copies: files.copies,
    runs: [],
    builderRuns: [],
    repeated: runs
      .filter((run) => run.instruction.span.start < cut.span.start && makesUsers(run))
      .map(({ instruction }) => instruction),
    buildOnly: new Set(BUILD_VARIABLES),
    preconditions: [
      ...files.preconditions,
      sourceCondition(
        input,
        'The program needs no compiler and no other tool of the JDK',
        /\.(?:java|kt|kts|scala|groovy)$/,
        JDK_USE,
      ),
    ],
    evidence: evidenceOf(why),
    // `mvn-entrypoint.sh` of Maven and `__cacert_entrypoint.sh` of Temurin end in `exec "$@"`.
    hasPlainEntrypoints: true,
    review: `The image now has what \`java\` is started with and ${runtime} below it; files of the build that the program opens by itself have to be copied too.`,
  };
}

function evidenceOf(why: string | null): Precondition[] {
  return why === null
    ? []
    : [{ text: `The runtime image is Eclipse Temurin: ${why}`, state: 'held' }];
}

function isStart({ keyword }: Instruction): boolean {
  return keyword === 'CMD' || keyword === 'ENTRYPOINT';
}

/** Why a RUN fits neither the builder nor the runtime stage. */
function oddRun(
  input: SplitInput,
  runs: readonly StageRun[],
  build: StageRun,
  advice: string,
): string | null {
  const odd = runs.find((run) => {
    if (onlyBuilds(input, run, isBuildTool) || makesUsers(run)) return false;
    return run.index < build.index || !isSetup(run);
  });
  if (odd === undefined) return null;
  const line = lineOf(input, odd.instruction);
  return `line ${line} does more than build, and which stage needs that is not to be seen; ${advice}`;
}

/** Behind the build and the commands that move its product about. */
function cutBehind(
  input: SplitInput,
  runs: readonly StageRun[],
  build: StageRun,
): Instruction | null {
  const last = runs.findLast(
    (run) => run.index >= build.index && onlyBuilds(input, run, isBuildTool),
  );
  return input.stage.instructions[(last ?? build).index + 1] ?? null;
}

/** Everything that happens in a container, and what is set for it. */
function runTimeText({ dockerfile, stage }: SplitInput, build: StageRun): string {
  return stage.instructions
    .filter(({ keyword }, index) => {
      return index > build.index
        ? keyword !== 'RUN'
        : ['ENV', 'HEALTHCHECK', 'CMD', 'ENTRYPOINT'].includes(keyword);
    })
    .map(({ span }) => dockerfile.text.slice(span.start, span.end))
    .join('\n');
}
