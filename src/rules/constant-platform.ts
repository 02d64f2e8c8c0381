import { indexLines } from '../dockerfile/line-index.ts';
import type { Dockerfile, Flag, Instruction, Stage } from '../dockerfile/model.ts';
import type { Fix, Rule } from '../findings/rule.ts';
import { isStageUsed } from '../findings/shipped-stages.ts';

/** Operating systems and architectures of the platform, under their other names too. */
function platformNames(platform: string): string[] {
  const names = platform.toLowerCase().split('/').slice(0, 2);
  const others = names.flatMap((name) => OTHER_NAMES.get(name) ?? []);
  return [...names, ...others].filter((name) => name !== '');
}

/** Other spellings of architectures (containerd, `platforms/database.go`). */
const OTHER_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['x86_64', ['amd64']],
  ['x86-64', ['amd64']],
  ['aarch64', ['arm64']],
  ['armhf', ['arm']],
  ['i386', ['386']],
]);

/** A stage that is named after its platform is meant for it (BuildKit, `reportConstPlatformDisallowed`). */
function isNamedAfter({ name }: Stage, platform: string): boolean {
  return name !== null && platformNames(platform).some((part) => name.includes(part));
}

/** Variables by which a stage builds for another platform than its own. */
const FOR_TARGET = /\bTARGET(?:ARCH|PLATFORM)\b/;

/** Words of one architecture in what a RUN downloads or installs. */
const ONE_ARCHITECTURE =
  /(?:^|[^a-z\d])(x86[_-]64|amd64|x64|aarch64|arm64|armhf|i386)(?:$|[^a-z\d])/i;

/**
 * The instruction by which a stage, of which only files are used, builds for the platform that is asked for:
 * it may run on any, and best on that of the builder.
 */
function crossBuild(dockerfile: Dockerfile, stage: Stage): Instruction | null {
  const isBuilder =
    isStageUsed(dockerfile, stage) &&
    stage.index < dockerfile.stages.length - 1 &&
    dockerfile.stages.every(({ parent }) => parent !== stage);
  const declares = stage.instructions.some(({ keyword, body }) => {
    return keyword === 'ARG' && FOR_TARGET.test(body.text);
  });
  const uses = stage.instructions.find(({ keyword, body }) => {
    return keyword === 'RUN' && FOR_TARGET.test(body.text);
  });
  return isBuilder && declares ? (uses ?? null) : null;
}

function builderFix(dockerfile: Dockerfile, stage: Stage, platform: Flag): Fix | null {
  const run = crossBuild(dockerfile, stage);
  const { value, valueSpan } = platform;
  const own = run === null ? null : architectureIn(stage);
  if (run === null || value === null || valueSpan === null || own !== null) return null;
  const used = FOR_TARGET.exec(run.body.text)?.[0] ?? '';
  return {
    title: 'Run the stage that builds on the platform of the builder',
    edits: [{ span: valueSpan, text: '$BUILDPLATFORM' }],
    effects: ['base'],
    review: `On a builder of another platform than \`${value}\` the stage then runs without emulation.`,
    preconditions: [
      {
        text: `the stage builds for \`$${used}\` (line ${lineOf(dockerfile, run)}), wherever it runs itself`,
        state: 'held',
      },
      { text: 'only files of the stage are used', state: 'held' },
      {
        text: 'the base image and the tools of the stage are there for other platforms, too',
        state: 'unknown',
      },
    ],
  };
}

/** The first RUN of a stage with a word of one architecture. */
function architectureIn({
  instructions,
}: Stage): { readonly word: string; readonly run: Instruction } | null {
  for (const run of instructions) {
    const word = run.keyword === 'RUN' ? ONE_ARCHITECTURE.exec(run.body.text)?.[1] : undefined;
    if (word !== undefined) return { word, run };
  }
  return null;
}

function lineOf({ text }: Dockerfile, { span }: Instruction): number {
  return indexLines(text).position(span.start).line;
}

