import { readSeverity } from '../vocabulary/severity-words.ts';
import { foundVulnerability } from './found.ts';
import type { SarifFinding, SarifResult, SarifTool } from './sarif-result.ts';

/**
 * Clair's action: `[openssl - 1.1.1k-1 - High] "…"`, the advisory as the rule
 * (https://github.com/quay/clair-action/blob/main/templates/sarif.tpl).
 */
export const clair: SarifTool = { names: /^clair\b/i, looksAt: 'image', read };

const MESSAGE = /^\[(\S{1,300}) - (\S{0,200}) - (\w{1,20})\] /;

function read(result: SarifResult): readonly SarifFinding[] | null {
  const [, name, version = '', word = ''] = MESSAGE.exec(result.message.slice(0, 1_000)) ?? [];
  if (name === undefined) return null;
  const severity = readSeverity(word) ?? result.severity;
  return foundVulnerability(result, {
    ids: [result.rule.id],
    severity,
    package: { name, version },
  });
}
