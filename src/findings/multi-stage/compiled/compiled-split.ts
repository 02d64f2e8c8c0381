import type { Instruction } from '../../../dockerfile/model.ts';
import { baseName } from '../../copies.ts';
import type { Precondition } from '../../rule.ts';
import { isWithin } from '../../shipped-stages.ts';
import { adviceOf } from '../advice.ts';
import { outermost, pathIn } from '../paths.ts';
import type { Split, SplitInput, Unsplit } from '../recipe.ts';
import { sourceCondition } from '../source-condition.ts';
import { lineOf } from '../stage-runs.ts';
import type { StageCommand } from '../stage-runs.ts';
import { artefactCondition } from './artefact-condition.ts';
import { assetsCondition, assetsOf, isCovered } from './assets.ts';
import type { Assets } from './assets.ts';
import { distrolessRuntime } from './distroless.ts';
import { explainRuns } from './explain-runs.ts';
import type { CompiledProgram, ShippedParts } from './compiled-program.ts';
import { healthTools } from './health-tools.ts';
import type { RuntimeImage } from './runtime-image.ts';
import { carriedPackages, installLine } from './runtime-packages.ts';
import type { StartedProgram } from './started-program.ts';

/** The split that all compiled languages share, or why it is left. */
export function compiledSplit(input: SplitInput, program: CompiledProgram): Split | Unsplit {
  const { tools, found, image } = program;
  const { path, isOnBuilderPath, isNamed } = found;
  const parts = shippedParts(input, program);
  if (typeof parts === 'string') {
    const advice = adviceOf({
      runtime: image.reference,
      copies: isOnBuilderPath || !isNamed ? [] : [path],
      onPath: isOnBuilderPath && isNamed ? [path] : [],
    });
    return { tools, left: `${parts}; ${advice}` };
  }
  const { cut, copies } = parts;
  return {
    tools,
    cut,
    copies,
    ...(isOnBuilderPath ? { onPath: [path] } : {}),
    builderRuns: [],
    buildOnly: program.buildOnly,
    review: reviewText(copies.filter((copied) => copied !== path)),
    ...runtimeOf(input, program, parts),
  };
}

type RuntimeParts = Pick<
  Split,
  'runtime' | 'user' | 'userLater' | 'runs' | 'repeated' | 'preconditions' | 'evidence'
>;

/** The plain image of the distribution, or distroless where the configuration asks for it and it fits. */
function runtimeOf(input: SplitInput, program: CompiledProgram, parts: ShippedParts): RuntimeParts {
  const { image } = program;
  const isAsked = input.facts.policy.runtime === 'distroless';
  const distroless = isAsked ? distrolessRuntime(input, program, parts) : null;
  if (distroless !== null && !('left' in distroless)) {
    const needless = { ...parts, packages: [] };
    return {
      runtime: distroless.reference,
      ...(distroless.user === null ? {} : { user: distroless.user }),
      runs: [],
      repeated: [],
      preconditions: [...conditionsOf(input, program, needless), ...distroless.preconditions],
      evidence: [{ text: WITHIN_DISTROLESS, state: 'held' }],
    };
  }
  const text = `distroless, which the configuration asks for, does not fit: ${distroless?.left ?? ''}`;
  return {
    runtime: image.reference,
    ...(distroless?.userLater === undefined ? {} : { userLater: distroless.userLater }),
    runs: installLine(image, parts.packages),
    repeated: parts.repeated,
    preconditions: conditionsOf(input, program, parts),
    evidence: [libcEvidence(image), ...(isAsked ? [{ text, state: 'held' as const }] : [])],
  };
}

const WITHIN_DISTROLESS =
  'the runtime image has CA certificates, time zones, `/tmp` and the user 65532, and no shell and no package manager';

