import { baseName } from './copies.ts';
import { isSecretName, isSampleValue, mayBeSecret } from './secret-names.ts';
import { findSecrets } from './secret-patterns.ts';

const NAMES = new Set([
  '.dockercfg',
  '.git-credentials',
  '.htpasswd',
  '.netrc',
  '.npmrc',
  '.pgpass',
  '.pypirc',
  '_netrc',
  'id_dsa',
  'id_ecdsa',
  'id_ed25519',
  'id_rsa',
  'kubeconfig',
]);

/** `.env`, `.env.local`, `prod.env` hold settings of one place; `.env.example` shows which there are. */
const ENVIRONMENT =
  /^(?:[\w-]{0,60}\.)?env(?:\.(?:local|prod|production|staging|dev|development|test))?$/i;
const KEY = /\.(?:key|pem|p12|pfx|ppk|keystore|jks|kdbx)$/i;
/** Certificates, and the keys that check signatures, are public. */
const PUBLIC =
  /(?:^|[._-])(?:ca|cacerts?|certs?|certificates?|fullchain|chain|bundle|public|pub|gpg|apt|archive|release|repo|root|truststore|signing|rpm)(?=[._-])/i;
const PATHS =
  /(?:^|\/)\.aws\/credentials$|(?:^|\/)\.docker\/config\.json$|(?:^|\/)\.kube\/config$|(?:^|\/)(?:service[-_]?account|credentials)[\w.-]{0,60}\.json$/i;

/** True for a path that by its name holds a secret. */
export function isSecretPath(path: string): boolean {
  const name = baseName(path);
  if (NAMES.has(name) || PATHS.test(path)) return true;
  if (name.startsWith('.env') || name.endsWith('.env')) return ENVIRONMENT.test(name);
  return KEY.test(name) && !PUBLIC.test(name);
}

/** Passwords and tokens in settings: `_authToken=…`, `password …`, `API_TOKEN=…`, `"client_secret": "…"`. */
const SETTING =
  /["']?([A-Za-z][\w.-]{1,80})["']?[ \t]{0,4}[=:\s][ \t]{0,4}["']?([^\s"',;]{3,500})/g;

/** False where the text of such a file shows that no secret is in it: variables, samples, a certificate. */
export function textHoldsSecret(path: string, text: string): boolean {
  if (findSecrets(text).length > 0) return true;
  const name = baseName(path);
  if (KEY.test(name) || name.startsWith('id_')) return text.includes('PRIVATE KEY');
  if (name === '.htpasswd' || name === '.pgpass' || name === '.git-credentials') return true;
  for (const [, key = '', value = ''] of text.matchAll(SETTING)) {
    const isNamed = isSecretName(key) || /^(?:_auth|auth|login_pass|client-key-data)$/.test(key);
    if (isNamed && mayBeSecret(value) && !isSampleValue(value)) return true;
  }
  return false;
}
