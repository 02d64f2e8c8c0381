import type { RegistrySettings } from './options.ts';

/** Hosts (with port) that the operator named, and that may therefore have any address. */
export function trustedHosts(settings: RegistrySettings): ReadonlySet<string> {
  const trusted = new Set<string>();
  const trust = (name: string): void => {
    const host = hostOf(name);
    trusted.add(hostInAddress(host, settings.hosts.get(host)?.insecure === true));
  };
  for (const [host, { insecure, private: isPrivate, mirrors, realms }] of settings.hosts) {
    if (insecure || isPrivate) trust(host);
    for (const name of [...mirrors, ...realms]) trust(name);
  }
  for (const target of settings.aliases.values()) trust(target);
  return trusted;
}

/** Hosts (with port) that speak plain http. */
export function insecureHosts({ hosts }: RegistrySettings): ReadonlySet<string> {
  const insecure = [...hosts].filter(([, settings]) => settings.insecure);
  return new Set(insecure.map(([host]) => hostInAddress(host, true)));
}

/** As addresses have it: without the port that goes without saying. */
function hostInAddress(host: string, isInsecure: boolean): string {
  const address = `${isInsecure ? 'http' : 'https'}://${host}`;
  return URL.canParse(address) ? new URL(address).host : host;
}

/** `mirror.example:5000` of `mirror.example:5000/hub`. */
export function hostOf(name: string): string {
  const slash = name.indexOf('/');
  return slash === -1 ? name : name.slice(0, slash);
}
