import { lookup } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { RefusedAddressError, refusalOf } from './refused-address.ts';

/**
 * Resolves a name, and fails with `RefusedAddressError` when one of its addresses is not public. One of
 * several is enough: a public registry has none.
 */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  const all: LookupOptions & { all: true } = { ...options, all: true };
  lookup(hostname, all, (error, addresses) => {
    const failure = error ?? firstRefusal(hostname, addresses);
    // Where a lookup fails there is no list at all, whatever the types say.
    const first = failure === null ? addresses[0] : undefined;
    if (first === undefined) {
      callback(failure ?? new Error(`${hostname} has no address`), '');
    } else if (options.all === true) {
      callback(null, addresses);
    } else {
      callback(null, first.address, first.family);
    }
  });
};

function firstRefusal(
  hostname: string,
  addresses: readonly LookupAddress[],
): RefusedAddressError | null {
  for (const { address } of addresses) {
    const kind = refusalOf(address);
    if (kind !== null) return new RefusedAddressError(`${hostname} is ${kind}`);
  }
  return null;
}
