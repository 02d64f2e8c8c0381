import { hasLongSupportLines, lifecycleOf, lineOf } from '../image/lifecycle.ts';
import type { ImageReference } from '../image/reference.ts';
import type { TagChange } from '../image/tag-refusal.ts';
import { lineDepth } from './runtime.ts';
import type { ImageUnit } from './unit.ts';

/** What an image would become, and what moves with that. */
interface Destination {
  readonly unit: ImageUnit;
  readonly target: ImageReference;
  readonly version: readonly number[] | null;
  readonly changes: readonly TagChange[];
  readonly today: string;
}

/** Weights: one of a row outweighs all before it. */
const NEW_DISTRIBUTION = 1;
const NEEDLESS_LINE = 2;
const SHORT_SUPPORT = 4;
const ENDED_LINE = 8;

/**
 * How much speaks against a move that may be made; 0 is best. Who leaves a release that has ended keeps
 * the distribution and the other products of the image where there is a tag for that, goes to a
 * release of long support where there is one, and stays where no other may be taken.
 */
export function compromisesOf(step: Destination, mayMoveDistribution: boolean): number {
  const isMajor = step.changes.includes('major');
  const isMoved = step.changes.includes('distribution') && !mayMoveDistribution;
  return (
    (isMoved ? NEW_DISTRIBUTION : 0) +
    (isMajor && leavesNeedlessly(step) ? NEEDLESS_LINE : 0) +
    (isMajor && entersShortSupport(step) ? SHORT_SUPPORT : 0) +
    (staysAtEnd(step) ? ENDED_LINE : 0)
  );
}

/** The Java of a Maven that has ended goes on, or the other way round. */
function leavesNeedlessly(step: Destination): boolean {
  const { support, runtimeSupport, policy } = step.unit;
  if (runtimeSupport.lifecycle === null || policy.kinds.includes('major')) return false;
  return (
    (leavesRuntime(step) && !runtimeSupport.isEnding) || (leavesProduct(step) && !support.isEnding)
  );
}

function staysAtEnd(step: Destination): boolean {
  const { support, runtimeSupport } = step.unit;
  return (
    (support.isEnding && !leavesProduct(step)) || (runtimeSupport.isEnding && !leavesRuntime(step))
  );
}

function entersShortSupport(step: Destination): boolean {
  const { unit, target, version, today } = step;
  if (leavesProduct(step) && lifecycleOf(target, today)?.lts !== true) {
    if (hasLongSupportLines(unit.name, today)) return true;
  }
  const { lifecycle } = unit.runtimeSupport;
  if (lifecycle === null || !leavesRuntime(step)) return false;
  return lineOf(lifecycle.product, version, today)?.lts !== true;
}

function leavesProduct({ unit, target, today }: Destination): boolean {
  const own = unit.support.lifecycle;
  return own !== null && own.cycle !== lifecycleOf(target, today)?.cycle;
}

function leavesRuntime({ unit, version }: Destination): boolean {
  if (unit.runtime === null || unit.version === null || version === null) return false;
  const depth = lineDepth(unit.runtime);
  return unit.version.slice(0, depth).join('.') !== version.slice(0, depth).join('.');
}
