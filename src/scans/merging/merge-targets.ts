import type { ScanTarget } from '../../findings/scan-report.ts';

/** Workloads that are named. */
const MOST_WORKLOADS = 5;

const KINDS: readonly ScanTarget['kind'][] = ['image', 'files', 'cluster', 'unknown'];

/** One target as several reports describe it: each field from the report that tells most. */
export function mergeTargets(targets: readonly [ScanTarget, ...ScanTarget[]]): ScanTarget {
  const [first] = targets;
  if (targets.length === 1) return first;
  const kind = KINDS.find((one) => targets.some((target) => target.kind === one)) ?? first.kind;
  const known = <T>(field: (target: ScanTarget) => T | null): T | null =>
    targets.map(field).find((value) => value !== null) ?? null;
  const most = <T>(field: (target: ScanTarget) => readonly T[]): readonly T[] =>
    targets.map(field).reduce((best, list) => (list.length > best.length ? list : best));
  return {
    kind,
    name: (targets.find((target) => target.kind === kind) ?? first).name,
    references: united(targets.map(({ references }) => references)),
    digests: united(targets.map(({ digests }) => digests)),
    platform: known(({ platform }) => platform),
    distribution: known(({ distribution }) => distribution),
    labels: mostLabels(targets),
    diffIds: most(({ diffIds }) => diffIds),
    layerDigests: most(({ layerDigests }) => layerDigests),
    history: most(({ history }) => history),
    created: known(({ created }) => created),
    base: known(({ base }) => base),
    dockerfile: known(({ dockerfile }) => dockerfile),
    workload: joinWorkloads(targets),
  };
}

function united(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())];
}

function mostLabels(targets: readonly ScanTarget[]): ScanTarget['labels'] {
  const count = (labels: ScanTarget['labels']) => Object.keys(labels).length;
  return targets
    .map(({ labels }) => labels)
    .reduce((best, labels) => (count(labels) > count(best) ? labels : best));
}

/** An image may run in several places. */
function joinWorkloads(targets: readonly ScanTarget[]): string | null {
  const all = [...new Set(targets.flatMap(({ workload }) => workload ?? []))];
  const named = all.slice(0, MOST_WORKLOADS).join(', ');
  if (all.length > MOST_WORKLOADS) return `${named} and ${all.length - MOST_WORKLOADS} more`;
  return named === '' ? null : named;
}
