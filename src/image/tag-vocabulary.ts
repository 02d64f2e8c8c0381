/** Words that mark what is not finished, in the order in which they follow each other. */
export const STAGES: ReadonlySet<string> = new Set([
  'a',
  'alpha',
  'b',
  'beta',
  'cr',
  'dev',
  'ea',
  'm',
  'milestone',
  'pre',
  'preview',
  'rc',
]);

/** Stages that are words of their own meaning, or none, unless a number follows: `1.0-dev` has tools. */
export const NUMBERED_STAGES: ReadonlySet<string> = new Set(['a', 'b', 'dev', 'm']);

/** Channels of unfinished builds. A tag stays in its channel. */
export const UNSTABLE_CHANNELS: ReadonlySet<string> = new Set([
  'canary',
  'devel',
  'eap',
  'edge',
  'experimental',
  'insiders',
  'next',
  'nightly',
  'snapshot',
  'testing',
  'tip',
  'unstable',
]);

/** Words for a number that says which build it is, and nothing about compatibility. */
export const BUILD_STEMS: ReadonlySet<string> = new Set([
  'b',
  'build',
  'kb',
  'ls',
  'p',
  'r',
  'rev',
  'u',
]);

/** Words after which a number is a version of that name, and no build number. */
export const RUNTIME_WORDS: ReadonlySet<string> = new Set([
  'amazoncorretto',
  'azulzulu',
  'corretto',
  'erlang',
  'graalvm',
  'ibmjava',
  'java',
  'jdk',
  'jre',
  'libericaopenjdk',
  'mysql',
  'node',
  'openj9',
  'openjdk',
  'otp',
  'php',
  'postgres',
  'python',
  'ruby',
  'sapmachine',
  'semeru',
  'temurin',
  'zulu',
]);

/** Architectures end in digits too. */
export const ARCHITECTURES: ReadonlySet<string> = new Set([
  'aarch64',
  'amd64',
  'arm32v5',
  'arm32v6',
  'arm32v7',
  'arm64',
  'arm64v8',
  'armv6',
  'armv7',
  'i386',
  'loong64',
  'mips64le',
  'ppc64le',
  'riscv64',
  's390x',
  'win10',
  'x64',
  'x86',
]);

/** Words that say which version a tag rolls to, and nothing about what is in it. */
export const ROLLING_CHANNELS: ReadonlySet<string> = new Set([
  'current',
  'latest',
  'lts',
  'mainline',
  'rolling',
  'stable',
]);
