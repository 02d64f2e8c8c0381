import { entriesOf } from './bake-json.ts';
import { isBakeHcl } from './build-names.ts';
import type { BuildFile } from './build.ts';
import { readHcl } from './hcl.ts';
import type { HclBlock } from './hcl.ts';
import { mapAt, readYamlFile } from './yaml-file.ts';

/** The variables and targets of a bake file, whatever its format; none of one that cannot be read. */
export function readBakeBlocks(file: BuildFile): HclBlock[] {
  if (isBakeHcl(file.path)) return readHcl(file.text);
  const read = readYamlFile(file);
  if ('problem' in read) return [];
  return ['variable', 'target'].flatMap((type) =>
    [...mapAt(read.root, type).entries].flatMap(([name, { value, keyOffset }]) => {
      if (value.kind !== 'map') return [];
      return [{ type, labels: [name], offset: keyOffset, attributes: entriesOf(value) }];
    }),
  );
}
