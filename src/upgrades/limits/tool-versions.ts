import { lineRange, versionNumbers } from '../../image/version-range.ts';
import type { LimitReader, LimitStatement } from '../limit.ts';
import { lineDepth } from '../runtime.ts';
import type { RuntimeName } from '../runtime-images.ts';

const TOOLS: ReadonlyMap<string, RuntimeName> = new Map([
  ['nodejs', 'node'],
  ['node', 'node'],
  ['python', 'python'],
  ['golang', 'go'],
  ['go', 'go'],
  ['ruby', 'ruby'],
  ['php', 'php'],
  ['java', 'java'],
  ['rust', 'rust'],
  ['dotnet', 'dotnet'],
  ['dotnet-core', 'dotnet'],
]);

const MOST_LINES = 1000;

/** The file of asdf and mise: a tool and its version on each line (asdf-vm.com/manage/configuration.html). */
export const TOOL_VERSIONS: LimitReader = {
  reads: (fileName) => fileName === '.tool-versions',
  statements: (text) => {
    const statements: LimitStatement[] = [];
    for (const line of text.split('\n', MOST_LINES)) {
      const [tool = '', written = ''] = line.replace(/#.*$/, '').trim().split(/\s+/);
      const runtime = TOOLS.get(tool);
      const version = versionNumbers(written.replace(/^[a-z-]+/i, ''));
      if (runtime === undefined || version === null) continue;
      const range = lineRange(written, version, lineDepth(runtime));
      statements.push({ runtime, setting: tool, written, range });
    }
    return statements;
  },
};
