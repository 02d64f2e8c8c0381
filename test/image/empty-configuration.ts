import type { ImageConfiguration } from '../../src/image/registry.ts';

/** A configuration for linux/amd64 in which nothing is set. */
export const EMPTY_CONFIGURATION: ImageConfiguration = {
  platform: { os: 'linux', architecture: 'amd64', variant: null, osVersion: null },
  created: null,
  user: '',
  workdir: '',
  env: [],
  entrypoint: null,
  cmd: null,
  shell: null,
  labels: {},
  exposed: [],
  volumes: [],
  stopSignal: null,
  healthcheck: null,
  onbuild: [],
  diffIds: [],
};
