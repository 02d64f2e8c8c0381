import type { Platform } from '../../image/registry.ts';

/** `linux/arm64/v8` as a platform; null for what is none. */
export function readPlatform(text: string | null | undefined): Platform | null {
  const [os, architecture, variant] = (text ?? '').split('/');
  return platformOf(os, architecture, variant);
}

/** A platform of its parts; null unless system and architecture are known. */
export function platformOf(
  os: string | null | undefined,
  architecture: string | null | undefined,
  variant: string | null | undefined = null,
): Platform | null {
  if (!os || !architecture) return null;
  return {
    os: os.toLowerCase(),
    architecture: architecture.toLowerCase(),
    variant: variant ?? null,
    osVersion: null,
  };
}
