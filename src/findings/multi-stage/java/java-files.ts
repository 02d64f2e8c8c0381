import type { Instruction } from '../../../dockerfile/model.ts';
import { copiesOf } from '../../copies.ts';
import type { Copy } from '../../copies.ts';
import type { Precondition } from '../../rule.ts';
import { isWithin } from '../../shipped-stages.ts';
import { entriesOf, isNeverRead } from '../build-files.ts';
import { contextFiles } from '../context-files.ts';
import type { ContextFiles } from '../context-files.ts';
import type { JavaPaths } from './java-paths.ts';
import { packagedJar } from './java-package.ts';
import type { SplitInput } from '../recipe.ts';
import { destinationOf, joinPath, outermost } from '../paths.ts';
import type { PlainStart } from '../start-command.ts';

export interface JavaFiles {
  readonly copies: readonly string[];
  readonly preconditions: readonly Precondition[];
}

/** What only a build reads. */
const BUILD_INPUT =
  /^(?:pom\.xml|mvnw(?:\.cmd)?|src|\.mvn|.*\.gradle(?:\.kts)?|gradlew(?:\.bat)?|gradle|gradle\.properties|buildSrc|build-logic|.*\.sbt|\.sbtopts|project|settings\.xml|checkstyle.*|target|build|out|lombok\.config|.*\.jar)$/;
/** What a program often reads while it runs. */
const RUN_INPUT =
  /^(?:conf|config|public|static|assets|resources|web|webapp|www|templates|views|data|certs?|.*\.(?:ya?ml|json|properties|conf|xml|jks|p12|pem|toml))$/;
const MOST_COPIES = 6;

/** A source of a COPY and where it ends up. */
interface Brought {
  readonly source: string;
  readonly path: string;
}

/** All that the runtime stage has to get; one clause where that cannot be told. */
export function javaFiles(
  input: SplitInput,
  program: PlainStart,
  paths: JavaPaths,
  cut: Instruction,
): JavaFiles | string {
  const { jar, others } = paths;
  // The shell of CMD expands the pattern there, so all that it may mean has to come along.
  const main = jar !== null && /[*?]/.test(jar) ? jar.slice(0, jar.lastIndexOf('/')) : jar;
  const context = contextFiles(input);
  const wanted: string[] = main === null ? [...others] : [main, ...others];
  const unsure: string[] = [];
  const copies = copiesOf(input.dockerfile).filter(
    ({ instruction }) => instruction.span.start < cut.span.start,
  );
  for (const copy of copies) {
    if (copy.from !== null) return 'a file comes out of another image';
    for (const { source, path } of broughtBy(input, copy, context)) {
      if (isModule(context, source)) continue;
      if (RUN_INPUT.test(lastPart(source)) || context !== null) wanted.push(path);
      else unsure.push(source);
    }
  }
  const kept = outermost(wanted);
  if (kept.length > MOST_COPIES) return `the program may read ${kept.length} files and folders`;
  const others_: Precondition[] = [
    {
      text: textOfOthers(unsure),
      state: unsure.length > 0 ? 'unknown' : 'held',
    },
  ];
  return { copies: kept, preconditions: [...packagedJar(input, program, paths), ...others_] };
}

function textOfOthers(unsure: readonly string[]): string {
  const names = unsure.map((name) => (name === '.' ? 'the build context' : name)).join(', ');
  return unsure.length > 0
    ? `The program reads nothing of ${names} while it runs`
    : 'What else is copied are sources and settings of the build';
}

/** Sources that are not known to be for the build alone; those of `COPY . .` one by one. */
function broughtBy(
  { facts }: SplitInput,
  { instruction, sources, destination }: Copy,
  context: ContextFiles | null,
): Brought[] {
  const target = destinationOf(facts, instruction, destination.path);
  return sources.flatMap(({ path }): Brought[] => {
    const source = path.replace(/^(?:\.?\/)+|\/+$/g, '') || '.';
    if (source !== '.') {
      const isBuild = source.split('/').some((part) => BUILD_INPUT.test(part));
      if (isBuild || isNeverRead(source)) return [];
      const isFile = lastPart(source).includes('.', 1);
      const isFolder = /(?:^|\/)\.?$/.test(destination.path) || sources.length > 1;
      return [{ source, path: isFile && isFolder ? joinPath(target, lastPart(source)) : target }];
    }
    if (context === null) return [{ source, path: target }];
    return [...entriesOf(context)]
      .filter((name) => !BUILD_INPUT.test(name) && !isNeverRead(name))
      .map((name) => ({ source: name, path: joinPath(target, name) }));
  });
}

/** A folder with a build of its own. */
function isModule(context: ContextFiles | null, source: string): boolean {
  const places = ['pom.xml', 'build.gradle', 'build.gradle.kts', 'build.sbt', 'src'];
  return places.some((name) =>
    context?.paths.some((path) => isWithin(path, `${source.replace(/^(?:\.\/)+/, '')}/${name}`)),
  );
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
