import type { Platform } from './registry.ts';

/** Variants that mean the same as none (containerd, `platforms/database.go`). */
const USUAL_VARIANTS: ReadonlyMap<string, string> = new Map([
  ['arm64', 'v8'],
  ['amd64', 'v1'],
  ['arm', 'v7'],
]);

/** The platform as `--platform` takes it: `linux/amd64`, `linux/arm/v7`. */
export function printPlatform({ os, architecture, variant }: Platform): string {
  const usual = architecture === 'arm' ? null : USUAL_VARIANTS.get(architecture);
  return variant === null || variant === usual
    ? `${os}/${architecture}`
    : `${os}/${architecture}/${variant}`;
}

/** Reads `linux/arm/v7`; null for a text that names no platform. */
export function parsePlatform(text: string): Platform | null {
  const [, os, architecture, variant = null] = PLATFORM.exec(text) ?? [];
  if (os === undefined || architecture === undefined) return null;
  return { os, architecture, variant, osVersion: null };
}

const PLATFORM = /^([a-z0-9]+)\/([a-z0-9_]+)(?:\/([a-z0-9.]+))?$/;

/**
 * True when an image of one platform serves the other. Builds of Windows are compared where both name
 * one, without their last number: an update is still the same platform.
 */
export function isSamePlatform(a: Platform, b: Platform): boolean {
  if (a.os !== b.os || a.architecture !== b.architecture) return false;
  if (variantOf(a) !== variantOf(b)) return false;
  return a.osVersion === null || b.osVersion === null || buildOf(a) === buildOf(b);
}

function variantOf({ architecture, variant }: Platform): string | null {
  return variant ?? USUAL_VARIANTS.get(architecture) ?? null;
}

function buildOf({ osVersion }: Platform): string {
  return osVersion?.split('.').slice(0, 3).join('.') ?? '';
}
