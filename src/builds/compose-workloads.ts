import type { YamlItem, YamlMap } from '../yaml/yaml-tree.ts';
import type { Build, BuildFile, Environments, WrittenValue } from './build.ts';
import { composeHealthcheck } from './compose-healthcheck.ts';
import { interpolate } from './interpolate.ts';
import type { Lookup } from './interpolate.ts';
import { folderOf } from './paths.ts';
import { builtImages, isSameImage } from './same-image.ts';
import type { Workload, WorkloadMount, WorkloadPort } from './workload.ts';
import { slice, splitAssignment } from './written-value.ts';
import { itemsAt, mapAt, readYamlFile, textAt, writtenAt } from './yaml-file.ts';
import type { YamlFile } from './yaml-file.ts';

interface Source {
  readonly file: YamlFile;
  readonly lookup: Lookup;
}

/** Which services run the images of one Dockerfile. */
interface Wanted {
  readonly dockerfile: string;
  /** Services that build it, as `folder/name`. */
  readonly services: ReadonlySet<string>;
  readonly images: readonly string[];
}

/**
 * The services that run what `builds`, all of one Dockerfile, make: those that build it themselves, the same
 * services in files beside, and those that name one of its images
 * (https://docs.docker.com/reference/compose-file/services/).
 */
export function composeWorkloads(
  files: readonly BuildFile[],
  environments: Environments,
  dockerfile: string,
  builds: readonly Build[],
): Workload[] {
  const own = builds.filter(({ kind }) => kind === 'compose');
  const services = new Set(own.map(({ place, name }) => `${folderOf(place.path)}/${name ?? ''}`));
  const wanted = { dockerfile, services, images: builtImages(builds) };
  return files.flatMap((each) => {
    const file = readYamlFile(each);
    if ('problem' in file) return [];
    const folder = folderOf(file.path);
    const lookup = (name: string) => environments.get(folder)?.get(name);
    return servicesIn({ file, lookup }, wanted);
  });
}

function servicesIn(source: Source, wanted: Wanted): Workload[] {
  const { file } = source;
  return [...mapAt(file.root, 'services').entries].flatMap(([name, { keyOffset, value }]) => {
    if (value.kind !== 'map') return [];
    const image = textOf(source, value, 'image');
    const isBuilt = wanted.services.has(`${folderOf(file.path)}/${name}`);
    const runsImage = image !== null && wanted.images.some((built) => isSameImage(image, built));
    if (!isBuilt && !(runsImage && !value.entries.has('build'))) return [];
    const place = { path: file.path, line: file.lineOf(keyOffset) };
    const dockerfile = isBuilt ? wanted.dockerfile : null;
    return [{ kind: 'compose', place, name, image, dockerfile, ...settingsOf(source, value) }];
  });
}

type Settings = Omit<Workload, 'kind' | 'place' | 'name' | 'image' | 'dockerfile'>;

function settingsOf(source: Source, service: YamlMap): Settings {
  return {
    user: textOf(source, service, 'user'),
    requiresNonRoot: false,
    volumeGroup: null,
    isPrivileged:
      textOf(source, service, 'privileged') === 'true' || itemsAt(service, 'cap_add').length > 0,
    replacesCommand: service.entries.has('command') || service.entries.has('entrypoint'),
    ports: portsOf(source, service),
    mounts: mountsOf(source, service),
    environment: environmentOf(source, service),
    healthcheck: composeHealthcheck(source.file, service),
  };
}

function textOf({ file, lookup }: Source, map: YamlMap, key: string): string | null {
  const written = textAt(file, map, key);
  return written === null ? null : interpolate(written, lookup).value;
}

/** `8080:80/tcp`, `127.0.0.1:8080:80`, `80`, or a mapping with `target`; and those of `expose`. */
function portsOf({ file }: Source, service: YamlMap): WorkloadPort[] {
  const items = [...itemsAt(service, 'ports'), ...itemsAt(service, 'expose')];
  return items.flatMap((item) => {
    const written =
      item.value.kind === 'map' ? textAt(file, item.value, 'target') : writtenAt(file, item);
    return written === null ? [] : containerPort(written);
  });
}

function containerPort(written: WrittenValue): WorkloadPort[] {
  const text = written.value ?? '';
  const start = text.lastIndexOf(':') + 1;
  const digits = /^\d{1,5}(?=$|\/(?:tcp|udp|sctp)$)/.exec(text.slice(start))?.[0];
  if (digits === undefined) return [];
  const { line, span } = slice(written, start, start + digits.length);
  return [{ container: Number(digits), line, span }];
}

/** `name:/path:ro`, `./folder:/path`, `/path` alone, or a mapping with `type`, `source` and `target`. */
function mountsOf(source: Source, service: YamlMap): WorkloadMount[] {
  const { file, lookup } = source;
  const mounts = itemsAt(service, 'volumes').flatMap((item): WorkloadMount[] => {
    if (item.value.kind === 'map') return longMount(source, item.value, file.lineOf(item.offset));
    const written = writtenAt(file, item);
    const text = written === null ? null : interpolate(written, lookup).value;
    return text === null ? [] : shortMount(text, file.lineOf(item.offset));
  });
  return [...mounts, ...temporaryOf(source, service)];
}

function shortMount(text: string, line: number): WorkloadMount[] {
  const [first = '', second, mode = ''] = text.split(':');
  const path = second ?? first;
  if (!path.startsWith('/')) return [];
  const isBind = second !== undefined && /^[./~]/.test(first);
  const source = isBind ? 'bind' : 'volume';
  const name = second === undefined ? null : first;
  return [{ path, source, name, isReadOnly: mode.split(',').includes('ro'), line }];
}

function longMount(source: Source, mount: YamlMap, line: number): WorkloadMount[] {
  const path = textOf(source, mount, 'target');
  if (path?.startsWith('/') !== true) return [];
  const type = textOf(source, mount, 'type') ?? 'volume';
  const isReadOnly = textOf(source, mount, 'read_only') === 'true';
  const name = textOf(source, mount, 'source');
  return [
    { path, source: type === 'volume' || type === 'bind' ? type : 'other', name, isReadOnly, line },
  ];
}

function temporaryOf({ file }: Source, service: YamlMap): WorkloadMount[] {
  const entry = service.entries.get('tmpfs');
  const single: readonly YamlItem[] = entry?.value.kind === 'scalar' ? [entry] : [];
  const items = [...single, ...itemsAt(service, 'tmpfs')];
  return items.flatMap((item) => {
    const path = writtenAt(file, item)?.value?.split(':', 1)[0] ?? '';
    if (!path.startsWith('/')) return [];
    const line = file.lineOf(item.offset);
    return [{ path, source: 'other' as const, name: null, isReadOnly: false, line }];
  });
}

function environmentOf({ file, lookup }: Source, service: YamlMap): Workload['environment'] {
  const found = new Map<string, string | null>();
  for (const [name, entry] of mapAt(service, 'environment').entries) {
    const written = writtenAt(file, entry);
    found.set(name, written === null ? null : interpolate(written, lookup).value);
  }
  for (const item of itemsAt(service, 'environment')) {
    const written = writtenAt(file, item);
    const pair = written === null ? null : splitAssignment(written);
    if (pair === null) continue;
    found.set(pair.name, pair.value === null ? null : interpolate(pair.value, lookup).value);
  }
  return found;
}
