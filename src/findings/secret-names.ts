/** Ends of names whose value is a secret. What follows (`_FILE`, `_URL`, `_LENGTH`) makes it another thing. */
const SECRET_NAME =
  /(?:password|passwd|passphrase|secret|token|credentials?|api_?key|access_?key(?:_?id)?|secret_?key(?:_?base)?|private_?key|client_?key|account_?key|auth_?key|encryption_?key|signing_?key|_pass|_pwd|_pat|(?:admin|db|root|user)pass)$/i;

/** Names that only sound like it. */
const HARMLESS_NAME =
  /(?:public|allow_?empty|random|dummy|cancellation|csrf|example|sample|max_?token)/i;

/** Ends of names that hold a secret where the value looks like one. */
const VAGUE_NAME = /(?:key|pass|pwd|auth|salt|_sid)$/i;

/** Keys that check signatures, and passes that are none. */
const HARMLESS_VAGUE =
  /(?:gpg|pgp|public|sign|fingerprint|release|repo|apt|host|ssh|sort|primary|cache|compass|bypass|llvmpass|pubkey|site_?key|publishable)/i;

/** Switches and numbers, and what people write where a value has to be filled in. */
const PLACEHOLDER =
  /^(?:true|false|yes|no|on|off|none|null|nil|undefined|\d{1,2}|replace[-_ ]?me|replace[-_ ]with.*|(?:redacted|hidden|masked|removed|omitted)|placeholder|todo|tbd|unset|unused|not-?_?(?:set|used)|x+|\*+|\.+|-+|your[-_ ]?.*|<.*>|\[.*\]|__.*__|\{\{.*\}\}|%.*%|insert[-_ ].*|(?:enter|put|add)[-_ ].*|somesecret|some[-_ ].*)$/i;

/** Words that say that the value is not meant to be one. */
const NOT_MEANT =
  /(?:^|[^a-z])(?:dummy|example|sample|placeholder|change[-_ ]?(?:me|it|this)|fake|fixme|insecure|not[-_ ]?(?:a[-_ ]?)?(?:real|secret|set|needed|used|required)|temporary|unsafe|build[-_ ]?(?:time|key|secret)|(?:ci|dev|local|test|build)[-_ ]?only|at[-_ ]least|for[-_ ](?:build|test)(?:ing)?|collectstatic|test(?:ing|s)?|demo|development|xxx+|todo)(?:[^a-z]|$)|^(?:dummy|fake|test|sample|example|changeme|placeholder)/i;

/** What is everybody's first password: a weakness, but nobody's secret. */
const COMMON_PASSWORD =
  /^(?:(?:my)?pass(?:w(?:or)?d|w)?|p[a@]ssw[o0]rd|secret(?:[-_ ]?(?:key|token))?|admin(?:istrator)?|root|guest|user|token|postgres|mysql|mariadb|mongo(?:db)?|redis|rabbitmq|minio(?:admin)?|default|qwerty|letmein|foo(?:bar)?|bar|baz|(?:abc)?123\d*|api[-_]?key|access[-_]?key)$/i;

/** Documentation's values, and rows of one character. */
const SAMPLE = /EXAMPLE|(.)\1{9}/;

/** Another name in place of a value: of a variable (`NPM_TOKEN`), or of a secret (`my-app-secret-name`). */
const NAME_ONLY = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:TOKEN|PASSWORD|SECRET|KEY|PASS)$|[-_]name$/;

/** Keys that check signatures: a fingerprint of GPG, and what `minisign` prints. */
const PUBLIC_KEY = /^(?:0x)?(?:[0-9A-F]{8}|[0-9A-F]{16}|[0-9A-F]{40})$/i;
const MINISIGN = /^RW[A-Z][A-Za-z0-9+/]{53}$/;

/** Characters; nobody writes longer ones. */
const LONGEST_SAMPLE = 100;

function isSampleText(text: string): boolean {
  return SAMPLE.test(text) || NAME_ONLY.test(text) || MINISIGN.test(text);
}

/** True where the value of a name such as `SIGNING_KEY` is only for checking. */
export function isPublicKey(name: string, value: string): boolean {
  return /sign/i.test(name) && PUBLIC_KEY.test(value.replace(/\s/g, ''));
}

/** True for `DB_PASSWORD`, `NPM_TOKEN`, `adminPassword`; not for `TOKEN_URL`, `PASSWORD_FILE`. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !HARMLESS_NAME.test(name);
}

/** True for `LICENSE_KEY`, `APP_SALT`: the value has to tell. */
export function isVagueName(name: string): boolean {
  return VAGUE_NAME.test(name) && !HARMLESS_VAGUE.test(name) && !HARMLESS_NAME.test(name);
}

/** True for a literal that may be a secret: no switch, no placeholder, no path, no address, no reference. */
export function mayBeSecret(value: string): boolean {
  const text = value.trim();
  if (text === '' || PLACEHOLDER.test(text) || NOT_MEANT.test(text)) return false;
  if (text.length <= LONGEST_SAMPLE && isSampleText(text)) return false;
  return !/^(?:\.{0,2}\/|~|[a-z][a-z0-9+.-]{0,20}:\/?\/|\$|@|`)/i.test(text);
}

/** True for what is a common first password, which keeps nobody out and is nobody's secret. */
export function isSampleValue(value: string): boolean {
  return COMMON_PASSWORD.test(value.trim());
}
