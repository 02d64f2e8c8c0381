import { effectiveTag, fullName } from '../image/reference.ts';
import type { ImageReference } from '../image/reference.ts';
import type {
  Answer,
  ImageConfiguration,
  Manifest,
  ManifestHead,
  Registry,
} from '../image/registry.ts';

/** The questions that a plan needs answered. */
export type Questions = Pick<
  Registry,
  'listTags' | 'findDigest' | 'readManifest' | 'readConfiguration' | 'findPushDate'
>;

/**
 * Asks each question once, however many images of a plan need the answer: one list for a repository,
 * and one request about a tag. A tag whose digest is known is read by that digest.
 */
export function askOnce(registry: Questions): Questions {
  const lists = new Map<string, Promise<Answer<readonly string[]>>>();
  const heads = new Map<string, Promise<Answer<ManifestHead>>>();
  const manifests = new Map<string, Promise<Answer<Manifest>>>();
  const configurations = new Map<string, Promise<Answer<ImageConfiguration>>>();
  const dates = new Map<string, Promise<Answer<string | null>>>();
  const readManifest = (image: ImageReference): Promise<Answer<Manifest>> =>
    remembered(manifests, address(image), async () => {
      const head = image.digest === null ? await heads.get(address(image)) : undefined;
      if (head?.ok !== true) return registry.readManifest(image);
      return readManifest({ ...image, digest: head.value.digest });
    });
  return {
    listTags: (image) => remembered(lists, fullName(image), () => registry.listTags(image)),
    findDigest: (image) => {
      const manifest = manifests.get(address(image));
      if (manifest !== undefined) return manifest;
      return remembered(heads, address(image), () => registry.findDigest(image));
    },
    readManifest,
    readConfiguration: (image, config) =>
      remembered(configurations, `${fullName(image)}@${config.digest}`, () =>
        registry.readConfiguration(image, config),
      ),
    findPushDate: (image) => remembered(dates, address(image), () => registry.findPushDate(image)),
  };
}

/** What a registry is asked for: the digest where there is one, else the tag. */
function address(image: ImageReference): string {
  const { digest } = image;
  return digest === null
    ? `${fullName(image)}:${effectiveTag(image) ?? ''}`
    : `${fullName(image)}@${digest}`;
}

function remembered<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  ask: () => Promise<Value>,
): Promise<Value> {
  const earlier = known.get(key);
  if (earlier !== undefined) return earlier;
  const answer = ask();
  known.set(key, answer);
  return answer;
}