function leftReason(dockerfile: Dockerfile, stage: Stage, platform: string): string {
  const { base } = stage;
  const [own] = [stage, ...dockerfile.stages].flatMap((one) => architectureIn(one) ?? []);
  if (own !== undefined) {
    return `line ${lineOf(dockerfile, own.run)} takes something for \`${own.word}\`, so that the file works for that architecture alone: keep the flag until that line follows \`$TARGETARCH\`, then leave it out`;
  }
  const named = platformNames(platform).find((name) => base.text.toLowerCase().includes(name));
  if (named !== undefined) {
    return `\`${base.text}\` is an image for \`${named}\` alone, as its name says: take the one that is there for all platforms, and leave the flag out`;
  }
  const others = dockerfile.stages.filter((one) => one !== stage && !hasPlatform(one));
  if (others.length > 0 && stage.index < dockerfile.stages.length - 1) {
    return `whether what this stage builds runs on \`${platform}\` alone is not in the file: where it does not (scripts, pages, \`GOARCH=$TARGETARCH\`), write \`--platform=$BUILDPLATFORM\`; where it does, leave the flag out, as for ${stageName(others[0])}`;
  }
  const where = base.text.includes('@')
    ? `the digest in \`${base.text.replace(/(@sha256:.{8}).*/, '$1…')}\` stands for all platforms (\`docker buildx imagetools inspect\` lists them)`
    : `\`${base.text}\` is there for all platforms that the image is built for`;
  return `whether the image is meant for \`${platform}\` alone is not in the file: where ${where}, leave the flag out, and name the platform in the build (\`docker build --platform ${platform}\`)`;
}

function hasPlatform({ from, parent }: Stage): boolean {
  return parent !== null || from.flags.some(({ name }) => name === 'platform');
}

function stageName(stage: Stage | undefined): string {
  if (stage === undefined) return 'the others';
  return stage.name === null ? `\`FROM ${stage.base.text}\`` : `the stage \`${stage.name}\``;
}

export default {
  id: 'constant-platform',
  summary: 'FROM asks for one fixed platform',
  rationale:
    'With a constant `--platform` the stage is the same whatever platform is built for: an image for ' +
    'another architecture then holds programs that it cannot run, or runs them through slow emulation. ' +
    'Where a stage runs on the machine that builds, `$BUILDPLATFORM` says so; everywhere else the flag ' +
    'is best left out. The fix does so for a stage that builds for `$TARGETARCH`.',
  severity: 'low',
  safety: 'review',
  effects: [],
  aliases: {
    hadolint: ['DL3029'],
    buildkit: ['FromPlatformFlagConstDisallowed', 'InvalidBaseImagePlatform'],
    kics: ['Using Platform Flag with FROM Command', 'b16e8501-ef3c-44e1-a543-a093238099c9'],
    semgrep: ['avoid-platform-with-from'],
  },
  references: [
    'https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/',
    'https://github.com/hadolint/hadolint/wiki/DL3029',
  ],
  examples: [
    {
      name: 'the base is always the one for amd64',
      before: 'FROM --platform=linux/amd64 debian:12\n',
      after: null,
    },
    {
      name: 'the stage that builds is able to build for other platforms',
      before:
        'FROM --platform=linux/amd64 golang:1.25 AS build\nARG TARGETARCH\nRUN GOARCH=$TARGETARCH go build -o /app\n' +
        'FROM alpine:3.22\nCOPY --from=build /app /app\n',
      after:
        'FROM --platform=$BUILDPLATFORM golang:1.25 AS build\nARG TARGETARCH\nRUN GOARCH=$TARGETARCH go build -o /app\n' +
        'FROM alpine:3.22\nCOPY --from=build /app /app\n',
    },
  ],
  *check(dockerfile) {
    for (const stage of dockerfile.stages) {
      for (const flag of stage.from.flags) {
        const { name, value, span } = flag;
        if (name !== 'platform' || value === null || value.includes('$')) continue;
        if (isNamedAfter(stage, value)) continue;
        const message = `The base is always the one for \`${value}\`, whatever platform is built for.`;
        const fix = builderFix(dockerfile, stage, flag);
        const left = leftReason(dockerfile, stage, value);
        yield fix === null ? { span, message, fix, left } : { span, message, fix };
      }
    }
  },
} satisfies Rule;
