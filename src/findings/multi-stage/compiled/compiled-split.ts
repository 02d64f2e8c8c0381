import type { Precondition } from '../../rule.ts';
import { baseName } from '../../copies.ts';
import { isWithin } from '../../shipped-stages.ts';
import { assetsCondition, assetsOf, isCovered } from './assets.ts';
import type { SourceTree } from './assets.ts';
import { artefactCondition } from './artefact-condition.ts';
import { explainRuns } from './explain-runs.ts';
import type { FoundProgram } from './find-program.ts';
import { healthTools } from './health-tools.ts';
import type { Split, SplitInput, Unsplit } from '../recipe.ts';
import { adviceOf } from '../refuse-split.ts';
import type { RuntimeImage } from './runtime-image.ts';
import { carriedPackages, installLine } from './runtime-packages.ts';
import { sourceCondition } from '../source-condition.ts';
import { commandsOf, lineOf } from '../stage-runs.ts';
import type { StageRun } from '../stage-runs.ts';
import { outermost, pathIn } from '../paths.ts';
import type { StartedProgram } from './started-program.ts';

/** A compiled program, as its recipe found it. */
export interface CompiledProgram {
  readonly tools: string;
  readonly started: StartedProgram;
  readonly runs: readonly StageRun[];
  readonly found: FoundProgram;
  readonly tree: SourceTree;
  readonly image: RuntimeImage;
  /** Packages that the builder's image has and programs need. */
  readonly packages: readonly string[];
  readonly buildOnly: ReadonlySet<string>;
  /** In a source: the program starts other programs. */
  readonly startsPrograms: RegExp;
  /** Besides how sure the place of the program is. */
  readonly preconditions: readonly Precondition[];
}

/** The split that all compiled languages share, or why it is left. */
export function compiledSplit(input: SplitInput, program: CompiledProgram): Split | Unsplit {
  const { tools, found: artefact, tree, image } = program;
  const { path, isOnBuilderPath, isNamed } = artefact;
  const commands = commandsOf(program.runs);
  const advice = adviceOf({
    runtime: image.reference,
    copies: isOnBuilderPath || !isNamed ? [] : [path],
    onPath: isOnBuilderPath && isNamed ? [path] : [],
  });
  const leave = (reason: string): Unsplit => ({ tools, left: `${reason}; ${advice}` });
  const unreadable = program.runs.find((run) => run.commands === null);
  if (unreadable !== undefined) {
    return leave(`line ${lineOf(input, unreadable.instruction)} is no shell code that can be read`);
  }
  const runs = explainRuns(input, commands, [tree.directory], path);
  const { cut } = runs;
  if (cut === null) return leave('no instruction stands behind the build');
  if (runs.strange !== null) return leave(runs.strange);
  const found = assetsOf(input, cut, tree);
  const isFetched = commands.some(({ name }) => FETCHING.has(name));
  const assets = isFetched ? { ...found, others: null } : found;
  if (assets.left !== null) return leave(assets.left);
  const before = input.stage.instructions.filter(({ span }) => span.start < cut.span.start);
  const carried = carriedPackages(input, before, image);
  if (carried.left !== undefined) return leave(carried.left);
  const prefix = missingPrefix(program.started, carried.packages, assets.copies);
  if (prefix !== null)
    return leave(`\`${prefix}\` starts the program, and how it comes into the image is not clear`);
  const health = healthTools(input, image, [path, ...assets.copies]);
  if ('left' in health) return leave(health.left);
  const copies = outermost([...(isOnBuilderPath ? [] : [path]), ...assets.copies]);
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
    ...(isOnBuilderPath ? { onPath: [path] } : {}),
    runs: installLine(image, [
      ...new Set([...program.packages, ...carried.packages, ...health.packages]),
    ]),
    builderRuns: [],
    repeated: runs.repeated,
    buildOnly: program.buildOnly,
    preconditions: [
      artefactCondition(artefact),
      ...program.preconditions,
      assetsCondition(assets, tree.directory),
      sourceCondition(
        input,
        'the program starts no other program of the build image',
        tree.isSource,
        program.startsPrograms,
      ),
    ],
    evidence: [libcEvidence(image)],
    review: reviewText(copies.filter((copied) => copied !== path)),
  };
}

/** Parts of every distribution. */
const STARTERS = new Set(['exec', 'env', 'nice', 'nohup', 'setsid', 'stdbuf', 'time', 'timeout']);

/** What hands over to the program has to be in the runtime image too. */
function missingPrefix(
  { through }: StartedProgram,
  packages: readonly string[],
  copies: readonly string[],
): string | null {
  const isThere = (name: string) =>
    STARTERS.has(name) || packages.includes(name) || copies.some((path) => baseName(path) === name);
  return through.find((name) => !isThere(name)) ?? null;
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
  { started, tree, found: { path } }: CompiledProgram,
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
