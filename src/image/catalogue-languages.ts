import { GNU_WGET, MORE_TOOLS, PERHAPS_BASH } from './catalogue-entry.ts';
import type { Catalogue, CatalogueEntry } from './catalogue-entry.ts';

const CONDA: CatalogueEntry = {
  on: 'debian',
  facts: { cmd: ['/bin/bash'], gnuWget: true },
  variants: [
    { before: '4.7', facts: { entrypoint: 'unknown' } },
    { on: ['alpine', 'amazon', 'amazon-any'], facts: { ...MORE_TOOLS, bash: true, libc: 'glibc' } },
  ],
};

/** Runtimes, compilers and build tools. */
export const LANGUAGE_IMAGES: Catalogue = {
  node: {
    on: 'debian',
    facts: {
      entrypoint: ['docker-entrypoint.sh'],
      cmd: ['node'],
      users: { node: '1000:1000' },
      programUser: 'node',
    },
    variants: [
      GNU_WGET,
      { before: '12', facts: { entrypoint: 'unknown' } },
      { words: ['onbuild'], facts: { workdir: '/usr/src/app', cmd: ['npm', 'start'] } },
    ],
  },
  python: {
    on: 'debian',
    facts: { cmd: ['python3'] },
    variants: [
      GNU_WGET,
      { before: '3', facts: { cmd: ['python2'] } },
      { words: ['onbuild'], facts: { workdir: '/usr/src/app' } },
    ],
  },
  pypy: { on: 'debian', facts: { cmd: 'unknown' }, variants: [GNU_WGET] },
  golang: {
    on: 'debian',
    facts: { workdir: '/go', env: { GOPATH: '/go' } },
    variants: [
      GNU_WGET,
      { words: ['tip'], on: ['alpine'], facts: { bash: true } },
      { words: ['onbuild'], facts: { workdir: '/go/src/app', cmd: ['go-wrapper', 'run'] } },
    ],
  },
  ruby: {
    on: 'debian',
    facts: { cmd: ['irb'] },
    variants: [GNU_WGET, { words: ['onbuild'], facts: { workdir: '/usr/src/app' } }],
  },
  php: {
    on: 'debian',
    facts: { entrypoint: ['docker-php-entrypoint'], cmd: ['php', '-a'] },
    variants: [
      { on: ['alpine'], facts: { users: { 'www-data': '82:82' } } },
      { words: ['fpm'], facts: { workdir: '/var/www/html', cmd: ['php-fpm'] } },
      { words: ['apache'], facts: { workdir: '/var/www/html', cmd: ['apache2-foreground'] } },
    ],
  },
  composer: {
    on: 'alpine',
    facts: {
      workdir: '/app',
      entrypoint: ['/docker-entrypoint.sh'],
      cmd: ['composer'],
      bash: true,
      gnuWget: 'unknown',
    },
    variants: [{ before: '2', facts: { entrypoint: 'unknown' } }],
  },
  openjdk: {
    on: 'debian',
    variants: [
      { since: '12', byDefault: 'rhel-any' },
      { since: '17', byDefault: 'rhel-minimal' },
      { words: ['slim', 'jre'], byDefault: 'debian' },
      GNU_WGET,
      { since: '9', without: ['jre'], facts: { cmd: ['jshell'] } },
      { since: '12', on: ['rhel-minimal', 'rhel-any'], facts: { gnuWget: 'unknown' } },
    ],
  },
  'eclipse-temurin': {
    on: 'ubuntu',
    facts: { entrypoint: 'unknown' },
    variants: [
      { on: ['ubuntu', 'rhel', 'rhel-minimal'], facts: { gnuWget: true } },
      { since: '9', without: ['jre'], facts: { cmd: ['jshell'] } },
    ],
  },
  adoptopenjdk: {
    on: 'ubuntu',
    facts: { ...MORE_TOOLS, cmd: 'unknown' },
    variants: [{ on: ['alpine'], facts: { libc: 'unknown', bash: 'unknown' } }],
  },
  amazoncorretto: { on: 'amazon-any' },
  'azul/zulu-openjdk': { on: 'ubuntu', facts: { ...MORE_TOOLS, cmd: 'unknown' } },
  'azul/zulu-openjdk-debian': { on: 'debian', facts: { ...MORE_TOOLS, cmd: 'unknown' } },
  'azul/zulu-openjdk-alpine': { on: 'alpine', facts: { bash: 'unknown', cmd: 'unknown' } },
  maven: {
    on: 'linux',
    facts: {
      ...MORE_TOOLS,
      entrypoint: ['/usr/local/bin/mvn-entrypoint.sh'],
      cmd: ['mvn'],
      env: { MAVEN_HOME: '/usr/share/maven' },
    },
    variants: [
      { words: ['8', '11'], byDefault: 'debian' },
      { since: '3.9', byDefault: 'ubuntu' },
      { words: ['jdk', 'openjdk'], since: '3.9', byDefault: 'linux' },
      { words: ['temurin', 'sapmachine'], byDefault: 'ubuntu' },
      { words: ['amazoncorretto'], byDefault: 'amazon-any' },
      {
        words: ['ibmjava', 'ibm', 'graalvm', 'libericaopenjdk', 'azulzulu', 'microsoft', 'openj9'],
        byDefault: 'linux',
      },
      { on: ['alpine'], facts: { bash: true } },
    ],
  },
  // https://github.com/sbt/docker-sbt: the images end in `USER root` and `WORKDIR /root`.
  'sbtscala/scala-sbt': {
    on: 'linux',
    facts: { ...MORE_TOOLS, workdir: '/root', entrypoint: 'unknown', cmd: ['sbt'] },
    variants: [{ words: ['temurin'], byDefault: 'ubuntu' }],
  },
  gradle: {
    on: 'ubuntu',
    facts: {
      workdir: '/home/gradle',
      entrypoint: 'unknown',
      cmd: ['gradle'],
      users: { gradle: '1000:1000' },
      env: { GRADLE_HOME: '/opt/gradle' },
      gnuWget: 'unknown',
    },
    variants: [
      { words: ['corretto'], byDefault: 'amazon-any' },
      { words: ['ubi'], is: 'rhel-minimal' },
      { before: '6', byDefault: 'linux', facts: { user: 'unknown' } },
      { on: ['ubuntu'], facts: { gnuWget: true } },
      PERHAPS_BASH,
    ],
  },
  rust: {
    on: 'debian',
    facts: { env: { RUSTUP_HOME: '/usr/local/rustup', CARGO_HOME: '/usr/local/cargo' } },
    variants: [GNU_WGET],
  },
  gcc: { on: 'debian', variants: [GNU_WGET] },
  perl: { on: 'debian', facts: { workdir: 'unknown', cmd: 'unknown' }, variants: [GNU_WGET] },
  erlang: { on: 'debian', facts: { cmd: ['erl'] }, variants: [GNU_WGET] },
  elixir: { on: 'debian', facts: { cmd: ['iex'] }, variants: [GNU_WGET] },
  'hexpm/elixir': { on: 'linux', facts: { ...MORE_TOOLS, cmd: 'unknown' } },
  haskell: { on: 'debian', facts: { ...MORE_TOOLS, cmd: ['ghci'] } },
  swift: { on: 'ubuntu', facts: MORE_TOOLS },
  julia: { on: 'debian', facts: { ...MORE_TOOLS, entrypoint: 'unknown', cmd: ['julia'] } },
  'r-base': { on: 'debian', facts: { ...MORE_TOOLS, cmd: ['R'] } },
  'rocker/r-ver': {
    on: 'ubuntu',
    facts: { ...MORE_TOOLS, cmd: ['R'] },
    variants: [{ before: '4', byDefault: 'debian' }],
  },
  'emscripten/emsdk': {
    on: 'ubuntu',
    facts: { ...MORE_TOOLS, workdir: '/src', entrypoint: 'unknown' },
  },
  'oven/bun': {
    on: 'debian',
    facts: {
      workdir: '/home/bun/app',
      entrypoint: ['/usr/local/bin/docker-entrypoint.sh'],
      cmd: ['/usr/local/bin/bun'],
      users: { bun: '1000:1000' },
      programUser: 'bun',
    },
    variants: [
      { on: ['distroless'], facts: { workdir: 'unknown', entrypoint: 'unknown', cmd: 'unknown' } },
    ],
  },
  'denoland/deno': {
    on: 'debian',
    facts: {
      ...MORE_TOOLS,
      entrypoint: 'unknown',
      cmd: 'unknown',
      users: { deno: '1993:1993' },
      programUser: 'deno',
    },
    variants: [
      {
        words: ['bin'],
        is: 'bare',
        facts: { entrypoint: null, cmd: null, programUser: null },
      },
      { on: ['alpine'], facts: { libc: 'unknown', bash: 'unknown' } },
    ],
  },
  'ghcr.io/astral-sh/uv': {
    on: 'bare',
    facts: { workdir: '/io', entrypoint: ['/uv'], cmd: null },
    variants: [
      {
        words: ['python', 'debian', 'alpine', 'bookworm', 'trixie'],
        facts: { ...MORE_TOOLS, workdir: 'unknown', entrypoint: 'unknown', cmd: 'unknown' },
      },
    ],
  },
  'continuumio/miniconda3': CONDA,
  'continuumio/anaconda3': CONDA,
  'condaforge/miniforge3': {
    on: 'ubuntu',
    facts: { ...MORE_TOOLS, entrypoint: ['tini', '--'] },
  },
  'condaforge/mambaforge': {
    on: 'ubuntu',
    facts: { ...MORE_TOOLS, entrypoint: ['tini', '--'] },
  },
  'mambaorg/micromamba': {
    on: 'debian',
    facts: {
      ...MORE_TOOLS,
      user: 'mambauser',
      workdir: '/tmp',
      shell: ['/usr/local/bin/_dockerfile_shell.sh'],
      entrypoint: ['/usr/local/bin/_entrypoint.sh'],
      cmd: ['/bin/bash'],
      bash: true,
    },
    variants: [
      { words: ['cuda'], byDefault: 'linux' },
      {
        before: '1',
        facts: { user: 'unknown', workdir: 'unknown', shell: 'unknown', entrypoint: 'unknown' },
      },
    ],
  },
};
