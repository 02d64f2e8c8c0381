import { editImage, usesAfter } from '../dockerfile/image-edit.ts';
import { imageUses } from '../dockerfile/image-uses.ts';
import type { ImageUse } from '../dockerfile/image-uses.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { ImageFacts } from '../image/facts.ts';
import type { LifecycleState } from '../image/lifecycle-state.ts';
import { parseReference, withoutDigest } from '../image/reference.ts';
import type { UpgradeCandidate, UpgradeKind } from '../image/upgrade.ts';
import type { Effect, Facts, Fix, ImageMove, Safety } from './rule.ts';
import type { Instead, Remedy } from './traced-vulnerability.ts';

/** One place that names an image, in its file. */
export interface ImagePlace {
  readonly dockerfile: Dockerfile;
  readonly facts: Facts;
  readonly use: ImageUse;
}

export type UpgradeAnswer =
  | { readonly fix: Fix; readonly left?: never }
  | {
      readonly fix: null;
      readonly left: string;
      readonly remedy?: Remedy;
      readonly instead?: Instead;
    };

/** What the registry says to take instead; null when it was not asked, or says to take nothing. */
export function chosenFor({ facts, use }: ImagePlace): UpgradeCandidate | null {
  return facts.outlook(use)?.chosen ?? null;
}

/** Why there is nothing to take: one clause. */
export function whyNothing({ facts, use }: ImagePlace, notAsked: string): string {
  const outlook = facts.outlook(use);
  if (outlook === null) return notAsked;
  if (outlook.chosen !== null) return `it becomes ${outlook.chosen.reference} for another reason`;
  const [reason = 'the registry has nothing that the policy allows'] = [
    ...outlook.unknown,
    ...outlook.candidates.map((candidate) => `${candidate.reference}: ${candidate.reason}`),
  ];
  return reason;
}

/** Takes the candidate, or says why the text cannot be edited so that nothing else changes. */
export function takeImage(place: ImagePlace, candidate: UpgradeCandidate): UpgradeAnswer {
  const { dockerfile, facts, use } = place;
  const edits = editImage(dockerfile, use, candidate.reference);
  const after = edits === null ? null : usesAfter(dockerfile, edits);
  if (edits === null || after === null) {
    const left = `\`${use.reference}\` is put together in a way that no edit can express; the image to take is ${candidate.reference}`;
    return { fix: null, left };
  }
  const moves = movesBetween(place, candidate, after);
  if (typeof moves === 'string') return { fix: null, left: moves };
  const fix: Fix = {
    title: TITLES[candidate.kind](use.resolved ?? use.reference, candidate.reference),
    edits,
    safety: SAFETIES[candidate.kind],
    review: REVIEWS[candidate.kind],
    effects: ['base', ...new Set(moves.flatMap((move) => changedParts(facts, move)))],
    moves,
  };
  return { fix };
}

/** Holds the bytes that are built today; `notAsked` is the reason when no registry was asked. */
export function pinImage(place: ImagePlace, notAsked: string): UpgradeAnswer {
  const chosen = chosenFor(place);
  if (chosen?.kind === 'digest-pin') return takeImage(place, chosen);
  return { fix: null, left: whyNothing(place, notAsked) };
}

/**
 * The same for an image without a version: the version that it stands for today. It may float on
 * purpose, so a person has to say.
 */
export function pinFloating(place: ImagePlace, notAsked: string): UpgradeAnswer {
  const outlook = place.facts.outlook(place.use);
  const version = outlook?.candidates.find((one) => one.kind === 'digest-pin' && !isFloating(one));
  const candidate = outlook?.chosen ?? version;
  if (candidate?.kind !== 'digest-pin') {
    return { fix: null, left: whyNothing(place, notAsked) };
  }
  const answer = takeImage(place, candidate);
  if (answer.fix === null) return answer;
  const review = 'that this image is not meant to follow every release';
  return { fix: { ...answer.fix, safety: 'review', review } };
}

function isFloating({ reference }: UpgradeCandidate): boolean {
  const tag = parseReference(reference)?.tag ?? 'latest';
  return tag === 'latest';
}

/** Lines of the image that get no security fixes any more. */
export function endedLines(facts: Facts, reference: string): readonly LifecycleState[] {
  const image = parseReference(reference);
  return image === null ? [] : facts.lifecycles(image).filter(({ isEnded }) => isEnded);
}

/** Every other image that the edits change must become what was chosen for it; else the reason. */
function movesBetween(
  { dockerfile, facts, use }: ImagePlace,
  candidate: UpgradeCandidate,
  after: readonly ImageUse[],
): readonly ImageMove[] | string {
  const moves = new Map<string, ImageMove>();
  for (const [index, old] of imageUses(dockerfile).entries()) {
    const name = after[index]?.resolved ?? null;
    if (old.resolved === null || old.resolved === name) continue;
    const isSame = old.resolved === use.resolved;
    const to = isSame ? candidate : (facts.outlook(old)?.chosen ?? null);
    if (to?.reference !== name) {
      return `${old.resolved} is written in the same place as ${use.resolved ?? use.reference} and may not move along`;
    }
    moves.set(old.resolved, { from: old.resolved, to });
  }
  return [...moves.values()];
}

/** What the two images set differently, as far as that is known. */
function changedParts(facts: Facts, { from, to }: ImageMove): Effect[] {
  const [a, b] = [from, to.reference].map((text) => {
    const image = parseReference(text);
    return image === null ? null : facts.image(image);
  });
  if (a === undefined || b === undefined || a === null || b === null) return [];
  return PARTS.filter((part) => JSON.stringify(a[part]) !== JSON.stringify(b[part]));
}

const PARTS = [
  'user',
  'workdir',
  'env',
  'shell',
  'entrypoint',
  'cmd',
] as const satisfies readonly (keyof ImageFacts & Effect)[];

const move = (from: string, to: string) => `Move ${withoutDigest(from)} to ${withoutDigest(to)}`;

const TITLES: Readonly<Record<UpgradeKind, (from: string, to: string) => string>> = {
  'digest-pin': (from, to) =>
    withoutDigest(from) === withoutDigest(to)
      ? `Pin ${from} to the digest that it has today`
      : `Name the version of ${from}: ${withoutDigest(to)}`,
  'digest-refresh': (from) => `Refresh the digest of ${withoutDigest(from)}`,
  patch: move,
  minor: move,
  major: move,
  distribution: move,
  replacement: (from, to) => `Replace ${withoutDigest(from)} by ${withoutDigest(to)}`,
};

/** A pin holds the very bytes that are built today; everything else brings others. */
const SAFETIES: Readonly<Record<UpgradeKind, Safety>> = {
  'digest-pin': 'safe',
  'digest-refresh': 'review',
  patch: 'review',
  minor: 'review',
  major: 'review',
  distribution: 'review',
  replacement: 'review',
};

const REVIEWS: Readonly<Record<UpgradeKind, string>> = {
  'digest-pin': 'that something keeps the digest fresh from now on; Seaworthy does where it runs',
  'digest-refresh': 'what the new build of the same tag changes, in the table above',
  patch: 'the release notes of the patch releases in between',
  minor: 'the release notes in between, and that the tests pass',
  major: 'the notes on breaking changes, and that the program builds and runs with it',
  distribution: 'that the packages that are installed on top exist in the new release, too',
  replacement:
    'that the new image has the tools, paths and user that the build and the program need',
};
