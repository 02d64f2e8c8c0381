import type { ByteReader } from './byte-reader.ts';
import { LayerError } from './layer-error.ts';

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a5;
/** RFC 8878, section 3.1.1.2.4. */
const LARGEST_BLOCK = 128 * 1024;
/** The largest window of the encoder that builders use; the decoder holds one whole window. */
const LARGEST_WINDOW = 32 * 1024 ** 2;
/** The decoder moves its window at each block: a frame of tiny blocks costs time, not space. */
const MOST_MOVED = 256 * 1024 ** 3;

/**
 * Cuts a Zstandard stream (RFC 8878, section 3.1) into frame headers, single blocks and checksums,
 * so that the decoder never unpacks more than one block of 128 KiB at a time and never reserves a
 * window that a hostile header asks for. Skippable frames are left out.
 */
export async function* zstdPieces(reader: ByteReader): AsyncGenerator<Uint8Array, void, undefined> {
  let moved = 0;
  for (let magic = await reader.take(4); magic.length > 0; magic = await reader.take(4)) {
    const kind = numberOf(whole(magic, 4));
    if (kind >>> 4 === SKIPPABLE) {
      await skipFrame(reader);
      continue;
    }
    if (kind !== MAGIC) throw new LayerError('invalid-answer', 'the zstd stream is broken');
    const header = await readHeader(reader);
    yield Buffer.concat([magic, header.bytes]);
    for (let isLast = false; !isLast;) {
      const block = await readBlock(reader);
      moved += header.window;
      if (moved > MOST_MOVED)
        throw new LayerError('too-large', 'the zstd stream has too many blocks');
      isLast = block.isLast;
      yield block.bytes;
    }
    if (header.hasChecksum) yield await takeWhole(reader, 4);
  }
}

interface FrameHeader {
  readonly bytes: Uint8Array;
  /** In bytes. */
  readonly window: number;
  readonly hasChecksum: boolean;
}

/** RFC 8878, section 3.1.1.1. */
async function readHeader(reader: ByteReader): Promise<FrameHeader> {
  const [descriptor = 0] = whole(await reader.peek(1), 1);
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const sizeFlag = descriptor >>> 6;
  const smallest = isSingleSegment ? 1 : 0;
  const sizeLength = sizeFlag === 0 ? smallest : 2 ** sizeFlag;
  const dictionaryLength = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const windowLength = isSingleSegment ? 0 : 1;
  const bytes = await takeWhole(reader, 1 + windowLength + dictionaryLength + sizeLength);
  const size = bytes.subarray(bytes.length - sizeLength);
  const window = isSingleSegment ? numberOf(size) + (sizeFlag === 1 ? 256 : 0) : windowOf(bytes);
  if (window > LARGEST_WINDOW) {
    throw new LayerError('too-large', 'the zstd stream needs a window of more than 32 MiB');
  }
  return { bytes, window, hasChecksum: (descriptor & 4) !== 0 };
}

function windowOf(header: Uint8Array): number {
  const descriptor = header[1] ?? 0;
  const base = 2 ** (10 + (descriptor >>> 3));
  return base + (base / 8) * (descriptor & 7);
}

/** RFC 8878, section 3.1.1.2: the block with its header of three bytes. */
async function readBlock(
  reader: ByteReader,
): Promise<{ readonly bytes: Uint8Array; readonly isLast: boolean }> {
  const header = numberOf(whole(await reader.peek(3), 3));
  const isRepeated = ((header >>> 1) & 3) === 1;
  const size = header >>> 3;
  if (size > LARGEST_BLOCK) throw new LayerError('invalid-answer', 'the zstd stream is broken');
  const bytes = await takeWhole(reader, 3 + (isRepeated ? 1 : size));
  return { bytes, isLast: (header & 1) !== 0 };
}

async function skipFrame(reader: ByteReader): Promise<void> {
  const size = numberOf(await takeWhole(reader, 4));
  if ((await reader.skip(size)) < size) throw truncated();
}

async function takeWhole(reader: ByteReader, count: number): Promise<Uint8Array> {
  return whole(await reader.take(count), count);
}

function whole(bytes: Uint8Array, count: number): Uint8Array {
  if (bytes.length < count) throw truncated();
  return bytes;
}

function truncated(): LayerError {
  return new LayerError('invalid-answer', 'the zstd stream ends too early');
}

/** Little endian, of any length. */
function numberOf(bytes: Uint8Array): number {
  return bytes.reduceRight((number, byte) => number * 256 + byte, 0);
}
