import { familiarName, fullName, parseReference } from '../image/reference.ts';
import type { ImageReference } from '../image/reference.ts';
import { quirkOfHost } from './find-quirk.ts';
import type { HostSettings, RegistryOptions, RegistrySettings } from './options.ts';
import type { RegistryQuirk } from './quirk.ts';
import { hostOf } from './trusted-hosts.ts';

/** One place where a repository can be asked for: the registry itself or a mirror. */
export interface Endpoint {
  /** As image names and credentials have it: `docker.io`. */
  readonly host: string;
  /** `https://registry-1.docker.io`. */
  readonly origin: string;
  /** As this place has it: a mirror may put a prefix before it. */
  readonly repository: string;
  readonly settings: HostSettings;
  readonly quirk: RegistryQuirk | null;
}

const NO_SETTINGS: HostSettings = {
  mirrors: [],
  original: 'last',
  insecure: false,
  private: false,
  kind: null,
  credential: null,
  realms: [],
};

/** What an image name stands for after the aliases: the one with the longest beginning counts. */
export function resolveAlias(image: ImageReference, { aliases }: RegistrySettings): ImageReference {
  const names = [fullName(image), familiarName(image), image.written];
  const best = [...aliases]
    .flatMap(([alias, target]) => {
      const name = names.find((text) => text === alias || text.startsWith(`${alias}/`));
      return name === undefined ? [] : [{ alias, text: target + name.slice(alias.length) }];
    })
    .sort((a, b) => b.alias.length - a.alias.length)[0];
  const resolved = best === undefined ? null : parseReference(best.text);
  if (resolved === null) return image;
  const { registry, repository, written } = resolved;
  return { ...image, registry, repository, written };
}

/** Where to ask for a repository, in this order; never empty but where the operator said so. */
export function endpointsOf(
  image: ImageReference,
  { settings, quirks }: Pick<RegistryOptions, 'settings' | 'quirks'>,
): readonly Endpoint[] {
  const own = settings.hosts.get(image.registry) ?? NO_SETTINGS;
  const mirrors = own.mirrors.map((mirror) => {
    const host = hostOf(mirror);
    const prefix = mirror.slice(host.length + 1);
    const repository = prefix === '' ? image.repository : `${prefix}/${image.repository}`;
    return endpointAt(host, repository, settings, quirks);
  });
  if (own.original === 'never') return mirrors;
  return [...mirrors, endpointAt(image.registry, image.repository, settings, quirks)];
}

function endpointAt(
  host: string,
  repository: string,
  { hosts }: RegistrySettings,
  quirks: readonly RegistryQuirk[],
): Endpoint {
  const settings = hosts.get(host) ?? NO_SETTINGS;
  const quirk = quirkOfHost(quirks, host, settings.kind);
  const scheme = settings.insecure ? 'http' : 'https';
  // A registry of a known make at another host, say a test's, has its API there.
  const isKnownHost = quirkOfHost(quirks, host, null) === quirk;
  const apiHost = isKnownHost ? (quirk?.apiHost ?? host) : host;
  return { host, origin: `${scheme}://${apiHost}`, repository, settings, quirk };
}
