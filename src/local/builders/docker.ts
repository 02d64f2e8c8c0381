import { commonBuildWords } from './commands.ts';
import type { BuilderCommands, RunWords } from './commands.ts';

/** https://docs.docker.com/reference/cli/docker/ and https://docs.podman.io/en/latest/Commands.html agree here. */
const save = (image: string, path: string) => ['save', `--output=${path}`, image];
/** https://docs.docker.com/reference/cli/docker/container/run/#exit-status */
const UNSTARTED = [125, 126];
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
  program: 'docker',
  probe: ['buildx', 'inspect'],
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
};

export const DOCKER: BuilderCommands = {
  program: 'docker',
  probe: ['version', '--format={{.Server.Version}}'],
  // The container of a command that failed is kept without it.
  build: (request) => ['build', '--force-rm', ...commonBuildWords(request), '--', request.context],
  save,
  run,
  remove,
  unstarted: UNSTARTED,
};

export const PODMAN: BuilderCommands = {
  program: 'podman',
  probe: ['version'],
  build: (request) => [
    'build',
    '--format=docker',
    '--identity-label=false',
    '--layers=false',
    ...commonBuildWords(request),
    '--',
    request.context,
  ],
  save: (image, path) => ['save', '--quiet', '--format=docker-archive', `--output=${path}`, image],
  run,
  remove,
  unstarted: UNSTARTED,
};
