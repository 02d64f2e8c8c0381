import { distributionLifecycleOf, lifecycleOf, lineOf } from '../image/lifecycle.ts';
import type { LifecycleState } from '../image/lifecycle-state.ts';
import type { ImageReference } from '../image/reference.ts';
import type { TagMove } from '../image/tag-moves.ts';
import type { TagChange } from '../image/tag-refusal.ts';
import { successorsOf } from '../image/successor.ts';
import { leadingVersion } from '../image/tag-words.ts';
import { compromisesOf } from './compromises.ts';
import { STATEFUL_IMAGES } from './stateful-images.ts';
import { brokenLimits } from './limits.ts';
import type { Prospect } from './prospect.ts';
import { refusalText } from './refusal-text.ts';
import { changesFor, kindByNumbers, kindOf } from './tag-change.ts';
import { distributionIn, isEnding } from './unit.ts';
import type { ImageUnit } from './unit.ts';
import { fitsWildcard } from '../findings/wildcard.ts';

interface Step {
  readonly unit: ImageUnit;
  readonly target: ImageReference;
  readonly version: readonly number[] | null;
  readonly changes: readonly TagChange[];
  readonly today: string;
}

/** Judges a move by what the tag is, the policy, the limits of the repository, and the lifecycle. */
export function judgeMove(unit: ImageUnit, move: TagMove, today: string): Prospect {
  const target: ImageReference = { ...unit.image, tag: move.tag, digest: null };
  const version = unit.versionIn(move.tag);
  const changes = changesFor(unit, move, target, today);
  const step = { unit, target, version, changes, today };
  const own =
    move.refusal === null
      ? (refuseByRule(step) ?? refuseByLimit(step) ?? refuseByEnd(step) ?? refuseByKind(step))
      : refusalText(move.refusal);
  const refusal = unit.leftTo?.reason ?? own;
  const compromises = compromisesOf(step, mayMoveDistribution(unit));
  const distribution = distributionIn(move.tag);
  const kind = move.refusal === null ? kindOf(changes) : kindByNumbers(unit.version, version);
  const preference = null;
  return {
    image: target,
    kind,
    version,
    distribution,
    refusal,
    isLeft: own === null && refusal !== null,
    others: 0,
    compromises,
    preference,
  };
}

function refuseByRule({ unit, target, changes }: Step): string | null {
  const { allow, tags } = unit.policy;
  if (unit.isFrontend && changes.includes('major')) {
    return 'a frontend of another major version may read the file differently';
  }
  if (tags !== null && !fitsWildcard(tags, target.tag ?? '')) {
    return `the configuration takes only tags like \`${tags}\``;
  }
  const version = leadingVersion(target.tag ?? '');
  const [successor] = successorsOf(target);
  if (successor !== undefined && successorsOf(unit.image).length === 0) {
    return `it is deprecated: ${successor.why}`;
  }
  if (allow !== null && version !== null && !allow.allows(version)) {
    return `the configuration allows only ${allow.text}`;
  }
  return null;
}

/** A version that is there already is not for us to forbid. */
function refuseByLimit({ unit, version }: Step): string | null {
  const { runtime, limits } = unit;
  if (runtime === null || version === null) return null;
  if (version.join('.') === unit.version?.join('.')) return null;
  const [broken] = brokenLimits(limits, runtime, version);
  return broken === undefined ? null : `${broken.text}, which does not allow it`;
}

/** Nobody is moved to a release that has to be left again. */
function refuseByEnd({ unit, target, version, changes, today }: Step): string | null {
  const days = unit.policy.leaveEndedDays;
  if (changes.includes('major')) {
    const lifecycle = lifecycleOf(target, today);
    if (isEnding(lifecycle, today, days)) return endText(lifecycle);
    const runtime = lineOf(unit.runtimeSupport.lifecycle?.product ?? '', version, today);
    if (isEnding(runtime, today, days)) return endText(runtime);
  }
  if (changes.includes('distribution')) {
    const lifecycle = distributionLifecycleOf(target, today);
    if (isEnding(lifecycle, today, days)) return endText(lifecycle);
  }
  return null;
}

function endText(lifecycle: LifecycleState | null): string {
  const release = `${lifecycle?.product ?? ''} ${lifecycle?.cycle ?? ''}`;
  const { endOfLife = null, isEnded = true } = lifecycle ?? {};
  if (endOfLife === null) return `support of ${release} has ended`;
  return `support of ${release} ${isEnded ? 'ended' : 'ends'} on ${endOfLife}`;
}

function refuseByKind({ unit, changes }: Step): string | null {
  const isNewMajor = changes.includes('major') && !unit.policy.kinds.includes('major');
  if (isNewMajor && STATEFUL_IMAGES.has(unit.name)) {
    return 'a new major version cannot read the data of the present one: migrate it, then ask for `major`';
  }
  const unwanted = changes.find((change) => !isWanted(unit, change, changes));
  if (unwanted === undefined) return null;
  const { lifecycle } = unwanted === 'distribution' ? unit.distributionSupport : unit.support;
  return `${KIND_NAMES[unwanted]} is not asked for${supportText(lifecycle)}`;
}

/** Who leaves an ended release may have to change the distribution with it. */
function isWanted(unit: ImageUnit, change: TagChange, all: readonly TagChange[]): boolean {
  if (unit.policy.kinds.includes(change)) return true;
  if (change === 'major') return mayLeave(unit);
  if (change !== 'distribution') return false;
  return mayMoveDistribution(unit) || (all.includes('major') && mayLeave(unit));
}

const KIND_NAMES: Readonly<Record<TagChange, string>> = {
  patch: 'a new patch version',
  minor: 'a new minor version',
  major: 'a new version that may break programs',
  distribution: 'another release of the distribution',
};

function supportText(lifecycle: LifecycleState | null): string {
  if (lifecycle === null || lifecycle.isEnded || lifecycle.endOfLife === null) return '';
  const { product, cycle, endOfLife } = lifecycle;
  return `, and ${product} ${cycle} is supported until ${endOfLife}`;
}

/** The release of the product, or of the runtime beside it, is to be left. */
function mayLeave({ policy, support, runtimeSupport }: ImageUnit): boolean {
  return policy.leaveEndedDays !== null && (support.isEnding || runtimeSupport.isEnding);
}

function mayMoveDistribution({ policy, distributionSupport }: ImageUnit): boolean {
  if (policy.kinds.includes('distribution')) return true;
  return policy.leaveEndedDays !== null && distributionSupport.isEnding;
}
