import type { ScanTarget } from '../../findings/scan-report.ts';
import { distributionOf } from '../vocabulary/distribution.ts';
import { contentDigests, imageReferences } from '../vocabulary/image-names.ts';
import { newTarget } from '../vocabulary/new-target.ts';
import { propertiesOf } from './components.ts';
import type { Component } from './components.ts';

const LABELS = ['aquasecurity:trivy:Labels:', 'syft:image:labels:'];

/** What the bill of materials is about: `metadata.component`, with what Trivy and Syft say of it in properties. */
export function targetOf(
  subject: Component | null,
  metadataProperties: Component['properties'],
  components: readonly Component[],
): ScanTarget {
  if (subject === null) return newTarget({ kind: 'unknown', name: 'bill of materials' });
  const properties = propertiesOf([...subject.properties, ...metadataProperties]);
  const all = (name: string) => properties.get(`aquasecurity:trivy:${name}`) ?? [];
  const { name, version } = subject;
  const tagged = version && !version.includes(':') ? `${name}:${version}` : null;
  const system = components.find((one) => one.type === 'operating-system');
  return newTarget({
    kind: kindOf(subject),
    name,
    references: imageReferences(
      ...all('RepoTag'),
      ...all('RepoDigest'),
      ...(subject.type === 'container' ? [tagged, name] : []),
    ),
    digests: contentDigests(...all('RepoDigest'), version, ...all('ImageID')),
    distribution: distributionOf(system?.name, system?.version),
    labels: labelsIn(properties),
    diffIds: all('DiffID'),
  });
}

function kindOf({ type }: Component): ScanTarget['kind'] {
  if (type === 'container') return 'image';
  return type === 'file' || type === 'application' ? 'files' : 'unknown';
}

function labelsIn(
  properties: ReadonlyMap<string, readonly string[]>,
): Readonly<Record<string, string>> {
  const labels = [...properties].flatMap(([name, [value = '']]): [string, string][] => {
    const prefix = LABELS.find((one) => name.startsWith(one));
    return prefix === undefined ? [] : [[name.slice(prefix.length), value]];
  });
  return Object.fromEntries(labels);
}
