import { matchesHost } from './find-quirk.ts';
import type { Endpoint } from './endpoint.ts';

/** Second labels under which countries sell names: `co.uk` belongs to nobody. */
const PUBLIC_SECOND_LABEL = /^(?:ac|co|com|edu|gov|go|ltd|me|mil|net|ne|nom|or|org|plc|sch)$/;

/**
 * Whether the credential of a registry may go to the host of its token server: to the registry's own
 * host, to one that the operator or the registry's quirk names, or to one of the same site.
 */
export function isTrustedRealm({ host, quirk, settings }: Endpoint, realm: URL): boolean {
  const own = hostnameOf(host);
  const other = realm.hostname;
  if (own === other || settings.realms.includes(realm.host)) return true;
  if (quirk?.realmHosts?.some((pattern) => matchesHost(pattern, other)) === true) return true;
  const isShared = quirk?.hosts.some(
    (pattern) => pattern.includes('*') && matchesHost(pattern, own),
  );
  return isShared !== true && isSameSite(own, other);
}

/** `registry.gitlab.com` and `gitlab.com`, `registry.corp.example` and `login.corp.example`. */
export function isSameSite(one: string, other: string): boolean {
  const [first, second] = [siteOf(one), siteOf(other)];
  return first !== null && first === second;
}

/** The part of a name that somebody registered; null for addresses and names of one label. */
function siteOf(hostname: string): string | null {
  const labels = hostname.toLowerCase().split('.');
  const top = labels.at(-1) ?? '';
  if (labels.length < 2 || /^[\d\]]/.test(top) || hostname.startsWith('[')) return null;
  const isPublic = top.length === 2 && PUBLIC_SECOND_LABEL.test(labels.at(-2) ?? '');
  const count = isPublic ? 3 : 2;
  return labels.length < count ? null : labels.slice(-count).join('.');
}

/** Without its port. */
function hostnameOf(host: string): string {
  return host.replace(/:\d+$/, '');
}
