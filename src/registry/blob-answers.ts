import type { Descriptor, ImageConfiguration, LayerFile } from '../image/registry.ts';
import { notKept } from './core.ts';
import type { Core } from './core.ts';
import { ExternalError } from '../http/external-error.ts';
import { readLayerFiles } from './layer-files.ts';
import { keepLayerRecord, readLayerRecord } from './layer-record.ts';
import type { LayerRecord } from './layer-record.ts';
import { parseConfiguration } from './parse-configuration.ts';
import { readBlob, streamBlob } from './read-blob.ts';
import type { Target } from './target.ts';

/** Bytes. */
const LARGEST_CONFIGURATION = 8 * 1024 ** 2;
/** Bytes, as sent: images of machine learning have layers of several gigabytes. */
const LARGEST_LAYER = 4 * 1024 ** 3;

export async function blobOf(
  core: Core,
  target: Target,
  blob: Descriptor,
  limit: number,
): Promise<Uint8Array> {
  const { content, session } = core;
  if (blob.size > limit) {
    const message = `${blob.digest} has ${blob.size} bytes, more than ${limit}`;
    throw new ExternalError('too-large', message);
  }
  return core.once(`blob ${target.repository}@${blob.digest}`, () =>
    content.read(target.repository, blob.digest, notKept(target, `the blob ${blob.digest}`), () =>
      core.ask(target.endpoints, (endpoint, signal) =>
        readBlob(session, endpoint, blob, limit, signal),
      ),
    ),
  );
}

export async function configurationOf(
  core: Core,
  target: Target,
  config: Descriptor,
): Promise<ImageConfiguration> {
  const bytes = await blobOf(core, target, config, LARGEST_CONFIGURATION);
  return parseConfiguration(bytes, target.host);
}

/** The wanted files of a layer; they are kept, so that the layer need not come again for them. */
export async function layerFilesOf(
  core: Core,
  target: Target,
  layer: Descriptor,
  isWanted: (path: string) => boolean,
): Promise<readonly LayerFile[]> {
  const { offline, store } = core.options;
  const key = `layer ${target.repository}@${layer.digest}`;
  const kept = await readLayerRecord(store, key, isWanted);
  if (kept !== null) return kept;
  if (offline) throw new ExternalError('offline', notKept(target, `the layer ${layer.digest}`));
  const record = await fetchLayer(core, target, layer, isWanted);
  await keepLayerRecord(store, key, record);
  return record.files;
}

function fetchLayer(
  core: Core,
  target: Target,
  layer: Descriptor,
  isWanted: (path: string) => boolean,
): Promise<LayerRecord> {
  const limits = { limit: LARGEST_LAYER, timeout: core.options.settings.timeouts.overall };
  return core.ask(target.endpoints, (endpoint, signal) =>
    streamBlob(core.session, endpoint, layer, limits, signal, async (bytes) => {
      const paths = new Set<string>();
      const files = await readLayerFiles(bytes, layer.mediaType, (path) => {
        paths.add(path);
        return isWanted(path);
      });
      return { paths: [...paths], files };
    }),
  );
}
