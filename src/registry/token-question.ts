import type { Challenge } from './challenge.ts';
import type { Credential } from './credential.ts';
import type { Endpoint } from './endpoint.ts';
import { ExternalError } from '../http/external-error.ts';
import { isTrustedRealm } from './realm-trust.ts';
import type { TokenQuestion } from './token-server.ts';

/** A credential goes along only to a token server that is trusted with it. */
export function tokenQuestion(
  endpoint: Endpoint,
  challenge: Challenge,
  credential: Credential | null,
): TokenQuestion {
  const realm = readRealm(endpoint, challenge);
  return {
    realm,
    service: challenge.parameters.get('service') ?? null,
    scope: challenge.parameters.get('scope') ?? `repository:${endpoint.repository}:pull`,
    credential: isTrustedRealm(endpoint, realm) ? credential : null,
  };
}

function readRealm(endpoint: Endpoint, { parameters }: Challenge): URL {
  const realm = parameters.get('realm') ?? '';
  if (URL.canParse(realm)) return new URL(realm);
  throw new ExternalError(
    'invalid-answer',
    `${endpoint.host} names a token server without an address`,
  );
}

/** Asked without the credential, a token server may refuse for want of it: then that is the reason. */
export function explainUntrusted({ host }: Endpoint, realm: URL, cause: unknown): unknown {
  const isRefusal =
    cause instanceof ExternalError &&
    (cause.reason === 'unauthorized' || cause.reason === 'forbidden');
  if (!isRefusal) return cause;
  const message = `the credentials for ${host} were not sent to its token server ${realm.host}, which belongs to another site; if it is right, name it under \`realms\` in the settings of registries`;
  return new ExternalError('unauthorized', message, { cause });
}
