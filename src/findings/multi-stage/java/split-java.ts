import type { Instruction } from '../../../dockerfile/model.ts';
import type { Precondition } from '../../rule.ts';
import { adviceOf } from '../advice.ts';
import { oddRun, onlyBuilds } from '../build-runs.ts';
import { missingTool } from '../missing-tool.ts';
import type { Split, SplitInput, Unsplit } from '../recipe.ts';
import { isSetup, makesUsers, userRuns } from '../setup-commands.ts';
import { sourceCondition } from '../source-condition.ts';
import type { StageRun } from '../stage-runs.ts';
import { scriptedStart, withScript } from '../scripted-start.ts';
import type { ScriptedStart } from '../scripted-start.ts';
import { unclearStart } from '../start-command.ts';
import { javaFiles } from './java-files.ts';
import type { JavaFiles } from './java-files.ts';
import { javaPaths, namedJars } from './java-paths.ts';
import { isJavaTool, JAVA_TOOLS, JDK_TOOLS } from './java-tools.ts';

/** A build with a JDK, and the image with its Java and without a compiler. */
export interface JavaBuild {
  readonly tools: string;
  readonly runtime: string;
  /** Why the runtime is another image's sibling; null where it is that of the builder. */
  readonly why: string | null;
  readonly runs: readonly StageRun[];
  /** The last RUN that builds. */
  readonly last: StageRun;
}

/** In a source: the program compiles, starts programs, or looks into other processes. */
const JDK_USE =
  /\bjavax\.tools\b|\bcom\.sun\.(?:tools|source|jdi)\b|\bjdk\.(?:jshell|jfr\.consumer)\b|\bProcessBuilder\b|\bgetRuntime\(\)\s*\.exec\b/;
/** Where one image has its Java, and another has not. */
const OWN_PATHS = /\/(?:usr\/lib\/jvm|usr\/local\/openjdk|docker-java-home)[\w./-]*/;
const BUILD_VARIABLES = ['MAVEN_OPTS', 'MAVEN_ARGS', 'MAVEN_CONFIG', 'GRADLE_OPTS', 'SBT_OPTS'];

/** Null where the image is there for its build tool, or starts nothing. */
export function splitJava(input: SplitInput, build: JavaBuild): Split | Unsplit | null {
  const { tools, runtime } = build;
  const leave = (left: string, copies: readonly string[] = namedJars(input)): Unsplit => {
    return { tools, left: `${left}; ${adviceOf({ runtime, copies })}` };
  };
  const program = scriptedStart(input);
  if (program === null) {
    const hasStart = input.stage.instructions.some(isStart);
    return hasStart ? leave(unclearStart(input)) : null;
  }
  if ('left' in program) return leave(program.left);
  // An image whose program is the build tool is there for it.
  if (JAVA_TOOLS.has(program.name)) return null;
  const cut = cutBehind(input, build);
  const unfit = unfitStage(input, build);
  if (unfit !== null) return leave(unfit);
  if (cut === null) return leave('no instruction stands behind the build');
  const files = shippedFiles(input, program, cut);
  if (typeof files === 'string') return leave(files);
  const isIncomplete = files.preconditions.some(({ state }) => state === 'did not hold');
  if (!isIncomplete) return withFiles(input, build, cut, files);
  const left = 'the jar needs the libraries beside it, so copy their folder too';
  return { ...leave(left, files.copies), preconditions: files.preconditions };
}

function isStart({ keyword }: Instruction): boolean {
  return keyword === 'CMD' || keyword === 'ENTRYPOINT';
}

/** Why the stage fits neither the builder nor the runtime: one clause. */
function unfitStage(input: SplitInput, { runtime, runs, last }: JavaBuild): string | null {
  if (input.facts.result(input.stage).user === 'unknown')
    return `the user of ${input.base.written} is not known`;
  const odd = oddRun(
    input,
    runs,
    isJavaTool,
    (run) => makesUsers(run) || (run.index >= last.index && isSetup(run)),
  );
  if (odd !== null) return odd;
  const tool = JDK_TOOLS.exec(runTimeText(input, last))?.[0];
  if (tool !== undefined) return `${tool} at run time belongs to a JDK, which ${runtime} has not`;
  const path = OWN_PATHS.exec(input.dockerfile.text)?.[0];
  if (path !== undefined) return `${path} is another place in ${runtime}`;
  const isForBash = /target\/universal\/stage\/bin\//.test(runTimeText(input, last));
  if (isForBash && runtime.endsWith('alpine'))
    return `the start script of sbt is for bash, which ${runtime} has not`;
  return missingTool(input, runtime, runtime.endsWith('alpine') ? ['wget'] : ['curl', 'wget']);
}

function shippedFiles(
  input: SplitInput,
  program: ScriptedStart,
  cut: Instruction,
): JavaFiles | string {
  const paths = javaPaths(input, program, cut);
  if (typeof paths === 'string') return paths;
  const files = javaFiles(input, program, paths, cut);
  if (typeof files === 'string') return files;
  const copies = withScript(input, program, files.copies);
  return typeof copies === 'string' ? copies : { ...files, copies };
}

function withFiles(
  input: SplitInput,
  { tools, runtime, why, runs }: JavaBuild,
  cut: Instruction,
  { copies, preconditions }: JavaFiles,
): Split {
  const text = 'The program needs no compiler and no other tool of the JDK';
  const isSource = /\.(?:java|kt|kts|scala|groovy)$/;
  return {
    tools,
    runtime,
    cut,
    copies,
    runs: [],
    builderRuns: [],
    repeated: userRuns(runs, cut),
    buildOnly: new Set(BUILD_VARIABLES),
    preconditions: [...preconditions, sourceCondition(input, text, isSource, JDK_USE)],
    evidence: evidenceOf(why),
    review: `The image now has what \`java\` is started with and ${runtime} below it; files of the build that the program opens by itself have to be copied too.`,
  };
}

function evidenceOf(why: string | null): Precondition[] {
  return why === null
    ? []
    : [{ text: `The runtime image is Eclipse Temurin: ${why}`, state: 'held' }];
}

/** Behind the build and the commands that move its product about. */
function cutBehind(input: SplitInput, { runs, last }: JavaBuild): Instruction | null {
  const moving = runs.findLast(
    (run) => run.index >= last.index && onlyBuilds(input, run, isJavaTool),
  );
  return input.stage.instructions[(moving ?? last).index + 1] ?? null;
}

/** Everything that happens in a container, and what is set for it. */
function runTimeText({ dockerfile, stage }: SplitInput, last: StageRun): string {
  return stage.instructions
    .filter(({ keyword }, index) => {
      return index > last.index
        ? keyword !== 'RUN'
        : ['ENV', 'HEALTHCHECK', 'CMD', 'ENTRYPOINT'].includes(keyword);
    })
    .map(({ span }) => dockerfile.text.slice(span.start, span.end))
    .join('\n');
}
