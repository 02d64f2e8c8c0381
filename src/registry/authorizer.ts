import type { Challenge } from './challenge.ts';
import { basicHeader } from './credential.ts';
import type { Credential } from './credential.ts';
import { credentialFor } from './endpoint-credential.ts';
import type { Endpoint } from './endpoint.ts';
import type { RegistryOptions } from './options.ts';
import { createTokenCache } from './token-cache.ts';
import { explainUntrusted, tokenQuestion } from './token-question.ts';
import type { Transport } from './transport.ts';

/** The value of the header `Authorization`. */
export interface Authorization {
  readonly header: string;
  /** False for a token that everybody gets. */
  readonly hasCredential: boolean;
}

/** Finds the authorization for a request. */
export interface Authorizer {
  /** From what the endpoint wanted before; null while it has wanted nothing. */
  readonly known: (endpoint: Endpoint, signal: AbortSignal) => Promise<Authorization | null>;
  /**
   * For a challenge of the endpoint, after `refused` (null for none) was sent in vain; null when there is
   * nothing to send.
   */
  readonly answer: (
    endpoint: Endpoint,
    challenges: readonly Challenge[],
    refused: Authorization | null,
    signal: AbortSignal,
  ) => Promise<Authorization | null>;
}

/** Hosts come from outside; past so many, what they wanted is asked anew. */
const MOST_HOSTS = 10_000;

export function createAuthorizer(transport: Transport, options: RegistryOptions): Authorizer {
  const wanted = new Map<string, Challenge>();
  const tokens = createTokenCache(transport, options);

  async function meet(
    endpoint: Endpoint,
    challenge: Challenge,
    refused: Authorization | null,
    signal: AbortSignal,
  ): Promise<Authorization | null> {
    const credential = await credentialFor(endpoint, options);
    if (credential?.kind === 'registry-token') {
      return { header: `Bearer ${credential.token}`, hasCredential: true };
    }
    if (challenge.scheme === 'basic') return basicAuthorization(credential);
    const question = tokenQuestion(endpoint, challenge, credential);
    const isKeptBack = credential !== null && question.credential === null;
    try {
      const header = await tokens.header(question, refused?.header ?? null, signal);
      return { header, hasCredential: question.credential !== null };
    } catch (error) {
      throw isKeptBack ? explainUntrusted(endpoint, question.realm, error) : error;
    }
  }

  return {
    known: async (endpoint, signal) => {
      const challenge = wanted.get(endpoint.origin);
      return challenge === undefined ? null : meet(endpoint, challenge, null, signal);
    },
    answer: async (endpoint, challenges, refused, signal) => {
      const challenge = bestOf(challenges);
      if (challenge === null) return null;
      if (wanted.size >= MOST_HOSTS) wanted.clear();
      wanted.set(endpoint.origin, withoutScope(challenge));
      return meet(endpoint, challenge, refused, signal);
    },
  };
}

function basicAuthorization(credential: Credential | null): Authorization | null {
  if (credential?.kind !== 'password') return null;
  return { header: basicHeader(credential.username, credential.password), hasCredential: true };
}

/** What the host wants of all its repositories: the next one has a scope of its own. */
function withoutScope({ scheme, parameters }: Challenge): Challenge {
  return { scheme, parameters: new Map([...parameters].filter(([name]) => name !== 'scope')) };
}

/** A token is asked for where it can be; the password itself goes out only where nothing else is wanted. */
function bestOf(challenges: readonly Challenge[]): Challenge | null {
  const isBearer = ({ scheme, parameters }: Challenge): boolean =>
    scheme === 'bearer' && parameters.has('realm');
  return challenges.find(isBearer) ?? challenges.find(({ scheme }) => scheme === 'basic') ?? null;
}
