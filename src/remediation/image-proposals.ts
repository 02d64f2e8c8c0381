import { imageUses } from '../dockerfile/image-uses.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import { SEVERITIES } from '../findings/severity.ts';
import { isDigestChange } from '../image/upgrade.ts';
import { useKey } from '../upgrades/planned-use.ts';
import type { UpgradeGroup } from '../upgrades/group.ts';
import type { CheckContext } from './check-context.ts';
import type { Patch } from './patch.ts';
import { placeKey } from './place-key.ts';
import { checkContext } from './policy.ts';
import type { Proposal } from './proposal.ts';
import { propose, WHOLE } from './propose.ts';
import { patchAll, proposalContext } from './rule-proposals.ts';
import type { Planning } from './rule-proposals.ts';
import { slug } from './slug.ts';

export interface ImageProposals {
  readonly proposals: readonly Proposal[];
  /** Those of the proposals; what they leave, nothing cures. */
  readonly patches: readonly Patch[];
  /** By place: why the move of an image is not proposed. */
  readonly refused: ReadonlyMap<string, string>;
}

/** One proposal a group: what moves from the same to the same, and all digests. */
export function imageProposals(planning: Planning): ImageProposals {
  const { images } = planning;
  const context = movingContext(planning);
  const proposing = proposalContext(planning);
  const proposals: Proposal[] = [];
  const accepted: Patch[] = [];
  const refused = new Map<string, string>();
  const subjects = new Set<string>();
  for (const group of images.groups) {
    const patches: Patch[] = [];
    for (const patch of patchGroup(group, planning, context)) {
      const reason = whyIncomplete(group, patch);
      if (reason === null) patches.push(patch);
      else refuseAll(patch, reason, refused);
    }
    const [kind, subject] = isDigests(group)
      ? (['digests', WHOLE] as const)
      : (['upgrade', subjectOf(group, subjects)] as const);
    const proposal = propose(kind, subject, patches, proposing);
    if (proposal === null) continue;
    proposals.push(proposal);
    accepted.push(...patches);
  }
  proposals.sort((a, b) => rankOf(a) - rankOf(b));
  return { proposals, patches: accepted, refused };
}

/** The policy has decided what moves: rules of taste are asked, too, and only `off` silences one. */
export function movingContext({ config, rules, images, scans, today }: Planning): CheckContext {
  const moving = rules.filter(({ id, movesImages }) => movesImages && config.rules[id] !== 'off');
  const named = moving.map(({ id }) => id);
  return checkContext(config, { rules, images: images.knowledge, scans, today }, named);
}

export function patchGroup(
  { members }: UpgradeGroup,
  { sources, images, refusals }: Planning,
  context: CheckContext,
): Patch[] {
  const keys = new Set(members.map(({ path, from }) => useKey(path, from)));
  const paths = new Set(members.map(({ path }) => path));
  const { knowledge } = images;
  const within: CheckContext = {
    ...context,
    images: {
      ...knowledge,
      outlook: (path, reference) =>
        keys.has(useKey(path, reference)) ? knowledge.outlook(path, reference) : null,
    },
  };
  const only = context.rules.filter(({ movesImages }) => movesImages).map(({ id }) => id);
  const concerned = sources.filter(({ path }) => paths.has(path));
  const policy = { safeties: ['safe', 'review'], only, moveImages: true, refusals } as const;
  return patchAll(concerned, within, policy);
}

/**
 * Half a move is worse than none: a builder and its runtime have to fit. That is so within a file: another
 * one does not wait for a file that says no. Digests stand alone.
 */
export function whyIncomplete(group: UpgradeGroup, { path, after, left }: Patch): string | null {
  if (isDigests(group)) return null;
  const now = imageUses(parseDockerfile(after)).map(({ resolved }) => resolved);
  const members = group.members.filter((member) => member.path === path);
  const stays = members.find(({ from, to }) => now.includes(from) || !now.includes(to));
  if (stays === undefined) return null;
  const refused = left.find(({ isRefused }) => isRefused);
  const reason = refused?.reason ?? 'no rule may move it';
  return `the images of ${group.from} move together or not at all, and ${stays.from} stays: ${reason}`;
}

function refuseAll({ path, left, applied }: Patch, reason: string, refused: Map<string, string>) {
  const cures = applied.flatMap((fix) => fix.cures);
  for (const item of [...left, ...cures]) refused.set(placeKey({ ...item, path }), reason);
}

/** The rank of the worst thing that a proposal cures: what has ended does not wait for a patch release. */
function rankOf({ fixes }: Proposal): number {
  const cures = fixes.flatMap((fix) => fix.cures);
  return Math.min(...cures.map(({ severity }) => SEVERITIES.indexOf(severity)));
}

export function isDigests({ members }: UpgradeGroup): boolean {
  return members.every(({ kind }) => isDigestChange(kind));
}

/** The subjects of all proposals that move images, as they are named whatever becomes of them. */
export function imageSubjects({ images }: Pick<Planning, 'images'>): readonly string[] {
  const taken = new Set<string>();
  return images.groups.flatMap((group) => (isDigests(group) ? [] : [subjectOf(group, taken)]));
}

/** `python-3-12`; with the target where two groups leave the same, in the order of the groups. */
function subjectOf({ from, to }: UpgradeGroup, taken: Set<string>): string {
  const short = slug(from);
  const subject = taken.has(short) ? `${short}-to-${slug(to)}` : short;
  taken.add(subject);
  return subject;
}
