import { ExternalError } from '../http/external-error.ts';
import { nextLink } from './link-header.ts';
import type { RegistryQuirk } from './quirk.ts';

/**
 * The address of the page after `current`; null when it was the last. Never of another origin: a link to
 * one throws `invalid-answer`. A registry behind a proxy that ends TLS may name itself with http; its
 * own origin is asked all the same.
 */
export function nextPage(
  current: URL,
  header: string | null,
  quirk: RegistryQuirk | null,
): URL | null {
  const link = nextLink(header);
  if (link === null) return null;
  if (!URL.canParse(link, current.href)) {
    throw new ExternalError(
      'invalid-answer',
      `${current.host} names a next page without an address`,
    );
  }
  const next = new URL(link, current);
  if (next.hostname !== current.hostname) {
    throw new ExternalError(
      'invalid-answer',
      `${current.host} names a next page on another host, ${next.host}`,
    );
  }
  const address = new URL(current);
  address.search = next.search;
  if (quirk?.paging !== 'own-address') address.pathname = next.pathname;
  return address;
}
