import { isSampleValue, mayBeSecret } from './secret-names.ts';

/** Where a text holds what has the form of a secret; never the secret itself. */
export interface SecretMatch {
  readonly kind: string;
  readonly index: number;
}

/** Forms that nothing else has, as their issuers document them. All lengths are bounded. */
const FORMS: readonly (readonly [kind: string, form: RegExp])[] = [
  ['an AWS access key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{40,255})/g],
  ['a GitLab token', /\bgl(?:pat|dt|rt|ptt|oas|cbt|ft|soat|imt|agent)-[A-Za-z0-9_-]{20,255}/g],
  ['a Slack token', /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}|\bxapp-\d-[A-Za-z0-9-]{20,255}/g],
  ['a Slack webhook', /\bhooks\.slack\.com\/services\/T\w{7,20}\/B\w{7,20}\/\w{20,40}/g],
  ['a Stripe key', /\b[rs]k_live_[0-9A-Za-z]{16,255}|\bwhsec_[A-Za-z0-9+/]{32,64}/g],
  ['a Google API key', /\bAIza[0-9A-Za-z_-]{35}/g],
  ['a Google client secret', /\bGOCSPX-[\w-]{28}/g],
  ['an Azure client secret', /(?<![\w~.-])[\w~.]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/g],
  ['an Azure storage key', /\b(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{43,86}={1,2}/g],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/g],
  ['a PyPI token', /\bpypi-AgE[A-Za-z0-9_-]{50,255}/g],
  ['a RubyGems key', /\brubygems_[0-9a-f]{48}\b/g],
  ['a NuGet key', /\boy2[a-z0-9]{43}\b/g],
  ['a Docker token', /\bdckr_(?:pat|oat)_[\w-]{27,60}/g],
  ['a Hugging Face token', /\bhf_[A-Za-z]{34}\b/g],
  ['an OpenAI key', /\bsk-(?:proj-)?[\w-]{20,180}T3BlbkFJ[\w-]{20,180}/g],
  ['an Anthropic key', /\bsk-ant-(?:api|admin)\d\d-[\w-]{80,120}/g],
  ['a DigitalOcean token', /\bdo[opr]_v1_[0-9a-f]{64}\b/g],
  ['a SendGrid key', /\bSG\.[\w-]{22}\.[\w-]{43}/g],
  ['a Vault token', /\bhv[sb]\.[\w-]{24,300}/g],
  ['a Terraform Cloud token', /\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,70}/g],
  ['a Shopify token', /\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b/g],
  ['a New Relic key', /\bNRAK-[A-Z0-9]{27}\b/g],
  ['a Grafana token', /\bglsa_[A-Za-z0-9]{32}_[0-9a-f]{8}\b/g],
  ['an Atlassian token', /\bATATT3[\w=-]{100,255}/g],
  ['a Doppler token', /\bdp\.(?:pt|st|sa)\.(?:[\w-]{2,35}\.)?[A-Za-z0-9]{40,44}\b/g],
  ['a Telegram token', /\b\d{8,10}:AA[\w-]{33}(?![\w-])/g],
  ['a JSON Web Token', /\beyJ[\w-]{10,500}\.eyJ[\w-]{10,2000}\.[\w-]{20,700}/g],
  ['a private key', /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:\\n|\s){1,4}[\w+/]{16}/g],
];

/** A password in an address of the web: `https://user:password@host`. */
const ADDRESS = /\b(?:https?|ftp|git|svn):\/\/[^\s/:@"'$<{]{0,100}:([^\s/:@"'$<{]{2,200})@/g;

/** A password in the address of a database or a queue. */
const SERVICE =
  /\b(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|mssql|smtps?|ldaps?)(?:\+\w{1,20})?:\/\/([^\s/:@"'$<{]{0,100}):([^\s/:@"'$<{]{2,200})@([\w.-]{1,200})/g;

/** A token in the place of the user: `https://<token>@host`. */
const TOKEN_USER = /\bhttps?:\/\/([\w-]{20,200})(?::x-oauth-basic)?@/g;

/** What every text with a secret holds; most files hold none of it, and need no closer look. */
const HINT =
  /AKIA|ASIA|gh[pousr]_|github_pat_|\bgl[a-z]{2,5}[-_]|xox|xapp-|slack\.com|k_live_|whsec_|AIza|GOCSPX|Q~|AccessKey=|AccountKey=|npm_|pypi-AgE|rubygems_|oy2|dckr_|hf_|T3Blbk|sk-ant|_v1_|SG\.|hv[sb]\.|atlasv1|shp(?:at|ca|pa|ss)_|NRAK|ATATT3|dp\.|:AA|eyJ|PRIVATE KEY|:\/\/[^\s/]{2,400}@/;

/** Whether a closer look with `findSecrets` is worth its time. */
export function mayHoldSecrets(text: string): boolean {
  return HINT.test(text);
}

/** The values that documentation shows. The long one begins the token of https://jwt.io. */
const SAMPLE = /EXAMPLE|(.)\1{9}|1234567890|0123456789|abcdefghij|eyJzdWIiOiIxMjM0NTY3ODkw/i;

/** Hosts of a development set-up: one name, which is that of a container, or the machine itself. */
const LOCAL_HOST =
  /^(?:[\w-]+|127\.[\d.]+|.*\.(?:local|localhost|internal|example|test|invalid))$/i;

/** Everything in the text that has the form of a secret, in order. */
export function findSecrets(text: string): SecretMatch[] {
  const found: SecretMatch[] = [];
  for (const [kind, form] of FORMS) {
    for (const match of text.matchAll(form)) {
      if (!SAMPLE.test(match[0])) found.push({ kind, index: match.index });
    }
  }
  for (const { index, kind } of addressSecrets(text)) {
    const isKnown = found.some((other) => other.index >= index && other.index < index + 100);
    if (!isKnown) found.push({ kind, index });
  }
  return found.sort((a, b) => a.index - b.index);
}

function* addressSecrets(text: string): Generator<SecretMatch> {
  for (const { index, 1: password = '' } of text.matchAll(ADDRESS)) {
    if (mayBeSecret(password)) yield { kind: 'a password in an address', index };
  }
  for (const { index, 1: user, 2: password = '', 3: host = '' } of text.matchAll(SERVICE)) {
    const isSample = password === user || isSampleValue(password) || LOCAL_HOST.test(host);
    if (!isSample && mayBeSecret(password)) yield { kind: 'a password in an address', index };
  }
  for (const { index, 1: token = '' } of text.matchAll(TOKEN_USER)) {
    if (isRandom(token)) yield { kind: 'a token in an address', index };
  }
}

/** Bits a character; what people write by hand has fewer. */
const LEAST_ENTROPY = 3.3;

/** True for what a program made up: long, with letters and digits and little order. */
export function isRandom(value: string): boolean {
  if (value.length < 16 || value.length > 500) return false;
  if (!/[a-z]/i.test(value) || !/\d/.test(value) || /[\s/.:]/.test(value)) return false;
  return entropyOf(value) >= LEAST_ENTROPY && !SAMPLE.test(value);
}

function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values())
    bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
