import type { Precondition } from '../../rule.ts';
import { contextFiles, contextText } from '../context-files.ts';
import type { ContextFiles } from '../context-files.ts';
import type { JavaPaths } from './java-paths.ts';
import type { SplitInput } from '../recipe.ts';
import { stageRuns } from '../stage-runs.ts';
import type { PlainStart } from '../start-command.ts';

/** Build tasks whose jar has all that it needs. */
const WHOLE_TASK = /(?:^|[:/])(?:bootJar|shadowJar|fatJar|uberJar|assembly)$/;
/** Plugins that put the dependencies into the jar. */
const WHOLE_PLUGIN =
  /spring-boot-maven-plugin|maven-shade-plugin|jar-with-dependencies|org\.springframework\.boot|gradleup\.shadow|johnrengelman\.shadow|quarkus\.package\.(?:type|jar\.type)=uber-jar|sbt-assembly/;
/** The dependencies stand beside the jar. */
const BESIDE = /copy-dependencies|<addClasspath>\s*true|classpathPrefix|Class-Path/;
const BUILD_FILES = /(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?|build\.sbt|plugins\.sbt)$/;

/** That the jar needs no other files: from the task that makes it, or from the build's description. */
export function packagedJar(
  input: SplitInput,
  { directory }: PlainStart,
  { jar, hasClassPath }: JavaPaths,
): Precondition[] {
  if (jar === null) return [];
  const name = jar.startsWith(`${directory}/`) ? jar.slice(directory.length + 1) : jar;
  const text = `${name} holds all that it needs`;
  const isNamed = stageRuns(input).some(({ commands }) =>
    commands?.some(({ args }) => args.some((word) => WHOLE_TASK.test(word))),
  );
  const byName = /(?:^|[-.])(?:all|fat|uber|assembly|jar-with-dependencies)[-.]/.test(name);
  if (isNamed || byName || hasClassPath) return [{ text, state: 'held' }];
  const context = contextFiles(input);
  return [{ text, state: context === null ? 'unknown' : stateIn(context) }];
}

function stateIn(context: ContextFiles): Precondition['state'] {
  const texts = context.paths
    .filter((path) => BUILD_FILES.test(path))
    .slice(0, 50)
    .map((path) => contextText(context, path) ?? '');
  if (texts.some((text) => BESIDE.test(text))) return 'did not hold';
  return texts.some((text) => WHOLE_PLUGIN.test(text)) ? 'held' : 'unknown';
}
