import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { tarOfFiles } from './make-tar.ts';
import type { FileContents } from './make-tar.ts';

export type Compression = 'none' | 'gzip' | 'zstd';

/** A layer from its files (in this order), or bytes as they are. */
export type LayerSource =
  | {
      readonly files: FileContents;
      /** `gzip` when absent. */
      readonly compression?: Compression;
    }
  | { readonly bytes: Uint8Array; readonly mediaType: string };

export interface Layer {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** Before compression; equal to `bytes` for raw layers. */
  readonly tar: Uint8Array;
}

const MEDIA_TYPES: Readonly<Record<Compression, string>> = {
  none: 'application/vnd.oci.image.layer.v1.tar',
  gzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
  zstd: 'application/vnd.oci.image.layer.v1.tar+zstd',
};

export async function makeLayer(source: LayerSource): Promise<Layer> {
  if ('bytes' in source) return { ...source, tar: source.bytes };
  const compression = source.compression ?? 'gzip';
  const tar = await tarOfFiles(source.files);
  return { bytes: compress(tar, compression), mediaType: MEDIA_TYPES[compression], tar };
}

/** The bytes of a gzip layer. */
export async function layerOfFiles(files: FileContents): Promise<Buffer<ArrayBuffer>> {
  return gzipSync(await tarOfFiles(files));
}

function compress(bytes: Uint8Array, compression: Compression): Uint8Array {
  if (compression === 'none') return bytes;
  if (compression === 'gzip') return gzipSync(bytes);
  return execFileSync('zstd', ['--quiet', '--stdout'], { input: bytes, maxBuffer: 2 ** 28 });
}
