import type { ImageBuilder } from '../../proof/image-builder.ts';
import { BUILDAH } from './buildah.ts';
import { createCommandBuilder } from './command-builder.ts';
import type { BuilderSettings } from './command-builder.ts';
import type { BuilderCommands } from './commands.ts';
import { DOCKER, DOCKER_BUILDX, PODMAN } from './docker.ts';
import { runProgram } from './run-program.ts';

/** In the order in which they are tried. */
const BUILDERS: Readonly<Record<string, BuilderCommands>> = {
  'docker-buildx': DOCKER_BUILDX,
  docker: DOCKER,
  podman: PODMAN,
  buildah: BUILDAH,
};

const BUILDER_NAMES: readonly string[] = Object.keys(BUILDERS);

export type ChosenBuilder =
  | { readonly ok: true; readonly builder: ImageBuilder }
  /** `message`: one clause for a person. */
  | { readonly ok: false; readonly message: string };

/** Milliseconds. */
const LONGEST_PROBE = 20_000;

/** The builder that `SEAWORTHY_BUILDER` names, else the first one on PATH that answers. */
export async function chooseBuilder(settings: BuilderSettings): Promise<ChosenBuilder> {
  const { environment } = settings;
  const wanted = environment['SEAWORTHY_BUILDER'] ?? '';
  const names = wanted === '' ? BUILDER_NAMES : [wanted];
  for (const name of names) {
    const commands = Object.hasOwn(BUILDERS, name) ? BUILDERS[name] : undefined;
    if (commands === undefined) {
      const list = BUILDER_NAMES.join(', ');
      return { ok: false, message: `SEAWORTHY_BUILDER names none of ${list}` };
    }
    if (await answers(commands, environment)) {
      return { ok: true, builder: createCommandBuilder(commands, settings) };
    }
  }
  const list = names.join(', ');
  return { ok: false, message: `no program to build images answers (${list})` };
}

async function answers(
  { program, probes }: BuilderCommands,
  environment: BuilderSettings['environment'],
): Promise<boolean> {
  for (const words of probes) {
    const run = await runProgram(program, words, { environment, longest: LONGEST_PROBE });
    if (run.code !== 0) return false;
  }
  return true;
}
