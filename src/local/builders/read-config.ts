import { z } from 'zod';
import type { BuiltConfig } from '../../proof/built-image.ts';
import { ArchiveError } from './archive-error.ts';

const words = z.array(z.string()).nullish();
const names = z.record(z.string(), z.unknown()).nullish();

/** https://github.com/opencontainers/image-spec/blob/main/config.md, and what Docker adds to it. */
const schema = z.object({
  config: z.object({
    User: z.string().nullish(),
    WorkingDir: z.string().nullish(),
    Shell: words,
    Entrypoint: words,
    Cmd: words,
    Env: words,
    ExposedPorts: names,
    Volumes: names,
    Labels: z.record(z.string(), z.string()).nullish(),
    Healthcheck: z.record(z.string(), z.unknown()).nullish(),
    StopSignal: z.string().nullish(),
    OnBuild: words,
  }),
});

/** Reads the configuration of an image; throws `ArchiveError` when it is none. */
export function readConfig(document: unknown): BuiltConfig {
  const parsed = schema.safeParse(document);
  if (!parsed.success) throw new ArchiveError('the configuration of the image cannot be read');
  const { config } = parsed.data;
  return {
    user: text(config.User),
    // What is not set is the root folder.
    workdir: config.WorkingDir === '/' ? null : text(config.WorkingDir),
    shell: list(config.Shell),
    entrypoint: list(config.Entrypoint),
    cmd: list(config.Cmd),
    env: new Map((config.Env ?? []).map(variable)),
    exposed: [...new Set(Object.keys(config.ExposedPorts ?? {}).map(port))].sort(),
    volumes: Object.keys(config.Volumes ?? {}).sort(),
    labels: new Map(Object.entries(config.Labels ?? {})),
    healthcheck: printHealthcheck(config.Healthcheck),
    stopSignal: text(config.StopSignal),
    onbuild: config.OnBuild ?? [],
  };
}

/** As BuildKit writes it, which buildah does not: without a host's part, the protocol in small letters. */
function port(written: string): string {
  return written.slice(written.lastIndexOf(':') + 1).toLowerCase();
}

function text(value: string | null | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}

function list(value: readonly string[] | null | undefined): readonly string[] | null {
  return value === undefined || value?.length === 0 ? null : value;
}

function variable(line: string): [string, string] {
  const equals = line.indexOf('=');
  return equals === -1 ? [line, ''] : [line.slice(0, equals), line.slice(equals + 1)];
}

function printHealthcheck(value: Readonly<Record<string, unknown>> | null | undefined) {
  if (value === undefined || value === null) return null;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(entries));
}
