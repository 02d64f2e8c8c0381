import type {
  Alternative,
  CandidateAssessment,
  TracedVulnerability,
} from '../../findings/traced-vulnerability.ts';
import { vulnerabilityKey } from '../../findings/traced-vulnerability.ts';
import { catalogueName } from '../../image/catalogue-name.ts';
import { productsOf } from '../../image/lifecycle-products.ts';
import { releaseOfPackages } from '../../image/package-release.ts';
import { effectiveTag, parseReference, printReference } from '../../image/reference.ts';
import type { ImageReference } from '../../image/reference.ts';
import type { Registry } from '../../image/registry.ts';
import { smallerVariant } from '../../image/smaller-variant.ts';
import type { ImageOutlook, UpgradeCandidate } from '../../image/upgrade.ts';
import { mainstreamFor } from '../mainstream-images.ts';
import type { ReadContents } from '../read-base-contents.ts';
import { gainOf, whatMatters } from './gain.ts';
import type { Option } from './judge-option.ts';

interface AlternativeSearch {
  readonly listTags: Registry['listTags'];
  readonly outlook: ImageOutlook | null;
  readonly vulnerabilities: readonly TracedVulnerability[];
  /** What was judged of the images that may be taken. */
  readonly options: readonly CandidateAssessment[];
  /** The image that the file is to name, which may be the present one. */
  readonly taken: { readonly reference: string; readonly contents: ReadContents };
  readonly judge: (candidate: UpgradeCandidate) => Promise<{
    readonly option: Option;
    readonly assessment: CandidateAssessment;
  }>;
}

/**
 * What a person could take where no option fixes all that matters: the smaller variant of what is to be taken, if it
 * is without some of the rest, and maintained images instead of one that is not. Looks at one image at most.
 */
export async function findAlternatives(
  image: ImageReference,
  search: AlternativeSearch,
): Promise<readonly Alternative[]> {
  const open = unfixedBy(search);
  if (open.length === 0) return [];
  const variant = await findVariant(search, open);
  return [...(variant === null ? [] : [variant]), ...findMainstream(image, search.outlook)];
}

/** What matters and no option fixes. */
function unfixedBy({ vulnerabilities, options }: AlternativeSearch) {
  const counting = vulnerabilities.filter(({ silencedBy }) => silencedBy === null);
  return whatMatters(counting).filter(({ vulnerability }) => {
    const key = vulnerabilityKey(vulnerability);
    return !options.some(({ fixed }) => fixed.has(key));
  });
}

async function findVariant(
  { listTags, taken, judge }: AlternativeSearch,
  open: readonly TracedVulnerability[],
): Promise<Alternative | null> {
  const whole = parseReference(taken.reference);
  const tag = whole === null ? null : effectiveTag(whole);
  if (whole === null || tag === null) return null;
  const tags = await listTags(whole);
  const smaller = tags.ok ? smallerVariant(tag, tags.value) : null;
  if (smaller === null) return null;
  const reference = printReference({ ...whole, tag: smaller, digest: null });
  const candidate = { reference, digest: null, kind: 'replacement', evidence: null } as const;
  const { option, assessment } = await judge({ ...candidate, reason: 'it is the smaller variant' });
  const isElsewhere = isOnOther(taken.contents, option.contents);
  if (isElsewhere || gainOf(assessment, open) === null) return null;
  return { reference, kind: 'variant', fixed: assessment.fixed };
}

/** True where packages tell of two releases: what the tags call alike stands on another distribution. */
function isOnOther(whole: ReadContents, smaller: ReadContents): boolean {
  const own = releaseOfPackages(whole.packages ?? []);
  const other = releaseOfPackages(smaller.packages ?? []);
  return own !== null && other !== null && own !== other;
}

/** By name alone: which of its tags fits, only a person can tell. */
function findMainstream(image: ImageReference, outlook: ImageOutlook | null): Alternative[] {
  const isLeft =
    outlook !== null && (outlook.doubt !== null || outlook.lifecycle?.isEnded === true);
  if (!isLeft || isMainstream(image)) return [];
  return mainstreamFor(image).map((reference) => ({ reference, kind: 'mainstream', fixed: null }));
}

/** An official image, or one that a publisher of known products serves from a registry of its own. */
function isMainstream(image: ImageReference): boolean {
  const [host = '', ...path] = catalogueName(image).split('/');
  if (path.length === 0) return true;
  return /[.:]/.test(host) && productsOf(catalogueName(image)).length > 0;
}
