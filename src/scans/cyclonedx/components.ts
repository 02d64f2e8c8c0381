import * as z from 'zod';
import type { ReportedPackage } from '../../findings/scan-report.ts';
import { readPurl, SYSTEM_TYPES } from '../../image/purl.ts';
import { newPackage } from '../vocabulary/new-vulnerability.ts';
import { packageTypeOf } from '../vocabulary/package-type.ts';
import { list, listOf, text } from '../vocabulary/tolerant-fields.ts';
import { itemsOf } from '../vocabulary/own-field.ts';

/** Named values of whichever tool, of components, vulnerabilities and the document. */
export const properties = listOf({ name: z.string(), value: z.string() });

/** CycloneDX JSON 1.4 to 1.7, `component` (cyclonedx.org/docs/1.6/json). */
export const componentSchema = z.object({
  'bom-ref': text,
  type: text,
  group: text,
  name: z.string(),
  version: text,
  purl: text,
  properties,
  components: list,
});
export type Component = z.infer<typeof componentSchema>;

/** All components, also those in others, which lie in each other to any depth. */
export function flatComponents(value: unknown): readonly Component[] {
  const found: Component[] = [];
  const waiting: unknown[] = itemsOf(value).toReversed();
  while (waiting.length > 0) {
    const component = componentSchema.safeParse(waiting.pop()).data;
    if (component === undefined) continue;
    found.push(component);
    for (const inner of component.components) waiting.push(inner);
  }
  return found;
}

/** Of a name that stands several times, all values, in order. */
export function propertiesOf(
  properties: Component['properties'],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { name, value } of properties) {
    const values = found.get(name) ?? [];
    values.push(value);
    found.set(name, values);
  }
  return found;
}

/** The package that a component is, and the layer that Trivy (`aquasecurity:trivy:*`) or Syft (`syft:*`) found it in. */
export function packageOf(component: Component): {
  readonly package: Partial<ReportedPackage> & Pick<ReportedPackage, 'name'>;
  readonly layer: string | null;
} {
  const properties = propertiesOf(component.properties);
  const first = (name: string) => properties.get(name)?.[0] ?? null;
  const purl = component.purl;
  const word = first('syft:package:type') ?? first('aquasecurity:trivy:PkgType') ?? '';
  const ofPurl = purl === null ? null : readPurl(purl);
  const type = ofPurl?.type ?? packageTypeOf(word);
  const isSystem = type !== null && SYSTEM_TYPES.includes(type);
  return {
    package: {
      name: nameOf(component, type),
      type,
      version: component.version ?? '',
      purl,
      source: first('aquasecurity:trivy:SrcName'),
      // Of a package of the distribution, Syft names the database.
      path:
        first('aquasecurity:trivy:FilePath') ?? (isSystem ? null : first('syft:location:0:path')),
    },
    layer:
      first('aquasecurity:trivy:LayerDiffID') ??
      first('aquasecurity:trivy:LayerDigest') ??
      first('syft:location:0:layerID'),
  };
}

/** The components that are packages, with a version. */
export function packagesOf(components: readonly Component[]): readonly ReportedPackage[] {
  return components.flatMap((component) => {
    const fields = packageOf(component).package;
    const found = newPackage(fields.name.trim(), fields);
    return found.type === null || found.name === '' || found.version === '' ? [] : [found];
  });
}

function nameOf({ group, name }: Component, type: string | null): string {
  if (!group || (type !== null && SYSTEM_TYPES.includes(type))) return name;
  return type === 'maven' ? `${group}:${name}` : `${group}/${name}`;
}
