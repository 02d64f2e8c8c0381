/** Ends of names whose value is a secret. What follows (`_FILE`, `_URL`, `_LENGTH`) makes it another thing. */
const SECRET_NAME =
  /(?:password|passwd|passphrase|secret|token|credentials?|api_?key|access_?key(?:_?id)?|secret_?key(?:_?base)?|private_?key|client_?key|auth_?key|encryption_?key|signing_?key|_pass|_pwd|(?:admin|db|root|user)pass)$/i;

/** Names that only sound like it. */
const HARMLESS_NAME = /(?:public|allow_?empty|random|dummy|cancellation|csrf)/i;

/** Switches and numbers, and what people write where a value has to be filled in. */
const PLACEHOLDER =
  /^(?:true|false|yes|no|on|off|none|null|nil|undefined|\d{1,2}|change-?_?me|replace-?_?me|dummy\w*|placeholder|example|fake|todo|tbd|unset|unused|not-?_?(?:set|used)|x+|\*+|\.+|-+|your[-_ ].*|<.*>|\{\{.*\}\}|%.*%|insert[-_ ].*)$/i;

/** True for `DB_PASSWORD`, `NPM_TOKEN`, `adminPassword`; not for `TOKEN_URL`, `PASSWORD_FILE`. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !HARMLESS_NAME.test(name);
}

/** True for a literal that may be a secret: no switch, no placeholder, no path and no address. */
export function mayBeSecret(value: string): boolean {
  if (value.trim() === '' || PLACEHOLDER.test(value.trim())) return false;
  return !/^(?:\.{0,2}\/|~|[a-z][a-z0-9+.-]{0,20}:\/?\/)/i.test(value);
}
