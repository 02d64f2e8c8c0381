import type { Stage } from '../dockerfile/model.ts';
import type { Rule } from '../findings/rule.ts';

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

export default {
  id: 'constant-platform',
  summary: 'FROM asks for one fixed platform',
  rationale:
    'With a constant `--platform` the stage is the same whatever platform is built for: an image for ' +
    'another architecture then holds programs that it cannot run, or runs them through slow emulation. ' +
    'Where a stage runs on the machine that builds, `$BUILDPLATFORM` says so; everywhere else the flag ' +
    'is best left out.',
  severity: 'low',
  safety: null,
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
  ],
  *check({ stages }) {
    for (const stage of stages) {
      for (const { name, value, span } of stage.from.flags) {
        if (name !== 'platform' || value === null || value.includes('$')) continue;
        if (isNamedAfter(stage, value)) continue;
        const message = `The base is always the one for \`${value}\`, whatever platform is built for.`;
        const left = `whether the image is meant for \`${value}\` alone is not in the file`;
        yield { span, message, fix: null, left };
      }
    }
  },
} satisfies Rule;
