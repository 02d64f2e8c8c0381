import { SHARED_BASE, SHARED_REPOSITORY, unreadNotice } from '../config/base-address.ts';
import { ConfigError } from '../config/config-error.ts';
import { configPath, DEFAULTS } from '../config/defaults.ts';
import { mergeLayers, readLayer } from '../config/load.ts';
import type { ConfigLayer } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import type { Rule } from '../findings/rule.ts';
import type { Repository, SharedFile } from './repository.ts';

/** What holds in a repository. */
export interface ConfigReading {
  readonly config: Config;
  /** What could not be read, each a clause for a person. */
  readonly notices: readonly string[];
}

/** What is read of a repository. */
type ConfigSource = Pick<Repository, 'name' | 'listFiles' | 'readFiles' | 'readShared'>;

/** Each level may cost a request. */
const MOST_LEVELS = 3;

/** One file, and where it is: `acme/.github:.github/seaworthy.yml`. */
interface PlacedLayer {
  readonly layer: ConfigLayer;
  readonly place: string;
}

/**
 * The configuration at the head of a repository, with what it extends; without a file of its own that of its owner, and
 * the defaults where there is none either. Throws `ConfigError`.
 */
export async function readConfig(
  repository: ConfigSource,
  rules: readonly Rule[],
): Promise<ConfigReading> {
  const ids = rules.map((rule) => rule.id);
  const own = (await readOwn(repository, ids)) ?? (await readInherited(repository, ids));
  if (own === null) return { config: DEFAULTS, notices: [] };
  const bases: PlacedLayer[] = [];
  const notices: string[] = [];
  for (let last = own; last.layer.base !== null;) {
    const { base, baseError, config } = last.layer;
    if (bases.length === MOST_LEVELS) {
      throw baseError(`\`extends\` leads on for more than ${MOST_LEVELS} files`, null);
    }
    const file = await repository.readShared(base);
    if (file.kind === 'out-of-reach') {
      notices.push(unreadNotice(config.extends ?? ''));
      break;
    }
    const read = readBase(file, last.layer, ids);
    if ([own, ...bases].some(({ place }) => isSamePlace(place, read.place))) {
      throw baseError('`extends` leads back to the file itself', 'remove one of them');
    }
    bases.push(read);
    last = read;
  }
  const layers = bases.map(({ layer }) => layer);
  return { config: mergeLayers(own.layer, layers, ids), notices };
}

async function readOwn(
  repository: ConfigSource,
  ids: readonly string[],
): Promise<PlacedLayer | null> {
  const path = configPath(await repository.listFiles());
  if (path === null) return null;
  const content = (await repository.readFiles([path])).get(path);
  if (content?.ok !== true) throw unreadable(path, content?.reason ?? 'it cannot be read');
  return { layer: readLayer(content.text, path, ids), place: `${repository.name}:${path}` };
}

/** Nobody asked for it here, so that what is not there is no mistake. */
async function readInherited(
  repository: ConfigSource,
  ids: readonly string[],
): Promise<PlacedLayer | null> {
  const file = await repository.readShared(SHARED_BASE);
  if (file.kind === 'unreadable') throw unreadable(SHARED_REPOSITORY, file.reason);
  return file.kind === 'read' ? placed(file, ids) : null;
}

function readBase(
  file: Exclude<SharedFile, { readonly kind: 'out-of-reach' }>,
  { baseError, config }: ConfigLayer,
  ids: readonly string[],
): PlacedLayer {
  const named = `\`extends\`: \`${config.extends ?? ''}\``;
  switch (file.kind) {
    case 'read':
      return placed(file, ids);
    case 'absent':
      throw baseError(
        `${named} is not there, or not for us to see`,
        'install the app on that repository, too, or correct the name',
      );
    case 'unreadable':
      throw baseError(`${named} cannot be read: ${file.reason}`, null);
    case 'foreign':
      throw baseError(
        `${named} belongs to another owner`,
        'name a repository of the owner of this one',
      );
  }
}

function placed(
  { repository, path, text }: Extract<SharedFile, { readonly kind: 'read' }>,
  ids: readonly string[],
): PlacedLayer {
  const place = `${repository}:${path}`;
  return { layer: readLayer(text, place, ids), place };
}

function unreadable(file: string, problem: string): ConfigError {
  return new ConfigError({ file, line: 1, column: 1, problem, cure: 'replace the file' });
}

/** Names of repositories are the same in any case of letters. */
function isSamePlace(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
