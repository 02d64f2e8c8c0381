import { createReadStream } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { z } from 'zod';
import type { BuiltImage } from '../../proof/built-image.ts';
import { ArchiveError } from './archive-error.ts';
import { readConfig } from './read-config.ts';
import { bytesOf, readLayer } from './read-layer.ts';
import type { Layer } from './read-layer.ts';
import { stackLayers } from './stack-layers.ts';

type Archive = ReturnType<typeof extract>;
type Entry = Archive extends AsyncIterable<infer Item> ? Item : never;

/** Layers that were read before, by the names that their digests give them. */
export type KnownLayers = Map<string, Layer>;

/** Bytes. */
const LARGEST_DOCUMENT = 4 * 1024 ** 2;
const LARGEST_ARCHIVE = 16 * 1024 ** 3;

const manifestSchema = z
  .array(z.object({ Config: z.string(), Layers: z.array(z.string()).max(1000) }))
  .min(1);

/** What an archive holds, by the names of its entries. */
interface Parts {
  readonly documents: Map<string, string>;
  readonly layers: Map<string, Layer>;
  readonly links: Map<string, string>;
}

/**
 * Reads what `docker save` writes, and podman and buildah as `docker-archive`: `manifest.json` names the
 * configuration and the layers. Throws `ArchiveError`, or what the file system throws.
 */
export async function readImageArchive(path: string, known: KnownLayers): Promise<BuiltImage> {
  const parts = await readParts(path, known);
  const text = parts.documents.get('manifest.json');
  const manifest = manifestSchema.safeParse(parseJson(text));
  const image = manifest.data?.[0];
  if (image === undefined) throw new ArchiveError('the image has no manifest');
  const config = readConfig(parseJson(parts.documents.get(image.Config)));
  const layers = image.Layers.map((name) => {
    const layer = parts.layers.get(name) ?? parts.layers.get(linkTarget(name, parts.links));
    if (layer === undefined) throw new ArchiveError('a layer of the image is missing');
    return layer;
  });
  return { config, files: stackLayers(layers) };
}

function linkTarget(name: string, links: ReadonlyMap<string, string>): string {
  const target = links.get(name) ?? '';
  // Written from the folder of the link: `../1f2e…/layer.tar`.
  return target.replace(/^(\.\.\/)+/, '');
}

async function readParts(path: string, known: KnownLayers): Promise<Parts> {
  const parts: Parts = { documents: new Map(), layers: new Map(), links: new Map() };
  const archive = extract();
  const source = createReadStream(path, { highWaterMark: 1024 ** 2 });
  source.on('error', (error) => {
    archive.destroy(error);
  });
  source.pipe(archive);
  let total = 0;
  for await (const entry of archive) {
    total += entry.header.size;
    if (total > LARGEST_ARCHIVE) throw new ArchiveError('the image is too large');
    await readPart(entry, parts, known);
    entry.resume();
  }
  return parts;
}

async function readPart(entry: Entry, parts: Parts, known: KnownLayers): Promise<void> {
  const { name, type, linkname, size } = entry.header;
  if (type === 'symlink') parts.links.set(name, linkname);
  if (type !== 'file' || size === 0) return;
  const old = known.get(name);
  if (old !== undefined) {
    parts.layers.set(name, old);
    return;
  }
  const { first, all } = await peek(entry);
  if (isDocument(name, first)) {
    if (size <= LARGEST_DOCUMENT) parts.documents.set(name, await readText(all));
    return;
  }
  const layer = await readLayer(isGzip(first) ? gunzip(all) : all);
  parts.layers.set(name, layer);
  // Other names are not made of the digest.
  if (/[0-9a-f]{64}/.test(name)) known.set(name, layer);
}

/** The first bytes, and a stream of all of them. */
async function peek(entry: Entry): Promise<{ first: Uint8Array; all: Readable }> {
  const chunks = bytesOf(entry)[Symbol.asyncIterator]();
  const start = await chunks.next();
  const first = start.done === true ? new Uint8Array() : start.value;
  async function* all(): AsyncGenerator<Uint8Array> {
    yield first;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
      yield next.value;
    }
  }
  return { first, all: Readable.from(all()) };
}

function isDocument(name: string, first: Uint8Array): boolean {
  return /(\.json|VERSION|repositories|oci-layout)$/.test(name) || first[0] === 0x7b;
}

function isGzip(first: Uint8Array): boolean {
  return first[0] === 0x1f && first[1] === 0x8b;
}

function gunzip(bytes: Readable): Readable {
  const plain = new PassThrough();
  // The reader of `plain` gets the error.
  pipeline(bytes, createGunzip(), plain as Writable).catch(() => undefined);
  return plain;
}

async function readText(bytes: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of bytes as AsyncIterable<Uint8Array>) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? null : JSON.parse(text);
  } catch (cause) {
    throw new ArchiveError('a document of the image is no JSON', { cause });
  }
}
