import { commonBuildWords, markedBy } from './commands.ts';
import type { BuilderCommands } from './commands.ts';

/** https://github.com/containers/buildah/blob/main/docs/buildah-build.1.md */
export const BUILDAH: BuilderCommands = {
  name: 'buildah',
  program: 'buildah',
  probes: [['--version']],
  build: (request) => [
    'build',
    // The OCI format has no place for HEALTHCHECK, SHELL and ONBUILD.
    '--format=docker',
    // The label with the version of buildah.
    '--identity-label=false',
    '--layers=false',
    // Only what is not here is pulled, so that both builds get the same base.
    '--pull=false',
    markedBy(request),
    ...commonBuildWords(request),
    '--',
    request.context,
  ],
  save: (image, path) => ['push', '--quiet', image, `docker-archive:${path}`],
  run: (image, container, command) => ({
    prepare: ['from', '--pull=false', `--name=${container}`, image],
    start: ['run', container, '--', ...command],
    remove: ['rm', container],
  }),
  remove: (image) => ['rmi', '--force', image],
  // Its own failures have code 1, as those of most programs have.
  unstarted: [],
  leftBehind: {
    list: ['containers', '--quiet', '--notruncate'],
    info: ['info'],
    remove: (id) => ['rm', id],
  },
};
