import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import { ByteReader } from './byte-reader.ts';
import { LayerError } from './layer-error.ts';
import { zstdPieces } from './zstd-pieces.ts';

type Compression = 'none' | 'gzip' | 'zstd';

const OUTPUT_CHUNK = 64 * 1024;

/**
 * The bytes of a layer without its compression, which the first bytes tell (registries hold layers
 * whose media type is wrong). A media type that promises compression is believed when they do not.
 */
export async function* decompress(
  bytes: AsyncIterable<Uint8Array>,
  mediaType: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const chunks = bytes[Symbol.asyncIterator]();
  const reader = new ByteReader(chunks);
  try {
    const compression = compressionOf(await reader.peek(4));
    if (compression === 'none' && /[+.]gzip$|\+zstd$/.test(mediaType)) {
      throw new LayerError('invalid-answer', 'the layer is not compressed as its media type says');
    }
    yield* unpack(reader, compression);
  } finally {
    await chunks.return?.();
  }
}

function compressionOf(start: Uint8Array): Compression {
  const [a, b, c, d] = start;
  if (a === 0x1f && b === 0x8b) return 'gzip';
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return 'zstd';
  const isSkippable = a !== undefined && a >>> 4 === 5 && b === 0x2a && c === 0x4d && d === 0x18;
  return isSkippable ? 'zstd' : 'none';
}

function unpack(reader: ByteReader, compression: Compression): AsyncIterable<Uint8Array> {
  if (compression === 'gzip') return gunzip(reader.rest());
  return compression === 'zstd' ? unzstd(reader) : reader.rest();
}

/** Several members after each other are one stream (RFC 1952, section 2.2). */
function gunzip(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const stream = createGunzip({ chunkSize: OUTPUT_CHUNK });
  pipeline(Readable.from(bytes), stream, () => {
    // The reader of `stream` gets the error.
  });
  return stream;
}

async function* unzstd(reader: ByteReader): AsyncGenerator<Uint8Array, void, undefined> {
  let unpacked: Uint8Array[] = [];
  const decoder = new Decompress((chunk) => unpacked.push(chunk));
  for await (const piece of zstdPieces(reader)) {
    decoder.push(piece);
    yield* unpacked;
    unpacked = [];
  }
  decoder.push(new Uint8Array(0), true);
  yield* unpacked;
}
