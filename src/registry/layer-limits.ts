/** Bounds of what one layer may cost; bytes unless said otherwise. */
export interface LayerLimits {
  /** Of one wanted file. */
  readonly fileBytes: number;
  /** Of all wanted files together, their paths included. */
  readonly wantedBytes: number;
  /** Of the whole layer without compression. */
  readonly streamBytes: number;
  /** How many times its compressed size a layer may have, once it is larger than `ratioFrom`. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** Number of entries in the archive, wanted or not. */
  readonly entries: number;
}

const MEBIBYTE = 1024 ** 2;

/**
 * Package databases of large images have 30 MiB, layers of machine learning images 6 GiB. Only a
 * layer of zeros is packed better than 200 to 1; deflate ends at 1032 to 1.
 */
export const LAYER_LIMITS: LayerLimits = {
  fileBytes: 64 * MEBIBYTE,
  wantedBytes: 128 * MEBIBYTE,
  streamBytes: 8192 * MEBIBYTE,
  ratio: 200,
  ratioFrom: 64 * MEBIBYTE,
  entries: 1_000_000,
};
