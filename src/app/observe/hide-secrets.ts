/** Tokens of GitHub, and the signed ones that an app makes: https://github.blog/engineering/behind-githubs-new-authentication-token-formats/ */
const TOKENS = /\b(?:gh[a-z]_\w{20,}|github_pat_\w{20,}|eyJ[\w-]{10,}\.[\w-]+\.[\w-]+)/g;

/** Names and passwords in addresses, and those of headers. */
const IN_ADDRESS = /:\/\/[^\s:@/"]{0,200}:[^\s@/"]{1,200}@/g;
const IN_HEADER = /\b(Bearer|Basic) +[\w.~+/=-]{8,}/gi;

const PRIVATE_KEY =
  /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----(?:[^-]|-(?!----))*(?:-----END [A-Z ]{0,20}PRIVATE KEY-----)?/g;

/** Shorter ones are parts of words that mean something else. */
const SHORTEST = 6;

/** What never comes into a log, whoever writes it and in whatever words. */
export interface HiddenSecrets {
  /** From now on these are hidden, too; null for one that is not set. */
  readonly add: (...secrets: readonly (string | null)[]) => void;
  /** A line of JSON without them. */
  readonly hide: (line: string) => string;
}

export function hideSecrets(): HiddenSecrets {
  const known = new Set<string>();
  return {
    add: (...secrets) => {
      for (const secret of secrets) {
        if (secret === null || secret.length < SHORTEST) continue;
        known.add(secret).add(JSON.stringify(secret).slice(1, -1)).add(encodeURIComponent(secret));
      }
    },
    hide: (line) => {
      let hidden = line;
      for (const secret of known) hidden = hidden.replaceAll(secret, '[secret]');
      return hidden
        .replace(PRIVATE_KEY, '[secret]')
        .replace(IN_ADDRESS, '://[secret]@')
        .replace(TOKENS, '[token]')
        .replace(IN_HEADER, '$1 [token]');
    },
  };
}
