import { foundProblem } from './found.ts';
import type { SarifFinding, SarifResult, SarifTool } from './sarif-result.ts';

/** Dockle looks at a built image: a location is a file in it, no file of the repository. */
export const dockle: SarifTool = { names: /^dockle$/i, looksAt: 'image', read };

function read(result: SarifResult): readonly SarifFinding[] {
  const { path, message } = result;
  const where = path === null || message.includes(path) ? '' : ` (${path})`;
  return foundProblem({ ...result, lines: null }, { message: message + where, path: null });
}
