import { editImage, usesAfter } from '../dockerfile/image-edit.ts';
import { imageUses } from '../dockerfile/image-uses.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import { printReference, withoutDigest } from '../image/reference.ts';
import type { Member } from './lock.ts';
import type { Prospect } from './prospect.ts';
import { sharedWith } from './shared-definition.ts';

/** Each costs a look at the whole file; what is left over is refused when it comes to writing it. */
const MOST_PROSPECTS = 200;

/** By resolved reference: what may be taken instead, without digests. */
type Open = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Refuses what an ARG would carry over to another image of the file that may not go there: what is left
 * are the values of the ARG on which all images can agree.
 */
export function pruneShared(
  members: readonly Member[],
  dockerfiles: ReadonlyMap<string, Dockerfile>,
): readonly Member[] {
  const byFile = new Map<string, Member[]>();
  for (const member of members) {
    const { path } = member.unit;
    byFile.set(path, [...(byFile.get(path) ?? []), member]);
  }
  return [...byFile].flatMap(([path, own]) => {
    const dockerfile = dockerfiles.get(path);
    const isShared = dockerfile !== undefined && sharesDefinitions(dockerfile);
    return isShared ? pruneFile(own, dockerfile) : own;
  });
}

/** True when two references of the file have a piece that is written once. */
function sharesDefinitions(dockerfile: Dockerfile): boolean {
  const owners = new Map<string, string>();
  for (const { resolved, parts } of imageUses(dockerfile)) {
    for (const { span } of parts) {
      if (span === null || resolved === null) continue;
      const place = `${span.start}-${span.end}`;
      const owner = owners.get(place);
      if (owner !== undefined && owner !== resolved) return true;
      owners.set(place, resolved);
    }
  }
  return false;
}

function pruneFile(members: readonly Member[], dockerfile: Dockerfile): readonly Member[] {
  const open: Open = new Map(
    members.map(({ unit, prospects }) => {
      const all = [...prospects.moves, ...prospects.replacements.flat()];
      const names = all.filter(({ refusal }) => refusal === null).map(({ image }) => image);
      return [unit.reference, new Set(names.map(printReference))];
    }),
  );
  return members.map((member) => {
    const { moves, replacements } = member.prospects;
    let left = MOST_PROSPECTS;
    const prune = (prospect: Prospect): Prospect => {
      if (prospect.refusal !== null || left === 0) return prospect;
      left -= 1;
      return { ...prospect, refusal: refuseShared(member, prospect, dockerfile, open) };
    };
    const prospects = {
      ...member.prospects,
      replacements: replacements.map((list) => list.map(prune)),
      moves: moves.map(prune),
    };
    return { ...member, prospects };
  });
}

function refuseShared(
  { unit }: Member,
  { image }: Prospect,
  dockerfile: Dockerfile,
  open: Open,
): string | null {
  const target = printReference({ ...image, digest: unit.image.digest });
  const edits = new Map<string, TextEdit>();
  const uses = imageUses(dockerfile);
  for (const use of uses) {
    if (use.resolved !== unit.reference) continue;
    for (const edit of editImage(dockerfile, use, target) ?? []) {
      edits.set(`${edit.span.start}-${edit.span.end}-${edit.text}`, edit);
    }
  }
  const after = usesAfter(dockerfile, [...edits.values()]) ?? [];
  for (const [index, { resolved }] of uses.entries()) {
    const now = after[index]?.resolved ?? null;
    if (resolved === null || now === null || now === resolved) continue;
    const mayGo = open.get(resolved)?.has(withoutDigest(now)) === true;
    if (resolved !== unit.reference && !mayGo) return sharedWith(resolved);
  }
  return null;
}
