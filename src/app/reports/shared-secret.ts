import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** In constant time, whatever the lengths. */
export function isSameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/**
 * Whether a signature, `sha256=` and hexadecimal digits, is the HMAC of `owner/name`, a line feed and the body. The name is
 * part of it, so that what was signed for one repository is nothing worth for another.
 */
export function isSignatureOf(
  signature: string,
  repository: string,
  body: Uint8Array,
  secret: string,
): boolean {
  const hmac = createHmac('sha256', secret).update(`${repository}\n`).update(body);
  return isSameText(signature, `sha256=${hmac.digest('hex')}`);
}
