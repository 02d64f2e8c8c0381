import { foundSecret } from './found.ts';
import type { SarifFinding, SarifResult, SarifTool } from './sarif-result.ts';

/** Everything that these report is a secret, and their messages and snippets may show it. */
export const secretScanners: SarifTool = {
  names: /^(?:gitleaks|trufflehog|detect-secrets|ggshield|gitguardian|noseyparker|kingfisher)\b/i,
  looksAt: 'files',
  read,
};

/** Gitleaks before version 8 names its rule only in the message: `AWS Access Key secret detected`. */
function read(result: SarifResult): readonly SarifFinding[] {
  const { rule, message } = result;
  const named = /^([\w ()/-]{1,100}) secret detected$/.exec(message.slice(0, 200))?.[1];
  const id = rule.id === '' ? (named ?? 'secret') : rule.id;
  return foundSecret(result, id, rule.title ?? rule.name ?? named ?? null);
}
