import type { ScanTarget } from '../../findings/scan-report.ts';
import { effectiveTag, fullName, parseReference } from '../../image/reference.ts';
import { newDisjointSets } from './disjoint-sets.ts';
import type { DisjointSets } from './disjoint-sets.ts';

/** By what reports can be told to be about one target. */
interface Identity {
  /** Digests and the whole list of diff ids: one in common is enough. */
  readonly exact: readonly string[];
  /** Names, which may have stood for something else on another day. */
  readonly names: readonly string[];
  readonly digests: ReadonlySet<string>;
  readonly diffIds: string;
  readonly platform: string;
}

/**
 * Puts together the numbers of targets that are one: a digest in common, the same diff ids, or the same name
 * with nothing against it. In the order of the first of each group.
 */
export function groupTargets(targets: readonly ScanTarget[]): readonly (readonly number[])[] {
  const identities = targets.map(identityOf);
  const groups = newDisjointSets(targets.length);
  // An index has one digest for all platforms, and is a different image on each.
  uniteByKey(identities, groups, (identity) =>
    identity.exact.map((key) => key + identity.platform),
  );
  uniteWithoutPlatform(identities, groups);
  for (const members of membersByName(identities).values()) {
    const heads = new Set(members.map((member) => groups.headOf(member)));
    // Of two images that had the name, nobody can tell which one a third report means.
    if (isContradicted(identities, groups, heads)) uniteUnknown(identities, members, groups);
    else for (const head of heads) groups.unite(members[0] ?? head, head);
  }
  return groups.all();
}

function identityOf(target: ScanTarget): Identity {
  const { kind, name, diffIds, platform } = target;
  const references = target.references.flatMap((text) => parseReference(text) ?? []);
  const named = references.flatMap((reference) => reference.digest ?? []);
  const digests = new Set([...target.digests, ...named]);
  const layers = diffIds.join(' ');
  const exact = [...digests, ...(layers === '' ? [] : [`layers ${layers}`])];
  const tags = references.flatMap((reference) => {
    const tag = effectiveTag(reference);
    return tag === null ? [] : [`${fullName(reference)}:${tag}`];
  });
  const own = kind === 'files' ? `files ${folderName(name)}` : `${kind} ${name}`;
  const names = tags.length > 0 ? tags : [own];
  const printed = platform === null ? '' : ` ${platform.os}/${platform.architecture}`;
  return { exact, names, digests, diffIds: layers, platform: printed };
}

/** `.`, `./` and the empty text are one folder. */
function folderName(name: string): string {
  return name.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '') || '.';
}

function uniteByKey(
  identities: readonly Identity[],
  groups: DisjointSets,
  keysOf: (identity: Identity) => readonly string[],
): void {
  const first = new Map<string, number>();
  for (const [index, identity] of identities.entries()) {
    for (const key of keysOf(identity)) {
      const known = first.get(key);
      if (known === undefined) first.set(key, index);
      else groups.unite(known, index);
    }
  }
}

/** A report that does not tell the platform is about the image of another one that has its digest. */
function uniteWithoutPlatform(identities: readonly Identity[], groups: DisjointSets): void {
  const known = new Map<string, Set<string>>();
  const first = new Map<string, number>();
  for (const [index, { exact, platform }] of identities.entries()) {
    if (platform === '') continue;
    for (const key of exact) {
      known.set(key, (known.get(key) ?? new Set()).add(platform));
      if (!first.has(key)) first.set(key, index);
    }
  }
  for (const [index, { exact, platform }] of identities.entries()) {
    if (platform !== '') continue;
    const key = exact.find((one) => known.get(one)?.size === 1);
    const other = key === undefined ? undefined : first.get(key);
    if (other !== undefined) groups.unite(other, index);
  }
}

function membersByName(identities: readonly Identity[]): ReadonlyMap<string, readonly number[]> {
  const members = new Map<string, number[]>();
  for (const [index, { names }] of identities.entries()) {
    for (const name of names) {
      const known = members.get(name);
      if (known === undefined) members.set(name, [index]);
      else known.push(index);
    }
  }
  return members;
}

function isContradicted(
  identities: readonly Identity[],
  groups: DisjointSets,
  heads: ReadonlySet<number>,
): boolean {
  if (heads.size < 2) return false;
  let digests: ReadonlySet<string> | null = null;
  let diffIds: string | null = null;
  let platform: string | null = null;
  for (const head of heads) {
    const own = groups.membersOf(head).flatMap((member) => identities[member] ?? []);
    const ownDigests = new Set(own.flatMap((identity) => [...identity.digests]));
    const ownLayers = own.find((identity) => identity.diffIds !== '')?.diffIds ?? null;
    const ownPlatform = own.find((identity) => identity.platform !== '')?.platform ?? null;
    // Groups that had a digest in common on one platform are one already.
    if (ownDigests.size > 0 && digests !== null) return true;
    if (ownLayers !== null && diffIds !== null && ownLayers !== diffIds) return true;
    if (ownPlatform !== null && platform !== null && ownPlatform !== platform) return true;
    if (ownDigests.size > 0) digests = ownDigests;
    diffIds ??= ownLayers;
    platform ??= ownPlatform;
  }
  return false;
}

/** Those of which nothing but the name is known are one. */
function uniteUnknown(
  identities: readonly Identity[],
  members: readonly number[],
  groups: DisjointSets,
): void {
  const unknown = members.filter((member) => identities[member]?.exact.length === 0);
  const [first] = unknown;
  if (first !== undefined) for (const member of unknown) groups.unite(first, member);
}
