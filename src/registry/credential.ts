/** What a registry accepts as proof of who asks. Never printed. */
export type Credential =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** An OAuth2 refresh token, which the registry's token server turns into access tokens. */
  | { readonly kind: 'identity-token'; readonly token: string }
  /** Sent to the registry as it is. */
  | { readonly kind: 'registry-token'; readonly token: string };

/** Finds the credential for a repository of a host (`docker.io`, `registry.example:5000`). */
export type CredentialSource = (host: string, repository: string) => Promise<Credential | null>;

/** The first of several sources that knows a credential counts. */
export function firstCredential(sources: readonly CredentialSource[]): CredentialSource {
  return async (host, repository) => {
    for (const source of sources) {
      const credential = await source(host, repository);
      if (credential !== null) return credential;
    }
    return null;
  };
}

/** The value of the header `Authorization` (RFC 7617). */
export function basicHeader(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
}
