import type { Credential } from './credential.ts';
import type { Endpoint } from './endpoint.ts';
import type { RegistryOptions } from './options.ts';

/** The credential for an endpoint: that of the settings before those of other sources; null for none. */
export async function credentialFor(
  endpoint: Endpoint,
  { credentials }: Pick<RegistryOptions, 'credentials'>,
): Promise<Credential | null> {
  const own = endpoint.settings.credential;
  return withQuirk(endpoint, own ?? (await credentials(endpoint.host, endpoint.repository)));
}

function withQuirk({ quirk }: Endpoint, credential: Credential | null): Credential | null {
  if (credential?.kind !== 'password' || quirk?.identityTokenUser === undefined) return credential;
  return credential.username === quirk.identityTokenUser
    ? { kind: 'identity-token', token: credential.password }
    : credential;
}
