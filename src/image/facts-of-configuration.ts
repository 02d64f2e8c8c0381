import { UNKNOWN_IMAGE } from './facts.ts';
import type { ImageFacts } from './facts.ts';
import { factsOfContents } from './facts-of-contents.ts';
import type { ImageContents } from './facts-of-contents.ts';
import type { ImageConfiguration } from './registry.ts';

/** What an image's own configuration, and its contents where they were read, say about it. */
export function factsOfConfiguration(
  configuration: ImageConfiguration,
  contents: ImageContents | null,
): ImageFacts {
  const { user, workdir, shell, entrypoint, cmd, platform } = configuration;
  const isWindows = platform.os === 'windows';
  return {
    ...UNKNOWN_IMAGE,
    ...(contents === null || isWindows ? {} : factsOfContents(contents)),
    ...(isWindows ? WINDOWS : {}),
    user: user === '' ? null : user,
    workdir: workdir === '' || workdir === '/' ? null : workdir,
    shell: words(shell),
    entrypoint: words(entrypoint),
    cmd: words(cmd),
    os: osOf(platform.os),
    env: Object.fromEntries(configuration.env.map(variable)),
    source: 'registry',
  };
}

const WINDOWS = {
  distribution: 'windows',
  libc: 'none',
  packageManager: 'none',
  sh: 'none',
  bash: false,
  gnuWget: false,
} satisfies Partial<ImageFacts>;

/** What the registry says of an image, and what the catalogue says where that is silent. */
export function mergeFacts(fromRegistry: ImageFacts, catalogue: ImageFacts): ImageFacts {
  return {
    user: known(fromRegistry.user, catalogue.user),
    workdir: known(fromRegistry.workdir, catalogue.workdir),
    shell: known(fromRegistry.shell, catalogue.shell),
    entrypoint: known(fromRegistry.entrypoint, catalogue.entrypoint),
    cmd: known(fromRegistry.cmd, catalogue.cmd),
    os: known(fromRegistry.os, catalogue.os),
    distribution: known(fromRegistry.distribution, catalogue.distribution),
    libc: known(fromRegistry.libc, catalogue.libc),
    packageManager: known(fromRegistry.packageManager, catalogue.packageManager),
    sh: known(fromRegistry.sh, catalogue.sh),
    bash: known(fromRegistry.bash, catalogue.bash),
    gnuWget: known(fromRegistry.gnuWget, catalogue.gnuWget),
    users: catalogue.users,
    programUser: catalogue.programUser,
    env: fromRegistry.env,
    source: fromRegistry.source,
  };
}

function known<Value>(value: Value, other: Value): Value {
  return value === 'unknown' ? other : value;
}

function words(value: readonly string[] | null): readonly string[] | null {
  return value === null || value.length === 0 ? null : value;
}

function osOf(os: string): ImageFacts['os'] {
  return os === 'linux' || os === 'windows' ? os : 'unknown';
}

function variable(text: string): [string, string] {
  const equals = text.indexOf('=');
  return equals === -1 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
}
