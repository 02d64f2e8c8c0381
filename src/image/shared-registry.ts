import { effectiveTag, fullName } from './reference.ts';
import type { ImageReference } from './reference.ts';
import type { Answer, Registry } from './registry.ts';

/** Answers are forgotten beyond this many of a kind, oldest first. */
const MOST_ANSWERS = 2000;

/**
 * The same registry for all repositories of a sweep: what one has asked no other one asks again, but for what failed.
 * Blobs and layers are large and are left to the cache below.
 */
export function sharedRegistry(registry: Registry): Registry {
  return {
    ...registry,
    listTags: once(fullName, registry.listTags),
    findDigest: once(address, registry.findDigest),
    readManifest: once(address, registry.readManifest),
    findPushDate: once(address, registry.findPushDate),
    listReferrers: once(address, registry.listReferrers),
    readConfiguration: once(
      (image, config) => `${fullName(image)}@${config.digest}`,
      registry.readConfiguration,
    ),
  };
}

function address(image: ImageReference): string {
  const { digest } = image;
  const name = fullName(image);
  return digest === null ? `${name}:${effectiveTag(image) ?? ''}` : `${name}@${digest}`;
}

function once<Words extends readonly unknown[], Value>(
  keyOf: (...words: Words) => string,
  ask: (...words: Words) => Promise<Answer<Value>>,
): (...words: Words) => Promise<Answer<Value>> {
  const known = new Map<string, Promise<Answer<Value>>>();
  return (...words) => {
    const key = keyOf(...words);
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier;
    const answer = ask(...words);
    known.set(key, answer);
    const forget = () => known.delete(key);
    answer.then(({ ok }) => ok || forget(), forget);
    const [oldest] = known.keys();
    if (known.size > MOST_ANSWERS && oldest !== undefined) known.delete(oldest);
    return answer;
  };
}