/** One clause where a part cannot be told. */
function shippedParts(input: SplitInput, program: CompiledProgram): ShippedParts | string {
  const { found, tree, commands } = program;
  const unreadable = program.runs.find((run) => run.commands === null);
  if (unreadable !== undefined)
    return `line ${lineOf(input, unreadable.instruction)} is no shell code that can be read`;
  const { script } = program.started;
  // What is copied keeps its mode, so that a change of that stays in the builder.
  const own = [tree.directory, ...(script === null ? [] : [script.path])];
  const { cut, strange, repeated } = explainRuns(input, commands, own, found.path);
  if (cut === null) return 'no instruction stands behind the build';
  if (strange !== null) return strange;
  const assets = withoutScript(withFetched(assetsOf(input, cut, tree), commands), script);
  if (assets.left !== null) return assets.left;
  const copies = outermost([
    ...(found.isOnBuilderPath ? [] : [found.path]),
    ...(script === null ? [] : [script.path]),
    ...assets.copies,
  ]);
  const uncovered = namedFile(input, program, copies);
  if (uncovered !== null)
    return `the command names \`${uncovered}\`, and whether the build or the running program makes it is not in the file`;
  const packages = runtimePackages(input, program, cut, assets.copies);
  return typeof packages === 'string' ? packages : { cut, repeated, assets, copies, packages };
}

/** The packages of the runtime stage, each once; one clause where they cannot be told. */
function runtimePackages(
  input: SplitInput,
  { found, started, image, packages }: CompiledProgram,
  cut: Instruction,
  assets: readonly string[],
): readonly string[] | string {
  const before = input.stage.instructions.filter(({ span }) => span.start < cut.span.start);
  const carried = carriedPackages(input, before, image);
  if (carried.left !== undefined) return carried.left;
  const prefix = missingPrefix(started, carried.packages, assets);
  if (prefix !== null)
    return `\`${prefix}\` starts the program, and how it comes into the image is not clear`;
  const health = healthTools(input, image, [found.path, ...assets]);
  if ('left' in health) return health.left;
  return [...new Set([...packages, ...carried.packages, ...health.packages])];
}

function conditionsOf(
  input: SplitInput,
  { started, found, tree, image, startsPrograms, preconditions }: CompiledProgram,
  { assets, packages }: ShippedParts,
): Precondition[] {
  const text = 'the program starts no other program of the build image';
  return [
    artefactCondition(input, found),
    ...scriptCondition(started),
    ...releaseCondition(image, packages),
    ...preconditions,
    assetsCondition(assets, tree.directory),
    sourceCondition(input, text, tree.isSource, startsPrograms),
  ];
}

/** The script is copied, whatever its folder is. */
function withoutScript(assets: Assets, script: StartedProgram['script']): Assets {
  const others = assets.others?.filter((path) => path !== script?.source) ?? null;
  return { ...assets, others };
}

function scriptCondition({ script, program }: StartedProgram): Precondition[] {
  if (script === null) return [];
  const text = `\`${script.source}\` calls nothing but \`${program}\` and what every image has`;
  return [{ text, state: 'held' }];
}

/** What commands fetch into the build folder is not in the repository. */
function withFetched(assets: Assets, commands: readonly StageCommand[]): Assets {
  return commands.some(({ name }) => FETCHING.has(name)) ? { ...assets, others: null } : assets;
}

const FETCHING = new Set(['git', 'hg', 'svn', 'curl', 'wget', 'tar', 'unzip']);

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

function reviewText(others: readonly string[]): string {
  const besides =
    others.length === 0 ? '' : `, with ${others.map((path) => `\`${path}\``).join(', ')} beside it`;
  return `That the program finds all that it needs in the new last stage${besides}: only what is named there is shipped.`;
}

/** Libraries, unlike libc, change their names from one release to the next. */
function releaseCondition(
  { isNamed, release }: RuntimeImage,
  packages: readonly string[],
): Precondition[] {
  const libraries = packages.filter((name) => /^lib(?!gcc|stdc)|^zlib/.test(name));
  if (isNamed || libraries.length === 0) return [];
  const names = libraries.map((name) => `\`${name}\``).join(', ');
  const text = `the builder, whose tag names no release, stands on ${release} too, which has ${names}`;
  return [{ text, state: 'unknown' }];
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
