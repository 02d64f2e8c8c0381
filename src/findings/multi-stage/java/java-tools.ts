import type { StageCommand } from '../stage-runs.ts';

/** Build tools by their commands, and their names for a person. */
export const JAVA_TOOLS: ReadonlyMap<string, string> = new Map([
  ['mvn', 'Maven'],
  ['mvnw', 'Maven'],
  ['mvnd', 'Maven'],
  ['gradle', 'Gradle'],
  ['gradlew', 'Gradle'],
  ['sbt', 'sbt'],
]);

/** Only these need a compiler or another tool of the JDK while the program runs. */
export const JDK_TOOLS =
  /\b(?:javac|jcmd|jstack|jmap|jps|jshell|jlink|jdeps|jarsigner)\b|tools\.jar|jdwp/;

const GOAL =
  /^(?:package|install|verify|deploy)$|(?:^|[:/])(?:build|assemble|assembly|\w*[jJ]ar|installDist|quarkusBuild|stage)$/;

export function isJavaTool({ name }: StageCommand): boolean {
  return JAVA_TOOLS.has(name);
}

/** Whether it makes the program, and not only fetches or tests. */
export function isGoal({ name, args }: StageCommand): boolean {
  return JAVA_TOOLS.has(name) && args.some((word) => GOAL.test(word));
}
