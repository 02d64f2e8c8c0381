import type { Response } from '../http/exchange.ts';
import type { Authorization } from './authorizer.ts';
import type { Endpoint } from './endpoint.ts';
import type { Request } from '../http/exchange.ts';
import type { RegistryOptions } from './options.ts';
import { NOT_MODIFIED } from './question.ts';
import type { Errand, Question } from './question.ts';
import type { Recognition } from './recognition.ts';
import { statusError } from '../http/status-error.ts';
import type { Transport } from './transport.ts';

/** What came back: the value, or the header `WWW-Authenticate` of an answer 401. */
export type Outcome<Value> = { readonly value: Value } | { readonly challenges: string };

/** Asks once, with the authorization given. Other answers than these are thrown as `ExternalError`. */
export type Attempt = <Value>(
  errand: Errand<Value>,
  authorization: Authorization | null,
) => Promise<Outcome<Value>>;

export function createAttempt(
  transport: Transport,
  recognition: Recognition,
  { settings, now }: Pick<RegistryOptions, 'settings' | 'now'>,
): Attempt {
  return async ({ endpoint, question, signal, read }, authorization) => {
    const request = requestFor(endpoint, question, authorization, settings.timeouts.request);
    return transport.send(request, signal, async (response) => {
      recognition.see(endpoint, response);
      const challenges = response.headers.get('www-authenticate');
      // What a host to which we were redirected wants is no business of the registry's credentials.
      const isOwn = new URL(response.url).origin === request.address.origin;
      if (response.status === 401 && challenges !== null && isOwn) return { challenges };
      if (!response.ok && response.status !== NOT_MODIFIED) {
        throw statusError(response, hostOfAnswer(response, request.address), now());
      }
      return { value: await read(response) };
    });
  };
}

function requestFor(
  { origin, repository }: Endpoint,
  { method, path, headers, timeout }: Question,
  authorization: Authorization | null,
  usualTimeout: number,
): Request {
  return {
    method,
    address: typeof path === 'string' ? new URL(`${origin}/v2/${repository}/${path}`) : path,
    headers: { ...headers, ...(authorization !== null && { authorization: authorization.header }) },
    body: null,
    timeout: timeout ?? usualTimeout,
  };
}

/** After redirects it is another host that failed. */
function hostOfAnswer({ url }: Response, asked: URL): string {
  return URL.canParse(url) ? new URL(url).host : asked.host;
}
