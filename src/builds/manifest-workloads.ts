import { plainValue } from '../yaml/yaml-tree.ts';
import type { YamlItem, YamlMap, YamlValue } from '../yaml/yaml-tree.ts';
import type { Build, BuildFile } from './build.ts';
import { readResources } from './manifests.ts';
import type { Resource } from './manifests.ts';
import { builtImages, isSameImage } from './same-image.ts';
import type { Workload, WorkloadMount } from './workload.ts';

/** A pod as a resource of any kind describes it: Pod, Deployment, StatefulSet, DaemonSet, Job, CronJob. */
interface Pod {
  readonly resource: Resource;
  readonly spec: YamlMap;
  /** By name: what is mounted, and from where. */
  readonly volumes: ReadonlyMap<string, Pick<WorkloadMount, 'source' | 'name'>>;
}

/** Volumes that last; the others hold configuration, secrets, or nothing at first. */
const LASTING = new Set([
  'persistentVolumeClaim',
  'ephemeral',
  'csi',
  'nfs',
  'awsElasticBlockStore',
]);

/**
 * The containers of Kubernetes resources that run what `builds`, all of one Dockerfile, make
 * (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/).
 */
export function manifestWorkloads(
  files: readonly BuildFile[],
  builds: readonly Build[],
): Workload[] {
  const images = builtImages(builds);
  if (images.length === 0) return [];
  return files.flatMap((file) =>
    readResources(file).flatMap((resource) =>
      podsIn(resource, resource.root).flatMap((pod) => containersOf(pod, images)),
    ),
  );
}

/** A pod is a mapping with a list `containers`; how deep it lies depends on the kind of resource. */
function podsIn(resource: Resource, value: YamlValue, claims: readonly string[] = []): Pod[] {
  if (value.kind !== 'map') return [];
  const own = [...claims, ...claimTemplates(value)];
  if (value.entries.get('containers')?.value.kind === 'list') {
    return [{ resource, spec: value, volumes: volumesOf(value, own) }];
  }
  return ['spec', 'template', 'jobTemplate'].flatMap((key) => {
    const inner = value.entries.get(key)?.value;
    return inner === undefined ? [] : podsIn(resource, inner, own);
  });
}

function claimTemplates(spec: YamlMap): string[] {
  return itemsOf(spec, 'volumeClaimTemplates').flatMap(({ value }) => {
    const name = value.kind === 'map' ? textOf(mapOf(value, 'metadata'), 'name') : null;
    return name ?? [];
  });
}

function volumesOf(spec: YamlMap, claims: readonly string[]): Pod['volumes'] {
  const found = new Map<string, Pick<WorkloadMount, 'source' | 'name'>>();
  for (const name of claims) found.set(name, { source: 'volume', name });
  for (const { value } of itemsOf(spec, 'volumes')) {
    const name = value.kind === 'map' ? textOf(value, 'name') : null;
    if (value.kind !== 'map' || name === null) continue;
    const lasting = [...value.entries.keys()].some((key) => LASTING.has(key));
    const host = textOf(mapOf(value, 'hostPath'), 'path');
    const own = lasting ? 'volume' : 'other';
    found.set(name, { source: host === null ? own : 'bind', name: host ?? name });
  }
  return found;
}

function containersOf(pod: Pod, images: readonly string[]): Workload[] {
  const { resource, spec } = pod;
  const items = ['initContainers', 'containers'].flatMap((key) => itemsOf(spec, key));
  return items.flatMap(({ value, offset }) => {
    const image = value.kind === 'map' ? textOf(value, 'image') : null;
    if (value.kind !== 'map' || image === null) return [];
    if (!images.some((built) => isSameImage(image, built))) return [];
    const place = { path: resource.path, line: resource.lineOf(offset) };
    const name = textOf(value, 'name') ?? image;
    return [
      { kind: 'kubernetes', place, name, image, dockerfile: null, ...settingsOf(pod, value) },
    ];
  });
}

type Settings = Omit<Workload, 'kind' | 'place' | 'name' | 'image' | 'dockerfile'>;

function settingsOf(pod: Pod, container: YamlMap): Settings {
  const contexts = [mapOf(container, 'securityContext'), mapOf(pod.spec, 'securityContext')];
  const first = (key: string) =>
    contexts.map((each) => textOf(each, key)).find((text) => text !== null);
  const [uid, gid] = [first('runAsUser'), first('runAsGroup')];
  const added = itemsOf(mapOf(mapOf(container, 'securityContext'), 'capabilities'), 'add');
  return {
    user: uid === undefined ? null : [uid, gid].filter((id) => id !== undefined).join(':'),
    requiresNonRoot: first('runAsNonRoot') === 'true',
    volumeGroup: textOf(mapOf(pod.spec, 'securityContext'), 'fsGroup'),
    isPrivileged: first('privileged') === 'true' || added.length > 0,
    replacesCommand: container.entries.has('command') || container.entries.has('args'),
    ports: portsOf(pod, container),
    mounts: mountsOf(pod, container),
    environment: environmentOf(container),
    healthcheck: null,
  };
}

function portsOf({ resource }: Pod, container: YamlMap): Workload['ports'] {
  return itemsOf(container, 'ports').flatMap(({ value }) => {
    const entry = value.kind === 'map' ? value.entries.get('containerPort') : undefined;
    const number = entry === undefined ? null : plainValue(entry.value);
    if (entry === undefined || typeof number !== 'number') return [];
    return [{ container: number, line: resource.lineOf(entry.offset), span: null }];
  });
}

function mountsOf({ resource, volumes }: Pod, container: YamlMap): WorkloadMount[] {
  return itemsOf(container, 'volumeMounts').flatMap(({ value, offset }) => {
    if (value.kind !== 'map') return [];
    const path = textOf(value, 'mountPath');
    const volume = volumes.get(textOf(value, 'name') ?? '');
    if (path?.startsWith('/') !== true) return [];
    const isReadOnly = textOf(value, 'readOnly') === 'true';
    const known = volume ?? { source: 'other' as const, name: null };
    return [{ path, ...known, isReadOnly, line: resource.lineOf(offset) }];
  });
}

function environmentOf(container: YamlMap): Workload['environment'] {
  return new Map(
    itemsOf(container, 'env').flatMap(({ value }) => {
      const name = value.kind === 'map' ? textOf(value, 'name') : null;
      return value.kind === 'map' && name !== null ? [[name, textOf(value, 'value')] as const] : [];
    }),
  );
}

function mapOf(map: YamlMap, key: string): YamlMap {
  const value = map.entries.get(key)?.value;
  return value?.kind === 'map' ? value : { kind: 'map', offset: map.offset, entries: new Map() };
}

function itemsOf(map: YamlMap, key: string): readonly YamlItem[] {
  const value = map.entries.get(key)?.value;
  return value?.kind === 'list' ? value.items : [];
}

/** Numbers and truth values as text; null for anything else. */
function textOf(map: YamlMap, key: string): string | null {
  const entry = map.entries.get(key);
  const value = entry === undefined ? null : plainValue(entry.value);
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
