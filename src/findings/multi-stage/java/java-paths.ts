import type { Instruction } from '../../../dockerfile/model.ts';
import { copiesOf } from '../../copies.ts';
import { isWithin } from '../../shipped-stages.ts';
import type { SplitInput } from '../recipe.ts';
import { destinationOf, joinPath, outermost, pathIn } from '../paths.ts';
import { startCommand } from '../start-command.ts';
import type { PlainStart } from '../start-command.ts';

/** What `java` is started with. */
export interface JavaPaths {
  /** The jar of `-jar`, absolute; null for a class path. */
  readonly jar: string | null;
  /** Absolute, without the jar: class path, modules, agents, files in arguments. */
  readonly others: readonly string[];
  /** True when jars are named besides: a class path, modules, a folder with a start script. */
  readonly hasClassPath: boolean;
}

const CLASS_PATH = new Set(['-cp', '-classpath', '--class-path', '-p', '--module-path']);
/** Options of the launcher with a value in the next word. */
const WITH_VALUE = new Set(['-m', '--module', '--add-modules', '--add-opens', '--add-exports']);
/** `-javaagent:/opt/agent.jar=x`, `-Dlogging.config=file:./log.xml`, `--spring.config.location=/app/x.yml`. */
const PATH_OPTION =
  /^(?:-javaagent:|-D[\w.-]+=|--spring[\w.-]+=)(?:file:)?([\w./-]*[\w-]\.\w+|\.?\/[\w./-]+)(?=$|=)/;
const MAIN = new Set(['-m', '--module']);
const PATHS = /^[\w.+@/*?:-]+$/;
/** An argument of the program that may be a path. */
const ARGUMENT = /^[\w@+-]*[./][\w.+@/-]*$/;

/** One clause for a person where a path cannot be told. */
export function javaPaths(
  input: SplitInput,
  program: PlainStart,
  cut: Instruction,
): JavaPaths | string {
  const named = program.name === 'java' ? readNames(program.words) : installedIn(program);
  if (typeof named === 'string') return named;
  const own = ownDirectories(input, cut);
  const isOwn = (path: string) => own.some((directory) => isWithin(path, directory));
  const jar = named.jar === null ? null : joinPath(program.directory, named.jar);
  const others = named.others.map((path) => joinPath(program.directory, path)).filter(isOwn);
  if (jar === null && others.length === 0) return '`java` is started without a jar or a class path';
  if (jar !== null && !isOwn(jar)) return `${jar} is not made by this file`;
  // The program may look around where it starts, and there is nothing but what the build made.
  if (/\/(?:target|build|dist)(?:\/|$)/.test(program.directory)) others.push(program.directory);
  return { jar, others: [...new Set(others)], hasClassPath: named.hasClassPath };
}

/** The jars, and class path folders, that the command of the image names; absolute, for a reason. */
export function namedJars(input: SplitInput): string[] {
  const start = startCommand(input);
  if (start === null) return [];
  const { workdir } = input.facts.result(input.stage);
  const directory = workdir === 'unknown' ? null : (workdir ?? '/');
  const words = start.words ?? start.commands.flatMap((one) => one.words.map(({ value }) => value));
  const paths = words.flatMap((word, index) => {
    const isClassPath = CLASS_PATH.has(words[index - 1] ?? '');
    const named = isClassPath
      ? (word ?? '').split(':').map((part) => part.replace(/\/\*$/, ''))
      : [word];
    return named.filter((one) => isClassPath || one?.endsWith('.jar') === true);
  });
  const known = paths.flatMap((path) => pathIn(directory, path) ?? []);
  return outermost(known.filter((path) => path !== '/'));
}

/** A start script: where Gradle's `installDist` and sbt's `stage` put a program with all that it needs. */
const INSTALLED =
  /^(?:.*\/)?(?:build\/install\/[\w.-]+|target\/universal\/stage)(?=\/bin\/[\w.-]+$)/;

function installedIn({ words }: PlainStart): JavaPaths | string {
  const [first] = words;
  const folder = INSTALLED.exec(first ?? '')?.[0];
  return folder === undefined
    ? `\`${first ?? ''}\` is started`
    : { jar: null, others: [folder], hasClassPath: true };
}

/** The paths in the words, as they are written. */
function readNames(words: PlainStart['words']): JavaPaths | string {
  const others: string[] = [];
  let jar: string | null = null;
  let hasMain = false;
  let hasClassPath = false;
  for (let index = 1; index < words.length; index += 1) {
    const word = words[index] ?? '$';
    if (word === '-jar' || CLASS_PATH.has(word)) {
      const next = words[index + 1] ?? null;
      if (next === null || !PATHS.test(next)) return `what \`${word}\` names is not to be seen`;
      if (word === '-jar') jar = next;
      else others.push(...next.split(':').map((part) => part.replace(/\/\*$/, '')));
      hasMain ||= word === '-jar';
      hasClassPath ||= word !== '-jar';
      index += 1;
    } else if (WITH_VALUE.has(word)) {
      hasMain ||= MAIN.has(word);
      index += 1;
    } else if (word.startsWith('-')) {
      const path = PATH_OPTION.exec(word)?.[1];
      if (path !== undefined) others.push(path);
    } else {
      if (hasMain && ARGUMENT.test(word)) others.push(word);
      hasMain = true;
    }
  }
  return { jar, others, hasClassPath };
}

/** Where the file puts things: its directories, and what it copies or names in RUN. */
function ownDirectories({ stage, dockerfile, facts }: SplitInput, cut: Instruction): string[] {
  const before = stage.instructions.filter(({ span }) => span.start < cut.span.start);
  const directories = [cut, ...before].map((instruction) => facts.before(instruction).workdir);
  const copied = copiesOf(dockerfile)
    .filter(({ instruction }) => before.includes(instruction))
    .map(({ instruction, destination }) => destinationOf(facts, instruction, destination.path));
  const named = before.flatMap(({ keyword, body }) =>
    keyword === 'RUN' ? (body.text.match(/\/[\w./-]+\.jar\b/g) ?? []) : [],
  );
  return [...directories, ...copied, ...named].filter(
    (path): path is string => path !== null && path !== '/' && path !== 'unknown',
  );
}
