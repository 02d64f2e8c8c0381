import { indexLines } from '../dockerfile/line-index.ts';
import { inFile } from './bake-source.ts';
import type { BakeSource, BakeTarget, BakeValue } from './bake-source.ts';
import type { BuildFile, BuildNotice } from './build.ts';
import { readHcl } from './hcl.ts';

/** Characters. */
const LARGEST = 512 * 1024;

/** Reads `target` and `variable` blocks (https://docs.docker.com/build/bake/reference/). */
export function readBakeHcl({ path, text }: BuildFile): BakeSource | BuildNotice {
  if (text.length > LARGEST) {
    const problem = `it cannot be read: the file is larger than ${LARGEST / 1024} KiB`;
    return { path, line: 1, problem };
  }
  const lines = indexLines(text);
  const file = { path, text, lineOf: (offset: number) => lines.position(offset).line };
  const variables = new Map<string, BakeValue>();
  const targets = new Map<string, BakeTarget>();
  for (const { type, labels, offset, attributes } of readHcl(text)) {
    const [name] = labels;
    if (name === undefined) continue;
    const line = lines.position(offset).line;
    const inside = inFile(attributes, file);
    const preset = inside.get('default');
    if (type === 'variable' && preset !== undefined) variables.set(name, preset);
    if (type === 'target') targets.set(name, { path, line, attributes: inside });
  }
  return { path, variables, targets };
}
