import { nameOf } from '../builds/paths.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { Facts, Precondition } from './rule.ts';
import { readWebAddress } from './web-address.ts';

/** From where npm, yarn and pnpm take packages. */
export interface NpmRegistries {
  /** Hosts; null where one of them is not written out. */
  readonly hosts: readonly string[] | null;
  /** Whether the files of the project name others. */
  readonly condition: Precondition;
}

const PUBLIC = 'registry.npmjs.org';

/** Names of files that can name a registry. */
const SETTINGS = new Set(['.npmrc', '.yarnrc', '.yarnrc.yml']);

/** `registry=ADDRESS`, `--registry ADDRESS`, `config set registry ADDRESS`, `npmRegistryServer: ADDRESS`. */
const NAMED = /registry(?:Server)?["']?[\s=:]["'\s]{0,3}((?:https?:\/\/|\$)[^\s"'`;&|)]{1,300})/gi;

/** What the file and the settings of the project say; the public registry where they name none. */
export function npmRegistries({ text }: Dockerfile, facts: Facts): NpmRegistries {
  const around = facts.surroundings();
  const paths = around?.files().filter((path) => SETTINGS.has(nameOf(path))) ?? [];
  const texts = paths.map((path) => around?.text(path) ?? null);
  const isKnown = around !== null && !texts.includes(null);
  const written = [text, ...texts].flatMap((one) =>
    [...(one ?? '').matchAll(NAMED)].flatMap(([, address]) => address ?? []),
  );
  const addresses = written.map(readWebAddress);
  const hosts = addresses.map((address) => (address?.protocol === 'https:' ? address.host : null));
  const found = hosts.filter((host) => host !== null);
  const named = found.length === 0 ? [PUBLIC] : found;
  return {
    hosts: found.length < hosts.length ? null : named,
    condition: {
      text: 'no `.npmrc` or `.yarnrc` of the project names another registry',
      state: isKnown ? 'held' : 'unknown',
    },
  };
}
