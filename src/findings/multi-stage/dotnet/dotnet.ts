import type { Instruction } from '../../../dockerfile/model.ts';
import { printReference } from '../../../image/reference.ts';
import type { ImageReference } from '../../../image/reference.ts';
import type { Precondition } from '../../rule.ts';
import { isWithin } from '../../shipped-stages.ts';
import { adviceOf } from '../advice.ts';
import { oddRun } from '../build-runs.ts';
import { contextFiles, contextText } from '../context-files.ts';
import type { ContextFiles } from '../context-files.ts';
import { missingTool } from '../missing-tool.ts';
import { joinPath } from '../paths.ts';
import type { Recipe, Split, SplitInput, Unsplit } from '../recipe.ts';
import { isSetup } from '../setup-commands.ts';
import { stageRuns } from '../stage-runs.ts';
import type { StageCommand, StageRun } from '../stage-runs.ts';
import { plainStart } from '../start-command.ts';
import type { PlainStart } from '../start-command.ts';
import { copiedBeside, startFolder } from './dotnet-files.ts';

const TOOLS = 'the .NET SDK';
const SDK = /^mcr\.microsoft\.com\/dotnet\/(?:core\/|nightly\/)?sdk$/;
/** The first two numbers of `8.0.404` are those of the runtime, the third is not. */
const TAG = /^(\d+\.\d+)(?:\.\d+)?((?:-[a-z][\w.]*)*)$/;
/** Images of ASP.NET Core bring the runtime along; a project of this kind needs no more than that. */
const PLAIN_SDK = /<Project\s+Sdk="Microsoft\.NET\.Sdk(?:\.Worker)?"/;
const WEB = /Microsoft\.NET\.Sdk\.(?:Web|BlazorWebAssembly|Razor)|Microsoft\.AspNetCore\.App/;

export const DOTNET: Recipe = {
  language: '.NET',
  split: (input) => {
    if (!SDK.test(input.image)) return null;
    const runs = stageRuns(input);
    const publish = runs.findLast(({ commands }) => commands?.some(isPublish) === true);
    const program = plainStart(input);
    if (publish === undefined || program === null) return null;
    return splitAt(input, runs, publish, program);
  },
};

function isPublish({ name, args }: StageCommand): boolean {
  return name === 'dotnet' && args[0] === 'publish';
}

function isDotnet({ name }: StageCommand): boolean {
  return name === 'dotnet' || name === 'dir';
}

function splitAt(
  input: SplitInput,
  runs: readonly StageRun[],
  publish: StageRun,
  program: PlainStart,
): Split | Unsplit | null {
  const image = runtimeImage(input);
  if (image === null) {
    const left = `choose the tag of ${besideSdk(input.base, 'aspnet')} with the same version, and copy the published folder into it`;
    return { tools: TOOLS, left };
  }
  const path = startedFile(program);
  // `dotnet run` and `dotnet watch` build at each start: the SDK is what the image is for.
  if (path === null) return null;
  const output = outputOf(input, publish, program, path);
  const leave = (left: string): Unsplit => {
    return { tools: TOOLS, left: `${left}; ${handAdvice(image.reference, output)}` };
  };
  if (output === null) return leave(`${path} is not in the folder that \`dotnet publish\` writes`);
  const cut = cutBehind(input, runs, publish);
  const unfit = unfitStage(input, runs, publish, image.reference);
  if (unfit !== null) return leave(unfit);
  if (cut === null) return leave('no instruction stands behind the build');
  const beside = copiedBeside(input, cut);
  if (beside !== null) return leave(beside);
  const folder = startFolder(input, program, output);
  if (folder.lost !== null) {
    const left = `the program starts in \`${program.directory}\`, where it reads \`${folder.lost}\` of the sources: start it in \`${output}\`, with \`WORKDIR ${output}\` behind the build`;
    return { ...leave(left), preconditions: folder.preconditions };
  }
  const name = program.words[0] === 'dotnet' ? path : 'The program';
  const text = `${name} is in ${output}, which \`dotnet publish\` fills`;
  return withOutput(image, cut, output, [{ text, state: 'held' }, ...folder.preconditions]);
}

function handAdvice(runtime: string, output: string | null): string {
  return output === null
    ? `publish with \`-o\` in a stage named \`build\`, and copy that folder into a second one, \`FROM ${runtime}\``
    : adviceOf({ runtime, copies: [output] });
}

