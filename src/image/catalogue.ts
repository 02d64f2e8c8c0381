import { DISTRIBUTIONS, distributionOf } from './catalogue-distributions.ts';
import type { DistributionName } from './catalogue-distributions.ts';
import { DATABASE_IMAGES } from './catalogue-databases.ts';
import type { Added, CatalogueEntry, Variant } from './catalogue-entry.ts';
import { LANGUAGE_IMAGES } from './catalogue-languages.ts';
import { MICROSOFT_IMAGES } from './catalogue-microsoft.ts';
import { MINIMAL_IMAGES } from './catalogue-minimal.ts';
import { catalogueName } from './catalogue-name.ts';
import { REDHAT_IMAGES } from './catalogue-redhat.ts';
import { SERVICE_IMAGES } from './catalogue-services.ts';
import { SYSTEM_IMAGES } from './catalogue-systems.ts';
import { TOOL_IMAGES } from './catalogue-tools.ts';
import { UNKNOWN_IMAGE } from './facts.ts';
import type { ImageFacts } from './facts.ts';
import { effectiveTag } from './reference.ts';
import type { ImageReference } from './reference.ts';
import { compareVersions, leadingVersion, tagWords } from './tag-words.ts';
import type { TagWord } from './tag-words.ts';

/** When the entries were compared with the Dockerfiles of their images. */
const SOURCE = 'catalogue 2026-11';

const ENTRIES: ReadonlyMap<string, CatalogueEntry> = new Map(
  [
    SYSTEM_IMAGES,
    LANGUAGE_IMAGES,
    DATABASE_IMAGES,
    SERVICE_IMAGES,
    TOOL_IMAGES,
    MINIMAL_IMAGES,
    REDHAT_IMAGES,
    MICROSOFT_IMAGES,
  ].flatMap((images) => Object.entries(images)),
);

interface Tag {
  readonly words: readonly TagWord[];
  readonly version: readonly number[] | null;
}

/**
 * What is known of a common image without asking a registry; `UNKNOWN_IMAGE` when it is not a common
 * one, or when only a tag could tell and there is none.
 */
export function catalogueFacts(reference: ImageReference): ImageFacts {
  const entry = findEntry(catalogueName(reference));
  if (entry === null) return UNKNOWN_IMAGE;
  const text = effectiveTag(reference);
  if (text === null && entry.alike !== true) return UNKNOWN_IMAGE;
  const tag = { words: tagWords(text ?? ''), version: leadingVersion(text ?? '') };
  const variants = (entry.variants ?? []).filter((variant) => matchesTag(variant, tag));
  const distribution = settleDistribution(entry, variants, tag);
  // A Windows variant shares next to nothing with the Linux image of the same name.
  const common = distribution === 'windows' ? {} : entry.facts;
  let facts = withAdded({ ...DISTRIBUTIONS[distribution], source: SOURCE }, common ?? {});
  for (const variant of variants) {
    if (isOn(variant, distribution)) facts = withAdded(facts, variant.facts ?? {});
  }
  return facts;
}

/** An image has the users of what it is built on, and its own. */
function withAdded(facts: ImageFacts, added: Added): ImageFacts {
  return { ...facts, ...added, users: { ...facts.users, ...added.users } };
}

function findEntry(name: string): CatalogueEntry | null {
  const namespace = name.slice(0, name.lastIndexOf('/') + 1);
  return (
    ENTRIES.get(name) ??
    ENTRIES.get(name.replace(/\d+/g, '#')) ??
    ENTRIES.get(`${namespace.replace(/\d+/g, '#')}*`) ??
    null
  );
}

function matchesTag(variant: Variant, { words, version }: Tag): boolean {
  const has = (word: string) => words.some(({ whole, stem }) => whole === word || stem === word);
  if (variant.words?.some(has) === false) return false;
  if (variant.without?.some(has) === true) return false;
  return isInRange(variant, version);
}

function isInRange({ since, before }: Variant, version: readonly number[] | null): boolean {
  if (version === null) return before === undefined;
  const compare = (limit: string) => compareVersions(version, limit.split('.').map(Number));
  if (since !== undefined && compare(since) < 0) return false;
  return before === undefined || compare(before) < 0;
}

function settleDistribution(
  entry: CatalogueEntry,
  variants: readonly Variant[],
  { words }: Tag,
): DistributionName {
  const named = distributionOf(words);
  let found = named ?? entry.on;
  for (const { byDefault, is } of variants) {
    found = is ?? (named === null ? byDefault : undefined) ?? found;
  }
  return found;
}

function isOn({ on }: Variant, distribution: DistributionName): boolean {
  return on === undefined ? distribution !== 'windows' : on.includes(distribution);
}
