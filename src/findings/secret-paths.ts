import { baseName } from './copies.ts';
import { isSecretName, isSampleValue, mayBeSecret } from './secret-names.ts';
import { findSecrets, isRandom } from './secret-patterns.ts';

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

/** Settings of package managers, most of which hold no credential: only their text tells. */
const SETTINGS =
  /^(?:pip\.(?:conf|ini)|settings\.xml|auth\.json|nuget\.config|\.yarnrc\.yml|bunfig\.toml)$/i;

/** True for a path that holds a secret where its text shows one. */
export function isSettingsPath(path: string): boolean {
  return SETTINGS.test(baseName(path));
}

/** Passwords and tokens in settings: `_authToken=…`, `password …`, `API_TOKEN=…`, `"client_secret": "…"`. */
const SETTING =
  /["']?([A-Za-z][\w.-]{1,80})["']?[ \t]{0,4}[=:\s][ \t]{0,4}["']?([^\s"',;]{3,500})/g;

/** The same in XML, and in the settings of NuGet. */
const XML_SETTING =
  /<(?:password|passphrase|privateKey)>\s{0,20}([^<\s]{3,500})\s{0,20}<\/|\bkey="ClearTextPassword"\s{1,20}value="([^"]{3,500})"/gi;

/** What `sops`, `age`, Ansible, dotenvx and a passphrase encrypt: of no use without another key. */
const ENCRYPTED =
  /^\$ANSIBLE_VAULT;|age-encryption\.org|BEGIN AGE ENCRYPTED|ENC\[AES256_GCM,|BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED|^DOTENV_PUBLIC_KEY/m;

/** What a build writes into the pages that everybody gets is no secret. */
const OPEN_NAME = /^(?:VITE|REACT_APP|VUE_APP|GATSBY|(?:NEXT|EXPO|NUXT)_PUBLIC)_/;

/** False where the text of such a file shows that no secret is in it: variables, samples, a certificate. */
export function textHoldsSecret(path: string, text: string): boolean {
  if (ENCRYPTED.test(text)) return false;
  if (findSecrets(text).length > 0) return true;
  const name = baseName(path);
  if (KEY.test(name) || name.startsWith('id_')) return text.includes('PRIVATE KEY');
  if (name === '.htpasswd' || name === '.pgpass' || name === '.git-credentials') return true;
  for (const [, password, value = ''] of text.matchAll(XML_SETTING)) {
    if (isLiteral(password ?? value)) return true;
  }
  if (/\.xml$|^nuget\.config$/i.test(name)) return false;
  for (const [, key = '', value = ''] of text.matchAll(SETTING)) {
    if (OPEN_NAME.test(key)) continue;
    // Hosts are the keys there.
    if (name === 'auth.json' && isRandom(value)) return true;
    const isNamed = isSecretName(key) || /^(?:_auth|auth|login_pass|client-key-data)$/.test(key);
    if (isNamed && isLiteral(value)) return true;
  }
  return false;
}

/** Not `${env.TOKEN}`, `%TOKEN%` or a sample. */
function isLiteral(value: string): boolean {
  return mayBeSecret(value) && !isSampleValue(value);
}
