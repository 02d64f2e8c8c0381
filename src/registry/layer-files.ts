import { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import type { LayerFile } from '../image/registry.ts';
import { archivePath } from './archive-path.ts';
import { decompress } from './decompress.ts';
import { keepFiles } from './kept-files.ts';
import { LayerError } from './layer-error.ts';
import { LAYER_LIMITS } from './layer-limits.ts';
import type { LayerLimits } from './layer-limits.ts';

/**
 * Reads a layer as it streams in (`bytes` as the registry sends them; OCI image specification,
 * `layer.md`) and keeps the wanted files, links and whiteouts. Of a path that comes twice the last one
 * counts. The whole stream is read even when everything was found: a later entry may replace an
 * earlier one, and whoever checks the digest must see every byte.
 *
 * Throws `LayerError` when a bound is passed or the bytes are broken; an error of `bytes` passes
 * through unchanged. `bytes` is then told to stop; a source that hangs needs its own timeout.
 */
export async function readLayerFiles(
  bytes: AsyncIterable<Uint8Array>,
  mediaType: string,
  isWanted: (path: string) => boolean,
  limits: LayerLimits = LAYER_LIMITS,
): Promise<readonly LayerFile[]> {
  if (mediaType.endsWith('+encrypted')) {
    throw new LayerError('invalid-answer', 'the layer is encrypted');
  }
  const source = watch(bytes);
  const plain = bound(decompress(source.bytes, mediaType), source.passed, limits);
  try {
    return await readArchive(plain, isWanted, limits);
  } catch (error) {
    const failure = source.failure();
    if (failure !== null) throw failure.error;
    if (error instanceof LayerError) throw error;
    throw new LayerError('invalid-answer', 'the layer is broken or ends too early', {
      cause: error,
    });
  }
}

interface Watched {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** How many bytes came through. */
  readonly passed: () => number;
  readonly failure: () => { readonly error: unknown } | null;
}

function watch(bytes: AsyncIterable<Uint8Array>): Watched {
  let passed = 0;
  let failure: { readonly error: unknown } | null = null;
  async function* through(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for await (const chunk of bytes) {
        passed += chunk.length;
        yield chunk;
      }
    } catch (error) {
      failure = { error };
      throw error;
    }
  }
  return { bytes: through(), passed: () => passed, failure: () => failure };
}

async function* bound(
  plain: AsyncIterable<Uint8Array>,
  compressedBytes: () => number,
  limits: LayerLimits,
): AsyncGenerator<Uint8Array, void, undefined> {
  let total = 0;
  for await (const chunk of plain) {
    total += chunk.length;
    if (total > limits.streamBytes) {
      throw new LayerError(
        'too-large',
        `the layer unpacks to more than ${limits.streamBytes} bytes`,
      );
    }
    if (total > limits.ratioFrom && total > compressedBytes() * limits.ratio) {
      throw new LayerError(
        'too-large',
        `the layer unpacks to more than ${limits.ratio} times its compressed size`,
      );
    }
    yield chunk;
  }
}

async function readArchive(
  plain: AsyncIterable<Uint8Array>,
  isWanted: (path: string) => boolean,
  limits: LayerLimits,
): Promise<readonly LayerFile[]> {
  const archive = extract();
  const source = Readable.from(plain);
  source.on('error', (error) => {
    archive.destroy(error);
  });
  const kept = keepFiles(limits);
  let entries = 0;
  try {
    source.pipe(archive);
    for await (const entry of archive) {
      entries += 1;
      if (entries > limits.entries) {
        throw new LayerError('too-large', `the layer has more than ${limits.entries} entries`);
      }
      const path = archivePath(entry.header.name);
      if (path !== null && isWanted(path)) await kept.add(path, entry);
      entry.resume();
    }
    return kept.files();
  } finally {
    source.destroy();
  }
}
