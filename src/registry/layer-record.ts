import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import * as z from 'zod';
import type { LayerFile } from '../image/registry.ts';
import type { AnswerStore } from './answer-store.ts';

/** Layers with more entries are read again each time. */
const MOST_PATHS = 200_000;
/** Bytes of all kept files, and of a record when it is unpacked. */
const LARGEST_FILES = 16 * 1024 ** 2;
const LARGEST_RECORD = 64 * 1024 ** 2;

const pack = promisify(gzip);
const unpack = promisify(gunzip);

const schema = z.object({
  paths: z.array(z.string()),
  files: z.array(z.object({ path: z.string(), content: z.string(), link: z.string().nullable() })),
});

/** What is kept of a layer, which itself is too large: its paths, and the files that were wanted. */
export interface LayerRecord {
  readonly paths: readonly string[];
  readonly files: readonly LayerFile[];
}

/** Null when nothing is kept, or when something else was wanted than now. */
export async function readLayerRecord(
  store: AnswerStore,
  key: string,
  isWanted: (path: string) => boolean,
): Promise<readonly LayerFile[] | null> {
  const packed = await store.read(key);
  if (packed === null) return null;
  const record = await parseRecord(packed);
  if (record === null) return null;
  const kept = new Set(record.files.map(({ path }) => path));
  const isComplete = record.paths.every((path) => kept.has(path) || !isWanted(path));
  return isComplete ? record.files.filter(({ path }) => isWanted(path)) : null;
}

export async function keepLayerRecord(
  store: AnswerStore,
  key: string,
  { paths, files }: LayerRecord,
): Promise<void> {
  const total = files.reduce((sum, { content }) => sum + content.length, 0);
  if (paths.length > MOST_PATHS || total > LARGEST_FILES) return;
  const texts = files.map(({ path, content, link }) => ({
    path,
    content: Buffer.from(content).toString('base64'),
    link,
  }));
  await store.write(key, await pack(JSON.stringify({ paths, files: texts })));
}

async function parseRecord(packed: Uint8Array): Promise<LayerRecord | null> {
  try {
    const text = await unpack(packed, { maxOutputLength: LARGEST_RECORD });
    const { paths, files } = schema.parse(JSON.parse(text.toString('utf8')));
    const bytes = files.map(({ path, content, link }) => ({
      path,
      content: Buffer.from(content, 'base64'),
      link,
    }));
    return { paths, files: bytes };
  } catch {
    // Another version of us wrote it: as good as absent.
    return null;
  }
}
