import type { ScanTarget } from '../../findings/scan-report.ts';
import { imageNames } from '../vocabulary/image-names.ts';
import { distributionOf } from '../vocabulary/distribution.ts';
import { newTarget } from '../vocabulary/new-target.ts';
import { isPlace, splitSystem } from './read-row.ts';
import type { Row } from './row-schema.ts';

/** The first image that a report names. */
export function mainImage(rows: readonly Row[]): string | null {
  const images = rows.map(({ location }) => location.image ?? '');
  return images.find((image) => image !== '' && !isPlace(image)) ?? null;
}

/** The image of a row, and where it runs; files for a row that names no image. `main` is that of the report. */
export function rowTarget({ location }: Row, main: string | null): ScanTarget {
  const { image: written, operating_system: system } = location;
  if (!written) return newTarget({ kind: 'files', name: 'files' });
  const image = isPlace(written) ? (main ?? written) : written;
  const { id, version } = splitSystem(system ?? '');
  return newTarget({
    ...imageNames(image),
    name: image,
    distribution: distributionOf(id, version),
    workload: workloadOf(location),
  });
}

function workloadOf({ kubernetes_resource: resource }: Row['location']): string | null {
  if (!resource?.kind || !resource.name) return null;
  const container = resource.container_name ? ` (${resource.container_name})` : '';
  return `${resource.namespace ?? 'default'}/${resource.kind}/${resource.name}${container}`;
}
