import { parse } from 'smol-toml';
import * as z from 'zod';
import { pythonRange } from '../../image/version-clauses.ts';
import type { LimitReader, LimitStatement } from '../limit.ts';

const text = z.string().optional().catch(undefined);

const pyproject = z.object({
  project: z.object({ 'requires-python': text }).optional().catch(undefined),
  tool: z
    .object({
      poetry: z
        .object({
          dependencies: z.object({ python: text }).optional().catch(undefined),
        })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** `requires-python` (packaging.python.org, pyproject.toml specification), and what Poetry had before it. */
export const PYPROJECT: LimitReader = {
  reads: (fileName) => fileName === 'pyproject.toml',
  statements: (source) => {
    const { project, tool } = pyproject.parse(parse(source));
    return [
      ...statement('requires-python', project?.['requires-python']),
      ...statement('tool.poetry.dependencies.python', tool?.poetry?.dependencies?.python),
    ];
  },
};

function statement(setting: string, written: string | undefined): LimitStatement[] {
  if (written === undefined) return [];
  return [{ runtime: 'python', setting, written, range: pythonRange(written) }];
}
