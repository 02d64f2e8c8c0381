import type { YamlMap, YamlScalar, YamlValue } from '../yaml/yaml-tree.ts';
import { inFile } from './bake-source.ts';
import type { BakeSource, BakeTarget, BakeText, BakeValue } from './bake-source.ts';
import type { BuildFile, BuildNotice } from './build.ts';
import type { HclEntry, HclValue } from './hcl.ts';
import { mapAt, readYamlFile } from './yaml-file.ts';

/** Reads `target` and `variable` of the JSON form, whose texts are HCL templates, too. */
export function readBakeJson({ path, text: source }: BuildFile): BakeSource | BuildNotice {
  const text = source.replace(/^\uFEFF/, '');
  const read = readYamlFile({ path, text });
  if ('problem' in read) return read;
  const file = { path, text, lineOf: read.lineOf };
  const variables = new Map<string, BakeValue>();
  for (const [name, { value }] of mapAt(read.root, 'variable').entries) {
    const preset = value.kind === 'map' ? inside(value, file).get('default') : undefined;
    if (preset !== undefined) variables.set(name, preset);
  }
  const targets = new Map<string, BakeTarget>();
  for (const [name, { value, keyOffset }] of mapAt(read.root, 'target').entries) {
    if (value.kind !== 'map') continue;
    targets.set(name, { path, line: read.lineOf(keyOffset), attributes: inside(value, file) });
  }
  return { path, variables, targets };
}

function inside(map: YamlMap, file: BakeText): ReadonlyMap<string, BakeValue> {
  return inFile(entriesOf(map), file);
}

/** In the form that HCL gives. */
export function entriesOf(map: YamlMap): ReadonlyMap<string, HclEntry> {
  return new Map(
    [...map.entries].map(([name, { value, keyOffset }]) => [
      name,
      { value: hclValue(value), offset: keyOffset },
    ]),
  );
}

function hclValue(value: YamlValue): HclValue {
  const { offset } = value;
  if (value.kind === 'map') return { kind: 'object', entries: entriesOf(value), offset };
  if (value.kind === 'scalar') return scalarValue(value);
  return { kind: 'list', items: value.items.map((item) => hclValue(item.value)), offset };
}

/** An offset inside the quotes. Escapes are gone already, so that only templates are left to resolve. */
function scalarValue({ value, offset, style }: YamlScalar): HclValue {
  const start = style === 'quoted' ? offset + 1 : offset;
  if (typeof value === 'string') {
    return { kind: 'text', text: value.replaceAll('\\', '\\\\'), offset: start };
  }
  if (value === null) return { kind: 'null', offset };
  if (typeof value !== 'number' && typeof value !== 'boolean') return { kind: 'unknown', offset };
  return { kind: 'text', text: String(value), offset: start };
}
