import { packageTypeOf } from '../vocabulary/package-type.ts';

interface Component {
  readonly name: string;
  readonly type: string | null;
  readonly version: string;
}

/**
 * A component as Xray names it (docs.jfrog.com, "Xray Component Identifiers"): `gav://group:artifact:version`,
 * `deb://buster:openssl:1.1.1d-0`, `rpm://7:openssl:1:1.0.2k`, `alpine://3.9:musl:1.1.20-r4`, `npm://lodash:4.17.4`.
 */
export function readComponentId(id: string): Component {
  const [, scheme = '', rest = id] = /^([a-z]{1,20}):\/\/(.*)$/s.exec(id) ?? [];
  const type = scheme === 'gav' ? 'maven' : packageTypeOf(scheme);
  const parts = rest.split(':');
  if (type === 'rpm') {
    const [name = '', epoch = '', version = ''] = parts.slice(-3);
    return { name, type, version: epoch === '' || epoch === '0' ? version : `${epoch}:${version}` };
  }
  if (type === 'deb') return { ...systemPackage(parts), type };
  if (type === 'apk') return { name: parts.at(-2) ?? '', type, version: parts.at(-1) ?? '' };
  // `gav://group:artifact` has no version; other names have no colon.
  const named = type === 'maven' ? 2 : 1;
  const hasVersion = parts.length > named;
  return {
    name: (hasVersion ? parts.slice(0, -1) : parts).join(':'),
    type,
    version: hasVersion ? (parts.at(-1) ?? '') : '',
  };
}

/** `buster:openssl:1:1.1.1d-0`, with or without the name of the system before it: an epoch is digits. */
function systemPackage(parts: readonly string[]): Omit<Component, 'type'> {
  const hasEpoch = parts.length > 3 && /^\d+$/.test(parts.at(-2) ?? '');
  const version = parts.slice(hasEpoch ? -2 : -1).join(':');
  return { name: parts.at(hasEpoch ? -3 : -2) ?? '', version };
}

/** `[1.26]`, `1.9.4`: brackets stand for exactly this version. */
export function fixedVersions(versions: readonly string[]): readonly string[] {
  return versions
    .map((one) => one.replace(/^\[([^\],]*)\]$/, '$1').trim())
    .filter((one) => one !== '');
}
