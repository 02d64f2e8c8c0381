import { isDigestChange, UPGRADE_KINDS } from '../image/upgrade.ts';
import type { UpgradeKind } from '../image/upgrade.ts';

/** One image of one file that is exchanged. */
export interface GroupMember {
  readonly path: string;
  /** As resolved from the file. */
  readonly from: string;
  readonly to: string;
  readonly kind: UpgradeKind;
}

/** What belongs into one proposal. */
export interface UpgradeGroup {
  /** `digests`, or what moves from where to where: the same for the same news. */
  readonly key: string;
  /** The one that changes most. */
  readonly kind: UpgradeKind;
  /** For a person: `python 3.12`; empty for digests. */
  readonly from: string;
  readonly to: string;
  /** By path. */
  readonly members: readonly GroupMember[];
}

/** A member, and the names by which members of one proposal find each other. */
export interface Grouping {
  readonly key: string;
  readonly member: GroupMember;
  readonly from: string;
  readonly to: string;
}

const DIGESTS = 'digests';

/** Puts together all that moves from the same to the same, all digests, and what one edit changes. */
export function groupUpgrades(
  groupings: readonly Grouping[],
  together: readonly (readonly string[])[],
): readonly UpgradeGroup[] {
  const names = new Map(groupings.map((grouping) => [grouping.key, nameOf(grouping)]));
  const merged = new Map<string, string>();
  const root = (name: string): string => {
    const next = merged.get(name);
    return next === undefined ? name : root(next);
  };
  for (const keys of together) {
    const roots = keys.flatMap((key) => names.get(key) ?? []).map(root);
    const [first, ...others] = [...new Set(roots)].sort();
    for (const other of others) merged.set(other, first ?? other);
  }
  const groups = new Map<string, Grouping[]>();
  for (const grouping of groupings) {
    const name = root(nameOf(grouping));
    groups.set(name, [...(groups.get(name) ?? []), grouping]);
  }
  return [...groups.values()].map(groupOf).sort((a, b) => compareText(a.key, b.key));
}

function nameOf({ member, from, to }: Grouping): string {
  return isDigestChange(member.kind) ? DIGESTS : `${from} -> ${to}`;
}

function groupOf(groupings: readonly Grouping[]): UpgradeGroup {
  const names = [...new Set(groupings.map(nameOf))].sort(compareText);
  const moves = groupings.filter((grouping) => nameOf(grouping) !== DIGESTS);
  const [first] = moves.toSorted((a, b) => compareText(nameOf(a), nameOf(b)));
  const members = groupings
    .map(({ member }) => member)
    .sort((a, b) => compareText(a.path, b.path) || compareText(a.from, b.from));
  const weight = Math.max(...members.map(({ kind }) => UPGRADE_KINDS.indexOf(kind)));
  return {
    key: names.join(' + '),
    kind: UPGRADE_KINDS[weight] ?? 'major',
    from: first?.from ?? '',
    to: first?.to ?? '',
    members,
  };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
