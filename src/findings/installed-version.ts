/** A version of a package that a scanner saw in an image. */
export interface InstalledVersion {
  /** As its own ecosystem writes it; of rpm `[epoch:]version-release`. */
  readonly version: string;
  /** Where in the image it lies, without a leading `/`; null when no report tells. */
  readonly path: string | null;
  /** The image, for people. */
  readonly image: string;
  /** The advisory that a newer version fixes; null where none is known. */
  readonly advisory: string | null;
}
