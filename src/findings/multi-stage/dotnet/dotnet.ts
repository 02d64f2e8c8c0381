import type { Precondition } from '../../rule.ts';
import { printReference } from '../../../image/reference.ts';
import type { ImageReference } from '../../../image/reference.ts';
import { contextFiles, contextText } from '../context-files.ts';
import type { ContextFiles } from '../context-files.ts';
import { copiedBeside, startFolder } from './dotnet-files.ts';
import { missingTool } from '../missing-tool.ts';
import { isWithin } from '../../shipped-stages.ts';
import type { Recipe, SplitInput, Split, Unsplit } from '../recipe.ts';
import { onlyBuilds } from '../build-runs.ts';
import { isSetup } from '../setup-commands.ts';
import { lineOf, stageRuns } from '../stage-runs.ts';
import type { StageCommand, StageRun } from '../stage-runs.ts';
import { joinPath } from '../paths.ts';
import { plainStart } from '../start-command.ts';
import type { PlainStart } from '../start-command.ts';

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
  const leave = (left: string): Unsplit => ({ tools: TOOLS, left });
  const image = runtimeImage(input);
  if (image === null)
    return leave(
      `choose the tag of ${besideSdk(input.base, 'aspnet')} with the same version, and copy the published folder into it`,
    );
  const advice = `publish with \`-o\` in a builder stage and copy that folder into ${image.reference}`;
  const path = startedFile(program);
  // `dotnet run` and `dotnet watch` build at each start: the SDK is what the image is for.
  if (path === null) return null;
  const output = outputOf(input, publish, program, path);
  if (output === null)
    return leave(`${path} is not in the folder that \`dotnet publish\` writes; ${advice}`);
  const odd = runs.find((run) => {
    return !onlyBuilds(input, run, isDotnet) && !(run.index > publish.index && isSetup(run));
  });
  if (odd !== undefined) {
    return leave(
      `line ${lineOf(input, odd.instruction)} does more than build, and which stage needs that is not to be seen; ${advice}`,
    );
  }
  if (/alpine/.test(image.reference)) {
    return leave(
      `${image.reference} has no ICU and runs in invariant mode unlike the SDK; ${advice}, with \`apk add --no-cache icu-libs\` and \`DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false\``,
    );
  }
  const tool = missingTool(input);
  if (tool !== null)
    return leave(`HEALTHCHECK calls ${tool}, which ${image.reference} has not; ${advice}`);
  const last = runs.findLast((run) => run.index >= publish.index && !isSetup(run)) ?? publish;
  const cut = input.stage.instructions[last.index + 1];
  if (cut === undefined) return leave(`no instruction stands behind the build; ${advice}`);
  const beside = copiedBeside(input, cut);
  if (beside !== null) return leave(`${beside}; ${advice}`);
  const folder = startFolder(input, program, output);
  if (folder.lost !== null) {
    const left = `the program starts in \`${program.directory}\`, where it reads \`${folder.lost}\` of the sources: start it in \`${output}\`, with \`WORKDIR ${output}\` behind the build; ${advice}`;
    return { tools: TOOLS, left, preconditions: folder.preconditions };
  }
  return {
    tools: TOOLS,
    runtime: image.reference,
    cut,
    copies: [output],
    runs: [],
    builderRuns: [],
    repeated: [],
    buildOnly: new Set(),
    preconditions: [
      {
        text: `${program.words[0] === 'dotnet' ? path : 'The program'} is in ${output}, which \`dotnet publish\` fills`,
        state: 'held',
      },
      ...folder.preconditions,
    ],
    evidence: [image.evidence],
    review: reviewOf(image.reference),
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
