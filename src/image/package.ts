/** One package that an image has, whoever installed it. */
export interface Package {
  readonly name: string;
  /** As its own ecosystem writes it; of rpm `[epoch:]version-release`. */
  readonly version: string;
  /** As a package URL spells it: `deb`, `apk`, `rpm`, `npm`, `pypi`, … */
  readonly type: string;
  /** The source package that it was built from, when that is known. */
  readonly source: string | null;
  readonly architecture: string | null;
}