/** Why the stage fits neither the builder nor the runtime: one clause. */
function unfitStage(
  input: SplitInput,
  runs: readonly StageRun[],
  publish: StageRun,
  runtime: string,
): string | null {
  const isFine = (run: StageRun) => run.index > publish.index && isSetup(run);
  const odd = oddRun(input, runs, isDotnet, isFine);
  if (odd !== null) return odd;
  return runtime.includes('alpine')
    ? `${runtime} has no ICU and runs in invariant mode unlike the SDK, so that it needs \`apk add --no-cache icu-libs\` and \`DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false\``
    : missingTool(input, runtime);
}

function cutBehind(
  { stage }: SplitInput,
  runs: readonly StageRun[],
  publish: StageRun,
): Instruction | null {
  const last = runs.findLast((run) => run.index >= publish.index && !isSetup(run)) ?? publish;
  return stage.instructions[last.index + 1] ?? null;
}

function withOutput(
  { reference, evidence }: RuntimeImage,
  cut: Instruction,
  output: string,
  preconditions: readonly Precondition[],
): Split {
  return {
    tools: TOOLS,
    runtime: reference,
    cut,
    copies: [output],
    runs: [],
    builderRuns: [],
    repeated: [],
    buildOnly: new Set(),
    preconditions,
    evidence: [evidence],
    review: reviewOf(reference),
  };
}

function reviewOf(runtime: string): string {
  return runtime.includes('/aspnet:')
    ? 'Without a port of its own a web application listens to port 5000 of localhost in the image of the SDK, and to the one that ASPNETCORE_HTTP_PORTS of the runtime image says here (8080; 80 before .NET 8).'
    : 'Programs that the application starts besides `dotnet` have to be in the runtime image.';
}

interface RuntimeImage {
  readonly reference: string;
  readonly evidence: Precondition;
}

function runtimeImage(input: SplitInput): RuntimeImage | null {
  const { base } = input;
  const [, version, system = ''] = TAG.exec(base.tag ?? '') ?? [];
  if (version === undefined) return null;
  const kind = projectKind(contextFiles(input));
  const name = kind === 'plain' ? 'runtime' : 'aspnet';
  const reference = printReference({
    ...base,
    written: besideSdk(base, name),
    tag: `${version}${system}`,
    digest: null,
  });
  const text =
    kind === null
      ? 'The kind of the project is known; the image for ASP.NET Core runs both kinds'
      : `The projects say that ${name} is the image for them`;
  return { reference, evidence: { text, state: kind === null ? 'unknown' : 'held' } };
}

function besideSdk({ written }: ImageReference, name: string): string {
  return written.replace(/sdk$/, name);
}

/** `plain` when all projects do without ASP.NET Core; null when they cannot be read. */
function projectKind(context: ContextFiles | null): 'web' | 'plain' | null {
  if (context === null) return null;
  const texts = context.paths
    .filter((path) => /\.[cf]sproj$/.test(path))
    .map((path) => contextText(context, path));
  if (texts.length === 0 || texts.some((text) => text === null)) return null;
  if (texts.some((text) => WEB.test(text ?? ''))) return 'web';
  return texts.every((text) => PLAIN_SDK.test(text ?? '')) ? 'plain' : null;
}

/** The file that is started, absolute: `dotnet out/App.dll` or `./out/App`. */
function startedFile(program: PlainStart): string | null {
  const [first, second] = program.words;
  if (first === undefined || first === null) return null;
  if (program.name !== 'dotnet')
    return first.includes('/') ? joinPath(program.directory, first) : null;
  return second?.endsWith('.dll') === true ? joinPath(program.directory, second) : null;
}

/** The folder of `-o`, or the default one, when the file is in it. */
function outputOf(
  { facts }: SplitInput,
  publish: StageRun,
  program: PlainStart,
  path: string,
): string | null {
  const args = publish.commands?.find(isPublish)?.args ?? [];
  const at = args.findIndex((word) => /^(?:-o|--output)$/.test(word));
  const joined = args.find((word) => /^(?:-o|--output)[=:]/.test(word));
  const written = at === -1 ? joined?.replace(/^[^=:]*[=:]/, '') : args[at + 1];
  if (written === undefined) {
    const folder = path.slice(0, path.lastIndexOf('/'));
    return /\/bin\/Release\/.*\/publish$/.test(folder) ? folder : null;
  }
  const { workdir } = facts.before(publish.instruction);
  const hasMoved = publish.commands?.some(({ name }) => name === 'cd') === true;
  if (workdir === 'unknown' || (hasMoved && !written.startsWith('/'))) return null;
  const folder = joinPath(workdir ?? '/', written);
  return isWithin(path, folder) && folder !== '/' && !isWithin(program.directory, `${folder}/.`)
    ? folder
    : null;
}
