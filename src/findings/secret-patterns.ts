import { mayBeSecret } from './secret-names.ts';

/** Where a text holds what has the form of a secret; never the secret itself. */
export interface SecretMatch {
  readonly kind: string;
  readonly index: number;
}

/** Forms that nothing else has, as their issuers document them. All lengths are bounded. */
const FORMS: readonly (readonly [kind: string, form: RegExp])[] = [
  ['an AWS access key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{40,255})/g],
  ['a GitLab token', /\bgl(?:pat|dt|rt|ptt|oas)-[A-Za-z0-9_-]{20,255}/g],
  ['a Slack token', /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}/g],
  ['a Stripe key', /\b[rs]k_live_[0-9A-Za-z]{16,255}/g],
  ['a Google API key', /\bAIza[0-9A-Za-z_-]{35}/g],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/g],
  ['a PyPI token', /\bpypi-AgE[A-Za-z0-9_-]{50,255}/g],
  ['a private key', /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:\\n|\s){1,4}[\w+/]{16}/g],
];

/** A password in an address: `https://user:password@host`. */
const ADDRESS = /\bhttps?:\/\/[^\s/:@"'$<{]{0,100}:([^\s/:@"'$<{]{2,200})@/g;

/** What every text with a secret holds; most files hold none of it, and need no closer look. */
const HINT =
  /AKIA|ASIA|gh[pousr]_|github_pat_|gl(?:pat|dt|rt|ptt|oas)-|xox|k_live_|AIza|npm_|pypi-AgE|PRIVATE KEY|https?:\/\/[^\s/:@]{0,100}:[^\s/:@]{2,200}@/;

/** Whether a closer look with `findSecrets` is worth its time. */
export function mayHoldSecrets(text: string): boolean {
  return HINT.test(text);
}

/** The values that documentation shows. */
const SAMPLE = /EXAMPLE|(.)\1{9}/;

/** Everything in the text that has the form of a secret, in order. */
export function findSecrets(text: string): SecretMatch[] {
  const found: SecretMatch[] = [];
  for (const [kind, form] of FORMS) {
    for (const match of text.matchAll(form)) {
      if (!SAMPLE.test(match[0])) found.push({ kind, index: match.index });
    }
  }
  for (const match of text.matchAll(ADDRESS)) {
    const isReal = mayBeSecret(match[1] ?? '');
    if (isReal) found.push({ kind: 'a password in an address', index: match.index });
  }
  return found.sort((a, b) => a.index - b.index);
}
