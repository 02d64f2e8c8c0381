import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A proxy that joins connections by CONNECT (RFC 9110, 9.3.6), whatever the name of the host, with this port on loopback. */
export async function startConnectProxy(port: number) {
  /** `host:port`, as they were asked for. */
  const asked: string[] = [];
  const server = createServer();
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    const joined = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      socket.pipe(joined).pipe(socket);
    });
    for (const one of [socket, joined]) one.on('error', () => joined.destroy());
    onTestFinished(() => {
      socket.destroy();
      joined.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  // Listening on a port, the address is no pipe's name.
  const { port: own } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${own}`, asked };
}
