import type { Dockerfile } from '../dockerfile/model.ts';
import type { ImageOutlook } from '../image/upgrade.ts';
import { allowedMoves } from './allowed-moves.ts';
import type { AllowedMoves } from './allowed-moves.ts';
import { askOnce } from './ask-once.ts';
import type { Questions } from './ask-once.ts';
import { checkImage } from './check-prospect.ts';
import { chooseTogether } from './choose.ts';
import type { Check, Chosen } from './choose.ts';
import { doubtOf } from './doubt-of.ts';
import { findProspects } from './find-prospects.ts';
import { groupingsOf } from './grouping.ts';
import { groupUpgrades } from './group.ts';
import type { UpgradeGroup } from './group.ts';
import { lockTogether } from './lock.ts';
import type { Lock } from './lock.ts';
import { lookAtDigest, NO_LOOK } from './look-at-digest.ts';
import type { DigestContext, DigestLook } from './look-at-digest.ts';
import { outlookOf } from './outlook.ts';
import { pinJudge } from './pin-place.ts';
import { useKey } from './planned-use.ts';
import type { PlannedUse } from './planned-use.ts';
import { preferProspects } from './preference.ts';
import type { Preference } from './preference.ts';
import { readPresent } from './present-image.ts';
import { pruneShared } from './prune-shared.ts';
import { settleTargets } from './settle.ts';
import type { Target } from './settle.ts';
import { digestTargets, tagTargets } from './targets.ts';
import { unitOf } from './unit.ts';
import type { ImageUnit, UnitContext } from './unit.ts';

export interface PlanContext extends UnitContext {
  readonly registry: Questions;
  /** By path: the files whose uses are planned, so that an ARG of several images is seen. */
  readonly dockerfiles: ReadonlyMap<string, Dockerfile>;
  /** By `useKey`: what to take before the policy's own choice; nothing without it. */
  readonly preferences?: ReadonlyMap<string, Preference>;
}

export interface UpgradePlan {
  /** By `useKey`. */
  readonly outlooks: ReadonlyMap<string, ImageOutlook>;
  /** One proposal each. */
  readonly groups: readonly UpgradeGroup[];
  /** By `useKey`: what may be taken, chosen or not. */
  readonly allowed: ReadonlyMap<string, AllowedMoves>;
}

/**
 * Works out for every image of every file what it should become, and why not something else. A registry
 * that fails is told at its own images; the rest goes on. Planning again on the result chooses nothing.
 */
export async function planUpgrades(
  uses: readonly PlannedUse[],
  context: PlanContext,
): Promise<UpgradePlan> {
  const ask = askOnce(context.registry);
  const { units, unreadable } = unitsOf(uses, context);
  const members = await Promise.all(
    units.map(async (unit) => ({ unit, prospects: await findProspects(ask, unit, context) })),
  );
  const open = pruneShared(members, context.dockerfiles);
  const locks = lockTogether(preferProspects(open, context.preferences ?? new Map()));
  const check = checkWith(ask, context);
  const solved = await Promise.all(locks.map((lock) => chooseTogether(lock, check)));
  const digests = { ask, today: context.today, canPin: pinJudge(uses, context.dockerfiles) };
  const { outlooks, groups } = await settlePlan(locks, solved, digests, context.dockerfiles);
  const asking = { ask, today: context.today };
  const allowed = new Map(
    open.map((member) => [member.unit.key, allowedMoves(member, check, asking)]),
  );
  return { outlooks: new Map([...unreadable, ...outlooks]), groups, allowed };
}

