import { hasOption } from '../dockerfile/command-line.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { baseImageName, stageChain } from './base-image.ts';
import { writtenBefore } from './earlier-text.ts';
import type { Facts, Precondition } from './rule.ts';
import { runsOf } from './runs.ts';
import type { Run } from './runs.ts';

const STORE = /\bca-certificates\b|\bca-bundle\b|\bupdate-ca-(?:certificates|trust)\b/;

/** Distributions whose base images come with the certificates of authorities. */
const WITH_STORE = new Set(['alpine', 'fedora', 'rhel', 'amazon', 'arch', 'wolfi']);

/** Images on Debian whose Dockerfiles install `ca-certificates`, whatever the variant. */
const IMAGES_WITH_STORE = new Set(
  'buildpack-deps python ruby golang rust php eclipse-temurin openjdk maven gradle nginx'.split(
    ' ',
  ),
);

/** Packages of Debian that recommend `ca-certificates`. */
const RECOMMENDING = new Set(['curl', 'wget', 'git']);

/**
 * Whether curl, wget and git find the certificates of authorities at this place of a RUN; Node.js and pip
 * bring their own.
 */
export function certificateStore(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  offset: number,
): Precondition {
  const text = 'the image has the certificates of authorities (`ca-certificates`) at this place';
  const { distribution } = facts.base(run.stage);
  if (WITH_STORE.has(distribution)) return { text, state: 'held' };
  if (writtenBefore(dockerfile, STORE)(run, offset)) return { text, state: 'held' };
  const name = baseImageName(dockerfile, run.stage);
  if (name !== null && IMAGES_WITH_STORE.has(name)) return { text, state: 'held' };
  if (isRecommended(dockerfile, facts, run, offset)) return { text, state: 'held' };
  const isBare = name === 'debian' || name === 'ubuntu';
  return { text, state: isBare ? 'did not hold' : 'unknown' };
}

/** An earlier call of apt brings it along. */
function isRecommended(dockerfile: Dockerfile, facts: Facts, run: Run, offset: number): boolean {
  const stages = stageChain(run.stage);
  return runsOf(dockerfile, facts)
    .filter(({ stage }) => stages.includes(stage))
    .flatMap(({ calls }) => calls)
    .some((call) => {
      if (call.manager !== 'apt-get' && call.manager !== 'apt') return false;
      if (call.action !== 'install' || call.command.span.start >= offset) return false;
      const isPlain = !hasOption(call, ['--no-install-recommends', '-o', '--option']);
      return isPlain && call.packages.some(({ value }) => RECOMMENDING.has(value ?? ''));
    });
}
