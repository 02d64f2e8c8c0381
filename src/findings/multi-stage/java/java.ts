import { BUILD_IMAGES, javaRuntime } from './java-runtime.ts';
import type { JavaRuntime } from './java-runtime.ts';
import { isGoal, JAVA_TOOLS, JDK_TOOLS } from './java-tools.ts';
import { splitJava } from './split-java.ts';
import { onlyBuilds } from '../build-runs.ts';
import type { Recipe, SplitInput, Unsplit } from '../recipe.ts';
import { isSetup, USERS } from '../setup-commands.ts';
import { stageRuns } from '../stage-runs.ts';
import type { StageRun } from '../stage-runs.ts';
import { scriptedStart } from '../scripted-start.ts';

/** Bring what a program needs, and compile nothing. */
const FETCHERS = new Set(['apk', 'apt', 'apt-get', 'curl', 'dnf', 'microdnf', 'wget', 'yum']);

export const JAVA: Recipe = {
  language: 'Java',
  split: (input) => {
    const runtime = javaRuntime(input.image, input.base);
    if (runtime === null) return null;
    const runs = stageRuns(input);
    const last = runs.findLast(({ commands }) => commands?.some(isGoal) === true);
    const tool = last?.commands?.find(isGoal)?.name;
    if (last === undefined || tool === undefined) return withoutBuild(input, runtime, runs);
    const tools = `${JAVA_TOOLS.get(tool) ?? 'Maven'} and a JDK`;
    if (runtime.image === null) return { tools, left: runtime.left };
    return splitJava(input, { tools, runtime: runtime.image, why: runtime.why, runs, last });
  },
};

/** A JDK below a program that comes ready-made: another image is enough, and no second stage is needed. */
function withoutBuild(
  input: SplitInput,
  runtime: JavaRuntime,
  runs: readonly StageRun[],
): Unsplit | null {
  const program = scriptedStart(input);
  if (program === null || 'left' in program || program.name !== 'java') return null;
  if (BUILD_IMAGES.has(input.image)) return null;
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
