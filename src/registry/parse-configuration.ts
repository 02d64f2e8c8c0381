import * as z from 'zod';
import type { ImageConfiguration } from '../image/registry.ts';
import { ExternalError } from '../http/external-error.ts';
import { parseJson } from '../http/read-body.ts';

const words = z.array(z.string()).nullish();
/** Docker writes sets as mappings to empty mappings. */
const names = z.record(z.string(), z.unknown()).nullish();
const text = z.string().nullish();

const configurationSchema = z.object({
  os: text,
  architecture: text,
  variant: text,
  'os.version': text,
  created: text,
  rootfs: z.object({ diff_ids: words }).nullish(),
  config: z
    .object({
      User: text,
      WorkingDir: text,
      Env: words,
      Entrypoint: words,
      Cmd: words,
      Shell: words,
      Labels: z.record(z.string(), z.string()).nullish(),
      ExposedPorts: names,
      Volumes: names,
      StopSignal: text,
      Healthcheck: z.object({ Test: words }).nullish(),
      OnBuild: words,
    })
    .nullish(),
});

/**
 * Reads an image configuration (OCI image specification, `config.md`; `Shell`, `Healthcheck` and
 * `OnBuild` are Docker's own). Throws `invalid-answer`.
 */
export function parseConfiguration(bytes: Uint8Array, host: string): ImageConfiguration {
  const read = configurationSchema.safeParse(parseJson(bytes, host));
  if (!read.success) {
    const message = `${host} has a configuration of the image that is none`;
    throw new ExternalError('invalid-answer', message, { cause: read.error });
  }
  const { os, architecture, variant, created } = read.data;
  const config = read.data.config ?? {};
  return {
    platform: {
      os: os ?? '',
      architecture: architecture ?? '',
      variant: variant ?? null,
      osVersion: read.data['os.version'] ?? null,
    },
    created: created ?? null,
    user: config.User ?? '',
    workdir: config.WorkingDir ?? '',
    env: config.Env ?? [],
    entrypoint: config.Entrypoint ?? null,
    cmd: config.Cmd ?? null,
    shell: config.Shell ?? null,
    labels: config.Labels ?? {},
    exposed: Object.keys(config.ExposedPorts ?? {}),
    volumes: Object.keys(config.Volumes ?? {}),
    stopSignal: config.StopSignal ?? null,
    healthcheck: config.Healthcheck?.Test ?? null,
    onbuild: config.OnBuild ?? [],
    diffIds: read.data.rootfs?.diff_ids ?? [],
  };
}
