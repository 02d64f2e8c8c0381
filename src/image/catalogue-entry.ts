import type { DistributionName } from './catalogue-distributions.ts';
import type { ImageFacts } from './facts.ts';

/** What an image adds to its distribution; a field that is missing is that of the distribution. */
export type Added = Partial<Omit<ImageFacts, 'source'>>;

/** Some of the tags of a repository, and what is different about them; all conditions must hold. */
export interface Variant {
  /** The tag has one of these words: `alpine` also stands for `alpine3.20`. */
  readonly words?: readonly string[];
  /** The tag has none of these words. */
  readonly without?: readonly string[];
  /** The version at the start of the tag is at least this; a tag without a version is the newest. */
  readonly since?: string;
  readonly before?: string;
  /** The image is of one of these distributions. */
  readonly on?: readonly DistributionName[];
  /** The distribution, when no word of the tag names one. */
  readonly byDefault?: DistributionName;
  /** The distribution, whatever the tag says. */
  readonly is?: DistributionName;
  readonly facts?: Added;
}

/** The images of one repository. */
export interface CatalogueEntry {
  /** The distribution of tags that name none. */
  readonly on: DistributionName;
  /** True when all tags are alike, so that a digest without a tag says as much. */
  readonly alike?: boolean;
  readonly facts?: Added;
  /** In this order; a later one wins. Those that set a distribution look at the tag alone. */
  readonly variants?: readonly Variant[];
}

/**
 * By name: `node`, `grafana/grafana`, `gcr.io/distroless/base`. `#` stands for any number when there is
 * no entry with the number itself, `/*` for every other repository of a namespace.
 */
export type Catalogue = Readonly<Record<string, CatalogueEntry>>;

/** Default tags stand on `buildpack-deps`, which ships GNU wget; `slim` ones do not. */
export const GNU_WGET: Variant = {
  on: ['debian', 'ubuntu'],
  without: ['slim'],
  facts: { gnuWget: true },
};

/** An image that installs more than its distribution has: which tools is not known. */
export const MORE_TOOLS: Added = { gnuWget: 'unknown' };

/** On Alpine such an image may also have installed bash. */
export const PERHAPS_BASH: Variant = { on: ['alpine'], facts: { bash: 'unknown' } };
