import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a stub answers; a function writes the answer itself. */
export type StubAnswer =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string | readonly string[]>>;
      readonly body?: string | Uint8Array | object;
    }
  | ((response: ServerResponse) => void);

export interface StubRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

export interface Stub {
  /** `127.0.0.1:5000`. */
  readonly host: string;
  readonly origin: string;
  readonly requests: StubRequest[];
}

/** A server on loopback that answers as it is told, until the test has finished. */
export async function startStub(answer: (request: StubRequest) => StubAnswer): Promise<Stub> {
  const requests: StubRequest[] = [];
  const server = createServer((message, response) => {
    const { method = '', url: path = '', headers } = message;
    const request = { method, path, headers };
    requests.push(request);
    message.resume();
    send(response, answer(request), method);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // Listening on a port, the address is no pipe's name.
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  return { host, origin: `http://${host}`, requests };
}

function send(response: ServerResponse, answer: StubAnswer, method: string): void {
  if (typeof answer === 'function') {
    answer(response);
    return;
  }
  const { status = 200, headers = {}, body } = answer;
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  response.statusCode = status;
  const isBytes = typeof body === 'string' || body instanceof Uint8Array || body === undefined;
  if (method === 'HEAD') response.end();
  else response.end(isBytes ? body : JSON.stringify(body));
}
