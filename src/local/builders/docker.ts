import { commonBuildWords, markedBy } from './commands.ts';
import type { BuilderCommands, RunWords } from './commands.ts';

/** https://docs.docker.com/reference/cli/docker/ and https://docs.podman.io/en/latest/Commands.html agree here. */
const save = (image: string, path: string) => ['save', `--output=${path}`, image];
/** https://docs.docker.com/reference/cli/docker/container/run/#exit-status */
const UNSTARTED = [125, 126];
/** Fails where no daemon answers; https://docs.docker.com/reference/cli/docker/version/ */
const DAEMON_VERSION = ['version', '--format={{.Server.Version}}'];
const remove = (image: string) => ['rmi', '--force', image];

function run(image: string, container: string, command: readonly string[]): RunWords {
  const [program = '', ...words] = command;
  return {
    prepare: null,
    // What is started here talks to nobody.
    start: [
      'run',
      '--rm',
      '--network=none',
      `--name=${container}`,
      `--entrypoint=${program}`,
      image,
      ...words,
    ],
    remove: ['rm', '--force', container],
  };
}

export const DOCKER_BUILDX: BuilderCommands = {
  name: 'docker buildx',
  program: 'docker',
  // `buildx inspect` succeeds without a daemon, too, and images are loaded into one.
  probes: [DAEMON_VERSION, ['buildx', 'version']],
  build: (request) => [
    'buildx',
    'build',
    '--load',
    '--progress=plain',
    // Statements about the build would be part of the image.
    '--provenance=false',
    ...commonBuildWords(request),
    '--',
    request.context,
  ],
  save,
  run,
  remove,
  unstarted: UNSTARTED,
  leftBehind: null,
};

export const DOCKER: BuilderCommands = {
  name: 'docker',
  program: 'docker',
  probes: [DAEMON_VERSION],
  // The container of a command that failed is kept without it.
  build: (request) => ['build', '--force-rm', ...commonBuildWords(request), '--', request.context],
  save,
  run,
  remove,
  unstarted: UNSTARTED,
  leftBehind: null,
};

export const PODMAN: BuilderCommands = {
  name: 'podman',
  program: 'podman',
  probes: [['version']],
  build: (request) => [
    'build',
    '--format=docker',
    '--identity-label=false',
    '--layers=false',
    markedBy(request),
    ...commonBuildWords(request),
    '--',
    request.context,
  ],
  save: (image, path) => ['save', '--quiet', '--format=docker-archive', `--output=${path}`, image],
  run,
  remove,
  unstarted: UNSTARTED,
  leftBehind: {
    list: ['ps', '--all', '--external', '--quiet', '--no-trunc'],
    info: ['info', '--format=json'],
    remove: (id) => ['rm', '--force', id],
  },
};
