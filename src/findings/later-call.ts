import { indexLines } from '../dockerfile/line-index.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import type { PackageManagerName } from '../dockerfile/package-manager.ts';
import { stageChain } from './base-image.ts';
import type { Judgement } from './kept-cache.ts';
import { laterNeed } from './later-need.ts';
import type { Need } from './later-need.ts';
import type { Facts } from './rule.ts';
import { runsOf } from './runs.ts';
import type { Run } from './runs.ts';

/** What would work slower, or not at all without a network, once the cache of a tool is empty. */
export function anyCallOf(
  manager: PackageManagerName,
  uses: (call: PackageCommand) => boolean = () => true,
): Need {
  return {
    uses: (call) => call.manager === manager && call.action !== 'clean' && uses(call),
    renews: () => false,
    programs: new Set(),
    quoted: new RegExp(`\\b${manager}\\s+[a-z]`),
  };
}

/** A later instruction that uses the tool forbids to empty its cache; else a person should look. */
export function unlessUsedLater(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  need: Need,
): Judgement {
  const later = laterNeed(dockerfile, facts, run, need);
  if (later?.certain === true) return { left: `line ${later.line} uses this cache: ${ADVICE}` };
  const script =
    later === null ? '' : ` Look whether the script of line ${later.line} needs it, too.`;
  return {
    review: `Look whether something that runs in the container installs or builds again: it would download everything anew.${script}`,
  };
}

const ADVICE =
  'download and build in one RUN, mount the cache with `--mount=type=cache`, or build in a stage of its own';

/** The same for a cache that several RUNs fill: what an earlier layer holds stays there. */
export function unlessShared(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  cache: { readonly need: Need; readonly fills: (call: PackageCommand) => boolean },
): Judgement {
  const judgement = unlessUsedLater(dockerfile, facts, run, cache.need);
  if (judgement?.left !== undefined) return judgement;
  const chain = stageChain(run.stage);
  const earlier = runsOf(dockerfile, facts).find(
    (other) =>
      chain.includes(other.stage) &&
      other.run.span.start < run.run.span.start &&
      other.calls.some((call) => cache.need.uses(call) && cache.fills(call)),
  );
  if (earlier === undefined) return judgement;
  const { line } = indexLines(dockerfile.text).position(earlier.instruction.span.start);
  return { left: `line ${line} fills this cache already, and its layer stays: ${ADVICE}` };
}
