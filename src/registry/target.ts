import { effectiveTag, fullName } from '../image/reference.ts';
import type { ImageReference } from '../image/reference.ts';
import { endpointsOf, resolveAlias } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import type { RegistryOptions } from './options.ts';

/** An image that something is asked about, and where. */
export interface Target {
  /** For a person, with its registry: `docker.io/library/alpine:3.20`. */
  readonly name: string;
  /** `docker.io/library/alpine`, after the aliases. */
  readonly repository: string;
  readonly host: string;
  /** Null for a digest alone. */
  readonly tag: string | null;
  readonly digest: string | null;
  readonly endpoints: readonly Endpoint[];
}

export function targetOf(
  written: ImageReference,
  options: Pick<RegistryOptions, 'settings' | 'quirks'>,
): Target {
  const resolved = resolveAlias(written, options.settings);
  // Names of hosts are the same in any case of letters, but the keys of settings and caches are not.
  const image = { ...resolved, registry: resolved.registry.toLowerCase() };
  const tag = effectiveTag(image);
  const repository = fullName(image);
  return {
    name:
      repository +
      (tag === null ? '' : `:${tag}`) +
      (image.digest === null ? '' : `@${image.digest}`),
    repository,
    host: image.registry,
    tag,
    digest: image.digest,
    endpoints: endpointsOf(image, options),
  };
}
