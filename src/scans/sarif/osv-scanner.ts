import { foundVulnerability } from './found.ts';
import type { SarifFinding, SarifResult, SarifTool } from './sarif-result.ts';

/**
 * OSV-Scanner: `Package 'lodash@4.17.20' is vulnerable to 'CVE-…' (also known as 'GHSA-…', …).`
 * (https://github.com/google/osv-scanner/blob/main/internal/output/sarif.go).
 */
export const osvScanner: SarifTool = { names: /^osv-scanner/i, looksAt: 'files', read };

const MESSAGE = /^Package '([^'\n]{1,500})@([^'@\n]{0,200})' is vulnerable to '([^'\n]{1,200})'/;

function read(result: SarifResult): readonly SarifFinding[] | null {
  const message = result.message.slice(0, 4_000);
  const [, name, version = '', id] = MESSAGE.exec(message) ?? [];
  if (name === undefined) return null;
  const [, known = ''] = message.split('also known as', 2);
  const aliases = [...known.matchAll(/'([^'\n]{1,200})'/g)].map(([, alias]) => alias);
  const { path } = result;
  const ids = [result.rule.id, id, ...aliases];
  return foundVulnerability(result, { ids, package: { name, version, path } });
}
