import type { Registry } from '../../image/registry.ts';
import { sharedRegistry } from '../../image/shared-registry.ts';
import { imageNews } from '../../remediation/sweep/image-news.ts';
import type { ImageNews } from '../../remediation/sweep/image-news.ts';

/** What registries say of images, the same to all who ask. */
export interface ImageWorld {
  readonly registry: Registry;
  readonly newsOf: (reference: string) => Promise<ImageNews>;
}

/** `YYYY-MM-DDTHH`: as long as answers count. */
const HOUR = 13;

/** The world of this hour: one base image of a thousand repositories is looked up once. */
export function openImageWorld(registry: Registry): (now: Date) => ImageWorld {
  let hour = '';
  let world: ImageWorld | null = null;
  return (now) => {
    const text = now.toISOString();
    if (world === null || text.slice(0, HOUR) !== hour) {
      hour = text.slice(0, HOUR);
      const shared = sharedRegistry(registry);
      world = { registry: shared, newsOf: imageNews(shared, text.slice(0, 10)) };
    }
    return world;
  };
}
