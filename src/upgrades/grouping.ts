import { familiarName, printReference, withoutDigest } from '../image/reference.ts';
import type { ImageOutlook } from '../image/upgrade.ts';
import type { Chosen } from './choose.ts';
import type { Grouping } from './group.ts';
import type { Lock } from './lock.ts';
import { newestFirst } from './version-order.ts';

/** Names what moves from where to where, for every image that is exchanged. */
export function groupingsOf(
  locks: readonly Lock[],
  solved: readonly (readonly Chosen[])[],
  outlooks: ReadonlyMap<string, ImageOutlook>,
): readonly Grouping[] {
  return locks.flatMap(({ subject }, index) => {
    const all = solved[index] ?? [];
    const moving = all.filter(({ choice, member }) => {
      const chosen = outlooks.get(member.unit.key)?.chosen ?? null;
      return choice !== null && chosen !== null;
    });
    const { from, to } = wayOf(subject, moving);
    return all.flatMap(({ member: { unit } }) => {
      const chosen = outlooks.get(unit.key)?.chosen ?? null;
      if (chosen === null) return [];
      const { path, reference, key } = unit;
      const member = { path, from: reference, to: chosen.reference, kind: chosen.kind };
      return [{ key, member, from, to }];
    });
  });
}

/** `python 3.12` to `python 3.13`, by the most precise tags; the tags themselves where no version moves. */
function wayOf(
  subject: string,
  moving: readonly Chosen[],
): { readonly from: string; readonly to: string } {
  const [before] = moving.map(({ member }) => member.unit.version ?? []).sort(mostPrecise);
  const [after] = moving.map(({ choice }) => choice?.prospect.version ?? []).sort(mostPrecise);
  const [first] = moving.toSorted((a, b) =>
    a.member.unit.reference < b.member.unit.reference ? -1 : 1,
  );
  if (first === undefined) return { from: '', to: '' };
  const target = first.choice?.prospect;
  const isReplaced = target?.kind === 'replacement';
  const successor = isReplaced ? familiarName(target.image) : subject;
  const own = isReplaced ? familiarName(first.member.unit.image) : subject;
  const [from, to] = [before?.join('.') ?? '', after?.join('.') ?? ''];
  if (from !== to || isReplaced) return { from: spaced(own, from), to: spaced(successor, to) };
  return {
    from: withoutDigest(first.member.unit.reference),
    to: printReference({ ...(target?.image ?? first.member.unit.image), digest: null }),
  };
}

function spaced(name: string, version: string): string {
  return version === '' ? name : `${name} ${version}`;
}

function mostPrecise(a: readonly number[], b: readonly number[]): number {
  return b.length - a.length || newestFirst(a, b);
}
