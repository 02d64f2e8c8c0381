/** What is known of an image that repositories use. */
export interface ImageNews {
  /** Changes whenever a look may come to something else because of the image; null where nobody could tell. */
  readonly facts: string | null;
  /** `YYYY-MM-DD`; null where it is not known. */
  readonly created: string | null;
  /** Of what ends first: `debian 10`; null where no lifecycle is known. */
  readonly line: string | null;
  /** `YYYY-MM-DD`; null where the end is not known. */
  readonly endOfLife: string | null;
  readonly isEnded: boolean;
  /** What it should become; null where it may stay. */
  readonly upgrade: string | null;
}
