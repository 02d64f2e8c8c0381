import type { Span } from '../dockerfile/span.ts';
import { plainValue } from '../yaml/yaml-tree.ts';
import type { YamlMap, YamlValue } from '../yaml/yaml-tree.ts';
import type { BuildFile } from './build.ts';
import { readAllResources } from './manifests.ts';
import type { Resource } from './manifests.ts';
import { lineAt } from './source-lines.ts';
import type { Workload } from './workload.ts';

/** A place in a Kubernetes manifest that names a port of a container. */
export interface ManifestPort {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** Of the digits; null where a person has to change it. */
  readonly span: Span | null;
}

/** A line of block style that says a port and nothing else. */
const PORT_LINE = /^\s*(?:-\s+)?(?:containerPort|targetPort|port):\s*([1-9]\d{0,4})\s*(?:#.*)?$/;

/** The port that such a line says; null for any other line. */
export function portOfLine(line: string): number | null {
  const digits = PORT_LINE.exec(line)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Keys behind which a probe or the list of ports names a port of the container. */
const OF_CONTAINER = new Set(['containerPort', 'httpGet.port', 'tcpSocket.port', 'grpc.port']);

/**
 * Where manifests name the port by its number for the container at `place`: its own ports and probes, the
 * `targetPort` of Services that select it, and everything else in its resource that is this number
 * (https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/).
 */
export function manifestPorts(
  files: readonly BuildFile[],
  { place }: Workload,
  port: number,
): readonly ManifestPort[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const resources = files.flatMap((file) => readAllResources(file));
  const own = resources.findLast(
    ({ path, root, lineOf }) => path === place.path && lineOf(root.offset) <= place.line,
  );
  if (own === undefined) return [];
  const at = (resource: Resource, offset: number, isEditable: boolean): ManifestPort => {
    const start = resource.start + offset;
    const text = texts.get(resource.path) ?? '';
    const isPlain = isEditable && portOfLine(lineAt(text, start).text) === port;
    const isThere = text.startsWith(String(port), start);
    const span = isPlain && isThere ? { start, end: start + String(port).length } : null;
    return { path: resource.path, line: resource.lineOf(offset), span };
  };
  const inPod = numbersIn(own.root, port).flatMap(({ keys, offset }) => {
    const known = [keys.slice(-1), keys.slice(-2)].some((last) => OF_CONTAINER.has(last.join('.')));
    return keys.at(-1) === 'hostPort' ? [] : [at(own, offset, known)];
  });
  const labels = labelsOf(own.root);
  const outside = resources.flatMap((resource) => {
    const kind = plainValue(resource.root.entries.get('kind')?.value ?? null);
    if (kind === 'NetworkPolicy') {
      return numbersIn(resource.root, port).map(({ offset }) => at(resource, offset, false));
    }
    const isMeant = kind === 'Service' && selects(resource.root, labels);
    return isMeant ? targetsOf(resource, port).map(([from, is]) => at(resource, from, is)) : [];
  });
  return [...inPod, ...outside];
}

/** Scalars that are the number, or a text of its digits. */
function numbersIn(
  value: YamlValue,
  port: number,
  keys: readonly string[] = [],
): { readonly keys: readonly string[]; readonly offset: number }[] {
  if (value.kind === 'scalar') {
    const isPort = value.value === port || value.value === String(port);
    return isPort ? [{ keys, offset: value.offset }] : [];
  }
  if (value.kind === 'list')
    return value.items.flatMap((item) => numbersIn(item.value, port, keys));
  return [...value.entries].flatMap(([key, entry]) => numbersIn(entry.value, port, [...keys, key]));
}

/** Labels of the pods that a resource makes. */
function labelsOf(value: YamlValue): YamlMap | null {
  if (value.kind !== 'map') return null;
  const spec = value.entries.get('spec')?.value;
  if (spec?.kind !== 'map') return null;
  if (spec.entries.has('containers')) return mapAt(mapAt(value, 'metadata'), 'labels');
  const inner = ['template', 'jobTemplate'].map((key) => spec.entries.get(key)?.value);
  return (
    inner.map((each) => (each === undefined ? null : labelsOf(each))).find((each) => each) ?? null
  );
}

function selects(service: YamlMap, labels: YamlMap | null): boolean {
  const selector = mapAt(mapAt(service, 'spec'), 'selector');
  if (selector === null || labels === null || selector.entries.size === 0) return false;
  return [...selector.entries].every(([key, { value }]) => {
    const label = labels.entries.get(key)?.value;
    return label !== undefined && plainValue(label) === plainValue(value);
  });
}

/** Without a `targetPort` the port itself is the one of the container. */
function targetsOf({ root }: Resource, port: number): (readonly [offset: number, is: boolean])[] {
  const ports = mapAt(root, 'spec')?.entries.get('ports')?.value;
  if (ports?.kind !== 'list') return [];
  return ports.items.flatMap(({ value }) => {
    if (value.kind !== 'map') return [];
    const target = value.entries.get('targetPort');
    const entry = target ?? value.entries.get('port');
    if (entry === undefined || plainValue(entry.value) !== port) return [];
    return [[entry.value.offset, target !== undefined] as const];
  });
}

function mapAt(map: YamlMap | null, key: string): YamlMap | null {
  const value = map?.entries.get(key)?.value;
  return value?.kind === 'map' ? value : null;
}
