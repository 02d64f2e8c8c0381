import { printReference } from '../image/reference.ts';
import type { ImageOutlook, UpgradeCandidate } from '../image/upgrade.ts';
import type { Choice, Chosen } from './choose.ts';
import type { DigestLook, DigestOption } from './look-at-digest.ts';
import type { Prospect } from './prospect.ts';
import type { ImageUnit } from './unit.ts';
import { newestFirst } from './version-order.ts';

/** All that was found out about one image in one file. */
export interface Findings {
  readonly chosen: Chosen;
  readonly look: DigestLook;
  /** Whether the image gets a digest that it does not have. */
  readonly isPinned: boolean;
  /** Why a choice that was made is not carried out; null when it is. */
  readonly veto: string | null;
  /** The same for a digest. */
  readonly digestVeto: string | null;
  /** The images that have to end at the same version, other than this one. */
  readonly mates: readonly string[];
}

/** A candidate before those that are alike become one row. */
interface Row {
  readonly candidate: UpgradeCandidate;
  readonly isChosen: boolean;
  /** How many more tags the row stands for. */
  readonly others: number;
}

/** What is known of the future of an image: every candidate with its reason. */
export function outlookOf(findings: Findings): ImageOutlook {
  const { chosen, look } = findings;
  const { unit, prospects } = chosen.member;
  const rows = [
    ...[...prospects.replacements.flat(), ...prospects.moves].map((prospect) =>
      prospectRow(prospect, findings),
    ),
    ...look.options.map((option) => digestRow(option, findings)),
  ];
  const [taken] = rows.filter(({ isChosen }) => isChosen).map(({ candidate }) => candidate);
  return {
    reference: unit.reference,
    digest: look.digest,
    lifecycle: unit.support.lifecycle,
    candidates: mergeAlike(rows),
    chosen: taken ?? null,
    unknown: unknownIn(chosen, look),
    doubt: null,
  };
}

/** The reference that a choice leads to: with a digest where the image has one or is to get one. */
export function chosenReference(
  unit: ImageUnit,
  { prospect, checked }: Choice,
  pin: boolean,
): string {
  const isPinned = unit.image.digest !== null || pin;
  return printReference({ ...prospect.image, digest: isPinned ? checked.digest : null });
}

function prospectRow(prospect: Prospect, { chosen, isPinned, veto, mates }: Findings): Row {
  const { member, choice, checks } = chosen;
  const { kind, image } = prospect;
  if (choice?.prospect === prospect) {
    const reference = chosenReference(member.unit, choice, isPinned);
    const reason = veto ?? prospect.preference ?? takenReason(member.unit, prospect);
    const { digest } = choice.checked;
    return {
      candidate: { reference, digest, kind, reason, evidence: null },
      isChosen: veto === null,
      others: 0,
    };
  }
  const checked = checks.get(prospect);
  const asked = checked?.ok === false ? checked.refusal : null;
  const reason = prospect.refusal ?? asked ?? otherReason(prospect, choice, mates);
  const reference = printReference({ ...image, digest: null });
  const digest = checked?.ok === true ? checked.digest : null;
  const candidate = { reference, digest, kind, reason, evidence: null };
  return { candidate, isChosen: false, others: prospect.others };
}

function takenReason(unit: ImageUnit, { kind }: Prospect): string {
  if (kind === 'replacement') return 'it succeeds the present image, which is deprecated';
  const product = unit.support.isEnding ? unit.support : unit.runtimeSupport;
  const ended = kind === 'distribution' ? unit.distributionSupport : product;
  if ((kind === 'major' || kind === 'distribution') && ended.isEnding && ended.lifecycle !== null) {
    const { product, cycle, endOfLife, isEnded } = ended.lifecycle;
    const day = endOfLife === null ? '' : ` on ${endOfLife}`;
    return `support of ${product} ${cycle} ${isEnded ? 'has ended' : 'ends'}${day}`;
  }
  return 'it is the newest that may be taken';
}

/** Nothing speaks against the prospect itself. */
function otherReason(prospect: Prospect, choice: Choice | null, mates: readonly string[]): string {
  const { version } = prospect;
  const taken = choice?.prospect.version ?? null;
  const order = version !== null && taken !== null ? newestFirst(version, taken) : 0;
  if ((choice === null || order < 0) && mates.length > 0) {
    return `it would have to move together with ${mates.join(', ')}, which cannot`;
  }
  if (choice === null) return 'newer ones were refused, and it was not asked about';
  if (choice.prospect.preference !== null) return 'another one fixes more vulnerabilities';
  if (order < 0) return 'another one is supported for longer, or moves less along with it';
  return order > 0 ? 'another one is newer' : 'another one is better';
}

/** Where another tag is taken, what the present one stands for no longer matters. */
function digestRow(option: DigestOption, { chosen, veto, digestVeto }: Findings): Row {
  const { image, kind, digest } = option;
  const isMoot = chosen.choice !== null && veto === null;
  const refusal = option.refusal ?? (isMoot ? 'another tag is taken' : digestVeto);
  const reason = refusal ?? DIGEST_REASONS[kind];
  const reference = printReference(image);
  return {
    candidate: { reference, digest, kind, reason, evidence: null },
    isChosen: refusal === null,
    others: 0,
  };
}

const DIGEST_REASONS: Readonly<Record<DigestOption['kind'], string>> = {
  'digest-pin': 'digests are asked for, and it is what the tag stands for now',
  'digest-refresh': 'it is what the tag stands for now',
};

/** One row for candidates of one kind that share their reason: the first, which is the newest. */
function mergeAlike(rows: readonly Row[]): readonly UpgradeCandidate[] {
  const merged = new Map<string, { readonly row: Row; count: number }>();
  for (const row of rows) {
    const { kind, reason } = row.candidate;
    const key = row.isChosen ? 'chosen' : `${kind} ${reason}`;
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { row, count: row.others });
    else known.count += 1 + row.others;
  }
  return [...merged.values()].map(({ row: { candidate }, count }) =>
    count === 0 ? candidate : { ...candidate, reason: `${candidate.reason}${alsoText(count)}` },
  );
}

function alsoText(count: number): string {
  return count === 1 ? ' (so it is with one more tag)' : ` (so it is with ${count} more tags)`;
}

function unknownIn({ member, choice, checks }: Chosen, look: DigestLook): readonly string[] {
  const { failure } = member.prospects;
  const failures = [...checks.values()].flatMap((checked) =>
    !checked.ok && checked.isFailure ? [checked.refusal] : [],
  );
  const age =
    choice === null || choice.checked.isAgeKnown
      ? []
      : [`how old ${printReference(choice.prospect.image)} is`];
  const hold = member.unit.policy.hold ?? undefined;
  const all = [hold, failure?.message, ...failures, look.failure?.message, ...look.unknown, ...age];
  return [...new Set(all.filter((one) => one !== undefined))];
}
