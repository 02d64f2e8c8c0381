import ipaddr from 'ipaddr.js';

/** Why no connection is made: thrown inside a lookup, and found again as the cause of a failed fetch. */
export class RefusedAddressError extends Error {
  override readonly name = 'RefusedAddressError';
}

/** Words for a person for the kinds of addresses that ipaddr.js tells apart. */
const KINDS: Readonly<Record<string, string>> = {
  loopback: 'a loopback address',
  linkLocal: 'a link-local address',
  private: 'a private address',
  uniqueLocal: 'a private address',
  carrierGradeNat: "an address of a provider's own network",
  multicast: 'a multicast address',
  unspecified: 'no address of a host',
  broadcast: 'a broadcast address',
};

/** IPv6 addresses that stand for an IPv4 one, and where its four bytes begin. */
const EMBEDDED: Readonly<Record<string, number>> = {
  ipv4Mapped: 12,
  rfc6145: 12,
  rfc6052: 12,
  '6to4': 2,
};

/**
 * Why an address of the internet protocol is not to be asked, `a loopback address`; null for a public
 * one, and for text that is no address. The ranges are those of the special-purpose registries
 * (https://www.iana.org/assignments/iana-ipv4-special-registry/ and the like for IPv6).
 */
export function refusalOf(address: string): string | null {
  const text = address.replace(/^\[|\]$/g, '');
  if (!ipaddr.isValid(text)) return null;
  const parsed = ipaddr.parse(text);
  const range = parsed.range();
  const bytes = parsed.toByteArray();
  const offset = parsed.kind() === 'ipv6' ? embeddedAt(range, bytes) : undefined;
  if (offset !== undefined) return refusalOf(bytes.slice(offset, offset + 4).join('.'));
  return range === 'unicast' ? null : (KINDS[range] ?? 'a reserved address');
}

/** Where the four bytes begin; also of `::127.0.0.1`, a form that RFC 4291 gave up (section 2.5.5.1). */
function embeddedAt(range: string, bytes: readonly number[]): number | undefined {
  const isCompatible = range === 'unicast' && bytes.slice(0, 12).every((byte) => byte === 0);
  return isCompatible ? 12 : EMBEDDED[range];
}

/** The same for a host of an address: names that are loopback by definition (RFC 6761) count too. */
export function hostRefusal(hostname: string): string | null {
  return /^(?:.+\.)?localhost\.?$/i.test(hostname) ? refusalOf('127.0.0.1') : refusalOf(hostname);
}
