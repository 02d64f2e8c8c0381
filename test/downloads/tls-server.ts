import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { makeFolder } from '../local/folders.ts';
import { makeCertificate } from '../registry/certificate.ts';

export interface TlsServer {
  /** `127.0.0.1:5000`. */
  readonly host: string;
  readonly origin: string;
  /** Of the authority that signed its certificate, as PEM. */
  readonly ca: string;
}

/** A server with TLS on loopback that serves these bodies by path, until the test has finished. */
export async function startTlsServer(
  bodies: Readonly<Record<string, string | { readonly location: string }>>,
): Promise<TlsServer> {
  const { key, certificate } = makeCertificate(makeFolder());
  const server = createServer({ key, cert: certificate }, (request, response) => {
    const body = bodies[request.url ?? ''];
    if (body === undefined) response.writeHead(404).end();
    else if (typeof body === 'string') response.end(body);
    else response.writeHead(302, { location: body.location }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // Listening on a port, the address is no pipe's name.
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  return { host, origin: `https://${host}`, ca: certificate };
}
