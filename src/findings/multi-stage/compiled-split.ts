import type { Precondition } from '../rule.ts';
import { isWithin } from '../shipped-stages.ts';
import { assetsCondition, assetsOf, isCovered, outermost } from './assets.ts';
import type { SourceTree } from './assets.ts';
import { contextFiles, contextText } from './context-files.ts';
import { explainRuns } from './explain-runs.ts';
import { healthTools } from './health-tools.ts';
import type { Split, SplitInput, Unsplit } from './recipe.ts';
import { adviceOf } from './refuse-split.ts';
import type { RuntimeImage } from './runtime-image.ts';
import { carriedPackages, installLine } from './runtime-packages.ts';
import type { StageCommands } from './stage-commands.ts';
import { pathIn } from './stage-commands.ts';
import type { StartedProgram } from './started-program.ts';

/** A compiled program, as its recipe found it. */
export interface CompiledProgram {
  readonly tools: string;
  readonly started: StartedProgram;
  readonly commands: StageCommands;
  /** Absolute path of the program in the builder. */
  readonly path: string;
  /** True for a bare name that the PATH of the builder finds, and that of the runtime image would not. */
  readonly isOnBuilderPath: boolean;
  readonly tree: SourceTree;
  readonly image: RuntimeImage;
  /** Packages that the builder's image has and programs need. */
  readonly packages: readonly string[];
  readonly buildOnly: ReadonlySet<string>;
  /** In a source: the program starts other programs. */
  readonly startsPrograms: RegExp;
  readonly preconditions: readonly Precondition[];
}

/** The split that all compiled languages share, or why it is left. */
export function compiledSplit(input: SplitInput, program: CompiledProgram): Split | Unsplit {
  const { tools, path, tree, image, commands } = program;
  const advice = adviceOf({ runtime: image.reference, copies: [path] });
  const leave = (reason: string): Unsplit => ({ tools, left: `${reason}; ${advice}` });
  if (commands.unreadable !== null) return leave('a RUN is no shell code that can be read');
  const runs = explainRuns(input, commands.commands, [tree.directory], path);
  const { cut } = runs;
  if (cut === null) return leave('no instruction stands behind the build');
  if (runs.strange !== null) return leave(runs.strange);
  const found = assetsOf(input, cut, tree);
  const isFetched = commands.commands.some((one) => FETCHING.has(one.name ?? ''));
  const assets = isFetched ? { ...found, others: null } : found;
  if (assets.left !== null) return leave(assets.left);
  const volume = input.facts
    .result(input.stage)
    .volumes.find((one) => isWithin(tree.directory, one));
  if (volume !== undefined)
    return leave(`its VOLUME \`${volume}\` holds the sources and the program`);
  const before = input.stage.instructions.filter(({ span }) => span.start < cut.span.start);
  const carried = carriedPackages(input, before, image);
  if (carried.left !== undefined) return leave(carried.left);
  const health = healthTools(input, image, [path, ...assets.copies]);
  if ('left' in health) return leave(health.left);
  const copies = outermost([...(program.isOnBuilderPath ? [] : [path]), ...assets.copies]);
  const uncovered = namedFile(input, program, copies);
  if (uncovered !== null) {
    return leave(
      `the command names \`${uncovered}\`, and whether the build or the running program makes it is not in the file`,
    );
  }
  return {
    tools,
    runtime: image.reference,
    cut,
    copies,
    ...(program.isOnBuilderPath ? { onPath: [path] } : {}),
    runs: installLine(image, [
      ...new Set([...program.packages, ...carried.packages, ...health.packages]),
    ]),
    builderRuns: [],
    repeated: runs.repeated,
    buildOnly: program.buildOnly,
    preconditions: [
      ...program.preconditions,
      assetsCondition(assets, tree.directory),
      programsCondition(input, program),
      ...mountConditions(input, program),
    ],
    evidence: [libcEvidence(image)],
    review: reviewText(copies.filter((copied) => copied !== path)),
  };
}

/** What they bring into the build folder is not in the repository. */
const FETCHING = new Set(['git', 'hg', 'svn', 'curl', 'wget', 'tar', 'unzip']);

function reviewText(others: readonly string[]): string {
  const besides =
    others.length === 0 ? '' : `, with ${others.map((path) => `\`${path}\``).join(', ')} beside it`;
  return `That the program finds all that it needs in the new last stage${besides}: only what is named there is shipped.`;
}

function libcEvidence({ distribution, isNamed, release }: RuntimeImage): Precondition {
  const libc = distribution === 'alpine' ? 'musl' : 'glibc';
  const which = isNamed
    ? `the release that the builder names (${release})`
    : `${release}, as the builder names no release, and newer ones run what older ones built`;
  return {
    text: `the runtime image has the builder's C library, ${libc}, of ${which}`,
    state: 'held',
  };
}

/** A file of the source tree in the command line that is not copied. */
function namedFile(
  input: SplitInput,
  { started, tree, path }: CompiledProgram,
  copies: readonly string[],
): string | null {
  const { workdir } = input.facts.result(input.stage);
  const directory = workdir === 'unknown' ? null : (workdir ?? '/');
  for (const word of started.words) {
    const value = word?.slice(word.startsWith('-') ? word.indexOf('=') + 1 : 0) ?? '';
    if (
      !/^\.{0,2}\/|^[\w-]+\/[\w./-]*$|\.(?:ya?ml|json|toml|ini|conf|cfg|env|pem|crt|key|html?|xml|properties)$/.test(
        value,
      )
    )
      continue;
    const named = pathIn(directory, value);
    if (named === null || named === path || isCovered(named, copies)) continue;
    if (isWithin(named, tree.directory)) return value;
  }
  return null;
}

/** A folder of the host over the sources is how developers run an image, with its tools. */
function mountConditions({ facts }: SplitInput, { path }: CompiledProgram): Precondition[] {
  const workloads = facts.surroundings()?.workloads() ?? [];
  for (const { mounts, place } of workloads) {
    const mount = mounts.find((one) => one.source === 'bind' && isWithin(path, one.path));
    if (mount === undefined) continue;
    const text = `nothing is mounted over \`${path}\`, as ${place.path} line ${mount.line} does`;
    return [{ text, state: 'unknown' }];
  }
  return [];
}

const MOST_SOURCES = 400;

/** Looks into the sources of the repository for what starts other programs. */
function programsCondition(
  input: SplitInput,
  { tree, startsPrograms }: CompiledProgram,
): Precondition {
  const text = 'the program starts no other program of the build image';
  const context = contextFiles(input);
  const sources =
    context?.paths.filter(
      (path) => tree.isSource.test(path) && !/(?:^|\/)(?:vendor|testdata)\/|_test\./.test(path),
    ) ?? [];
  if (context === null || sources.length === 0 || sources.length > MOST_SOURCES)
    return { text, state: 'unknown' };
  for (const path of sources) {
    const source = contextText(context, path);
    if (source === null) return { text: `${text}; \`${path}\` was not read`, state: 'unknown' };
    if (startsPrograms.test(source))
      return { text: `${text}, as \`${path}\` may`, state: 'unknown' };
  }
  return { text, state: 'held' };
}
