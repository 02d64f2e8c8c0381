import { familiarName, fullName } from '../image/reference.ts';
import type { ImageReference } from '../image/reference.ts';
import { fitsWildcard } from '../findings/wildcard.ts';

/**
 * True when the pattern names the image: `node`, `docker.io/library/*`, `ghcr.io/acme/*`. It is compared
 * with the short and with the full name, without tag and digest.
 */
export function fitsImage(pattern: string, reference: ImageReference): boolean {
  return (
    fitsWildcard(pattern, familiarName(reference)) || fitsWildcard(pattern, fullName(reference))
  );
}
