import type { ImageConfiguration } from '../image/registry.ts';
import type { ConfigurationChange } from '../image/upgrade.ts';

/** Values are for reading; a publisher may have put a whole script into one. */
const LONGEST = 500;

/**
 * What differs in the configuration and can matter to a Dockerfile that builds on the image. New
 * variables, labels, and changed variables that only name the version of the product do not.
 */
export function configurationChanges(
  from: ImageConfiguration,
  to: ImageConfiguration,
): readonly ConfigurationChange[] {
  const before = { ...fieldsOf(from), ...environment(from) };
  const after = { ...fieldsOf(to), ...environment(to) };
  return Object.entries(before).flatMap(([field, old]) => {
    const now = after[field] ?? null;
    const isNews = old !== now && !(now !== null && isVersion(field));
    return isNews ? [{ field, from: clip(old), to: clip(now) }] : [];
  });
}

type Fields = Readonly<Record<string, string | null>>;

/** Named as instructions and effects are, in small letters. */
function fieldsOf(configuration: ImageConfiguration): Fields {
  return {
    user: isRoot(configuration.user) ? 'root' : configuration.user,
    workdir: configuration.workdir === '' ? '/' : configuration.workdir,
    shell: words(configuration.shell),
    entrypoint: words(configuration.entrypoint),
    cmd: words(configuration.cmd),
    stopsignal: configuration.stopSignal,
    expose: list(configuration.exposed),
    volume: list(configuration.volumes),
    healthcheck: words(configuration.healthcheck),
    onbuild: configuration.onbuild.length === 0 ? null : configuration.onbuild.join('; '),
  };
}

/** Variables are fields of their own: `env PATH`. */
function environment({ env }: ImageConfiguration): Fields {
  return Object.fromEntries(
    env.map((text) => {
      const equals = text.indexOf('=');
      const name = equals === -1 ? text : text.slice(0, equals);
      return [`env ${name}`, equals === -1 ? '' : text.slice(equals + 1)];
    }),
  );
}

function isRoot(user: string): boolean {
  return /^(?:root|0)?(?::(?:root|0))?$/.test(user);
}

/** Official images name version, download, checksum and keys of their product like this. */
const VERSION_NAME =
  /^env (?:\w*_)?(?:VERSION|MAJOR|RELEASE|COMMIT|REVISION|URL|SHA\d*|MD5|GPG_KEYS?)$/;

function isVersion(field: string): boolean {
  return VERSION_NAME.test(field);
}

function words(value: readonly string[] | null): string | null {
  return value === null || value.length === 0 ? null : JSON.stringify(value);
}

function list(values: readonly string[]): string | null {
  return values.length === 0 ? null : [...values].sort().join(', ');
}

function clip(value: string | null): string | null {
  return value === null || value.length <= LONGEST ? value : `${value.slice(0, LONGEST)}…`;
}
