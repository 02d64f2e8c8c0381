import { fetch } from 'undici';
import type { Dispatcher, Response as UndiciResponse } from 'undici';
import { explainConnectionError, isConnectionError } from './connection-error.ts';
import { tellRequest } from './request-channel.ts';

/** The answer of a host, its body not read yet. */
export type Response = UndiciResponse;

/** One request and its answer, for logs and counts. The query is left out: it may hold signatures. */
export interface Exchange {
  readonly method: string;
  /** Origin and path. */
  readonly address: string;
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly isConditional: boolean;
}

export interface Request {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly address: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: URLSearchParams | null;
  /** Milliseconds until the answer has come and was read. */
  readonly timeout: number;
}

export interface ExchangeOptions {
  /** `seaworthy/1.2.3`. */
  readonly userAgent: string;
  readonly onExchange: (exchange: Exchange) => void;
}

/**
 * One request and its answer, redirects not followed. `read` takes what it needs of the body; the rest is
 * dropped. What the network does is thrown as `ExternalError`.
 */
export async function exchange<Value>(
  dispatcher: Dispatcher,
  request: Request,
  outer: AbortSignal,
  options: ExchangeOptions,
  read: (response: Response) => Promise<Value>,
): Promise<Value> {
  const signal = AbortSignal.any([outer, AbortSignal.timeout(request.timeout)]);
  const response = await ask(dispatcher, request, signal, options);
  try {
    return await read(response);
  } catch (error) {
    if (!isConnectionError(error)) throw error;
    throw explainConnectionError(error, request.address.host, true);
  } finally {
    // A body that nobody read would keep its connection.
    if (!response.bodyUsed) await response.body?.cancel();
  }
}

async function ask(
  dispatcher: Dispatcher,
  { method, address, headers, body }: Request,
  signal: AbortSignal,
  { userAgent, onExchange }: ExchangeOptions,
): Promise<Response> {
  const isConditional = 'if-none-match' in headers;
  const event = { method, address: address.origin + address.pathname, isConditional };
  try {
    const response = await tellRequest(method, event.address, () =>
      fetch(address, {
        method,
        headers: { 'user-agent': userAgent, ...headers },
        ...(body !== null && { body }),
        redirect: 'manual',
        signal,
        dispatcher,
      }),
    );
    onExchange({ ...event, status: response.status });
    return response;
  } catch (error) {
    onExchange({ ...event, status: null });
    throw explainConnectionError(error, address.host, false);
  }
}