/** Decides what of the choices can be written, then looks at the digests of what stays. */
async function settlePlan(
  locks: readonly Lock[],
  solved: readonly (readonly Chosen[])[],
  digests: DigestContext,
  dockerfiles: PlanContext['dockerfiles'],
): Promise<Omit<UpgradePlan, 'allowed'>> {
  const isPinned = (unit: ImageUnit): boolean => unit.policy.pin && digests.canPin(unit);
  const wanted = tagTargets(solved, isPinned);
  const { vetoes } = settleTargets(wanted, dockerfiles);
  const moving = new Map([...wanted].filter(([key]) => !vetoes.has(key)));
  const looks = await lookAtAll(solved.flat(), moving, digests);
  const units = new Map(solved.flat().map(({ member }) => [member.unit.key, member.unit]));
  const targets = new Map([...digestTargets(looks, units), ...moving]);
  const last = settleTargets(targets, dockerfiles);
  const outlooks = new Map<string, ImageOutlook>();
  for (const [index, all] of solved.entries()) {
    for (const chosen of all) {
      const { unit } = chosen.member;
      const lastVeto = last.vetoes.get(unit.key) ?? null;
      const veto = vetoes.get(unit.key) ?? (moving.has(unit.key) ? lastVeto : null);
      const look = looks.get(unit.key) ?? NO_LOOK;
      const mates = matesOf(locks[index], unit);
      const findings = {
        chosen,
        look,
        isPinned: isPinned(unit),
        veto,
        digestVeto: lastVeto,
        mates,
      };
      outlooks.set(unit.key, outlookOf(findings));
    }
  }
  const groupings = groupingsOf(locks, solved, outlooks);
  await addDoubts(outlooks, solved.flat(), digests);
  return { outlooks, groups: groupUpgrades(groupings, last.together) };
}

async function addDoubts(
  outlooks: Map<string, ImageOutlook>,
  all: readonly Chosen[],
  { ask, today }: DigestContext,
): Promise<void> {
  const questions = all.map(async (chosen) => {
    const { key } = chosen.member.unit;
    const outlook = outlooks.get(key);
    if (outlook === undefined) return;
    const doubt = await doubtOf(ask, chosen, outlook, today);
    if (doubt !== null) outlooks.set(key, { ...outlook, doubt });
  });
  await Promise.all(questions);
}

/** What a pinned image's old tag stands for does not matter where another tag is taken. */
async function lookAtAll(
  all: readonly Chosen[],
  moving: ReadonlyMap<string, Target>,
  digests: DigestContext,
): Promise<ReadonlyMap<string, DigestLook>> {
  const units = all
    .map(({ member }) => member.unit)
    .filter(({ key, image }) => image.digest === null || !moving.has(key));
  const looks = units.map(async (unit): Promise<[string, DigestLook]> => [
    unit.key,
    await lookAtDigest(unit, digests),
  ]);
  return new Map(await Promise.all(looks));
}

function matesOf(lock: Lock | undefined, unit: ImageUnit): readonly string[] {
  const members = lock?.members ?? [];
  return members.filter((mate) => mate.unit !== unit).map((mate) => mate.unit.reference);
}

function checkWith(ask: Questions, { today }: PlanContext): Check {
  return async (unit, prospect) => {
    const present = await readPresent(ask, unit);
    const { image } = prospect;
    const { minimumAge } = unit.policy;
    return checkImage({ ask, unit, present, image, today, minimumAge });
  };
}

function unitsOf(
  uses: readonly PlannedUse[],
  context: PlanContext,
): { readonly units: readonly ImageUnit[]; readonly unreadable: Map<string, ImageOutlook> } {
  const byKey = new Map<string, PlannedUse[]>();
  for (const use of uses) {
    const key = useKey(use.path, use.reference);
    byKey.set(key, [...(byKey.get(key) ?? []), use]);
  }
  const units: ImageUnit[] = [];
  const unreadable = new Map<string, ImageOutlook>();
  for (const [key, same] of byKey) {
    const unit = unitOf(same, context);
    if (unit !== null) units.push(unit);
    else unreadable.set(key, noOutlook(same[0]?.reference ?? ''));
  }
  return { units, unreadable };
}

function noOutlook(reference: string): ImageOutlook {
  const unknown = [`${reference} is no name of an image`];
  return {
    reference,
    digest: null,
    lifecycle: null,
    candidates: [],
    chosen: null,
    unknown,
    doubt: null,
  };
}
