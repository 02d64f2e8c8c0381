import type { ImageReference } from '../image/reference.ts';
import type { Answer, Registry } from '../image/registry.ts';
import { blobOf, configurationOf, layerFilesOf } from './blob-answers.ts';
import { createCore } from './core.ts';
import { ExternalError } from '../http/external-error.ts';
import { LayerError } from './layer-error.ts';
import { findDigest, readManifest } from './manifest-answers.ts';
import type { RegistryOptions } from './options.ts';
import { pushDateOf } from './push-date-answers.ts';
import { referrersOf } from './referrer-answers.ts';
import { tagsOf } from './tag-answers.ts';
import { targetOf } from './target.ts';
import type { Target } from './target.ts';

/** All registries of the world over HTTP (OCI distribution specification), each image at its own. */
export function openRegistry(options: RegistryOptions): Registry {
  const core = createCore(options);

  async function answer<Value>(
    image: ImageReference,
    work: (target: Target) => Promise<Value>,
  ): Promise<Answer<Value>> {
    const target = targetOf(image, options);
    try {
      return { ok: true, value: await work(target) };
    } catch (error) {
      if (!(error instanceof ExternalError) && !(error instanceof LayerError)) throw error;
      const message = `${target.name}: ${error.message}`;
      return { ok: false, failure: { reason: error.reason, message } };
    }
  }

  return {
    listTags: (image) => answer(image, async (target) => (await tagsOf(core, target)).tags),
    findDigest: (image) => answer(image, (target) => findDigest(core, target)),
    readManifest: (image) => answer(image, (target) => readManifest(core, target)),
    readConfiguration: (image, config) =>
      answer(image, (target) => configurationOf(core, target, config)),
    findPushDate: (image) => answer(image, (target) => pushDateOf(core, target)),
    listReferrers: (image) => answer(image, (target) => referrersOf(core, target)),
    readBlob: (image, blob, limit) => answer(image, (target) => blobOf(core, target, blob, limit)),
    readLayerFiles: (image, layer, isWanted) =>
      answer(image, (target) => layerFilesOf(core, target, layer, isWanted)),
  };
}
