import type { ScanTarget } from '../../findings/scan-report.ts';

/** A target with nothing known but what is given. */
export function newTarget(
  known: Partial<ScanTarget> & Pick<ScanTarget, 'kind' | 'name'>,
): ScanTarget {
  return {
    references: [],
    digests: [],
    platform: null,
    distribution: null,
    labels: {},
    diffIds: [],
    layerDigests: [],
    history: [],
    created: null,
    base: null,
    dockerfile: null,
    workload: null,
    ...known,
  };
}
