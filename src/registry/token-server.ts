import * as z from 'zod';
import { basicHeader } from './credential.ts';
import type { Credential } from './credential.ts';
import { ExternalError } from '../http/external-error.ts';
import { parseJson, readBytes } from '../http/read-body.ts';
import { statusError } from '../http/status-error.ts';
import type { Request } from '../http/exchange.ts';
import type { Transport } from './transport.ts';

/** Bytes; tokens with many claims have 10,000. */
const LARGEST_ANSWER = 1024 ** 2;

/** Seconds, where the server does not say (distribution specification, "Token Authentication"). */
const DEFAULT_LIFETIME = 60;

/** A token is not used in its last seconds: it must still be good when it arrives. */
const SAFETY = 5;

const tokenSchema = z.object({
  token: z.string().min(1).optional(),
  access_token: z.string().min(1).optional(),
  expires_in: z.number().positive().optional().catch(undefined),
});

/** What to ask a token server for. */
export interface TokenQuestion {
  readonly realm: URL;
  readonly service: string | null;
  readonly scope: string;
  readonly credential: Credential | null;
}

export interface Token {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly goodUntil: number;
}

/**
 * Gets a token: by GET with a user name or without one, by POST for an identity token.
 * https://distribution.github.io/distribution/spec/auth/token/ and …/oauth/
 */
export async function requestToken(
  transport: Transport,
  question: TokenQuestion,
  { timeout, signal, now }: { timeout: number; signal: AbortSignal; now: () => number },
): Promise<Token> {
  const { host } = question.realm;
  const request = { ...requestOf(question), timeout };
  const bytes = await transport.send(request, signal, async (response) => {
    if (!response.ok) throw tokenRefusal(statusError(response, host, now()), question);
    return readBytes(response, LARGEST_ANSWER, host);
  });
  const answer = tokenSchema.safeParse(parseJson(bytes, host));
  const text = answer.data?.token ?? answer.data?.access_token;
  if (text === undefined || /[^\x21-\x7e]/.test(text)) {
    throw new ExternalError('invalid-answer', `the token server ${host} answers without a token`);
  }
  const seconds = Math.max(0, (answer.data?.expires_in ?? DEFAULT_LIFETIME) - SAFETY);
  return { text, goodUntil: now() + seconds * 1000 };
}

function requestOf(question: TokenQuestion): Omit<Request, 'timeout'> {
  const { realm, service, scope, credential } = question;
  const fields = new URLSearchParams();
  if (service !== null) fields.set('service', service);
  fields.set('scope', scope);
  if (credential?.kind === 'identity-token') {
    fields.set('grant_type', 'refresh_token');
    fields.set('client_id', 'seaworthy');
    fields.set('refresh_token', credential.token);
    return { method: 'POST', address: realm, headers: {}, body: fields };
  }
  const address = new URL(realm);
  for (const [name, value] of fields) address.searchParams.set(name, value);
  const headers: Record<string, string> = {};
  if (credential?.kind === 'password') {
    headers['authorization'] = basicHeader(credential.username, credential.password);
  }
  return { method: 'GET', address, headers, body: null };
}

/** Says which: that a name and password are wrong, or that without any there is no token. */
function tokenRefusal(error: ExternalError, { realm, credential }: TokenQuestion): ExternalError {
  if (error.reason !== 'unauthorized' && error.reason !== 'forbidden') return error;
  const message =
    credential === null
      ? `the token server ${realm.host} gives no token without credentials`
      : `the token server ${realm.host} refuses the credentials`;
  return new ExternalError(error.reason, message, { cause: error });
}
