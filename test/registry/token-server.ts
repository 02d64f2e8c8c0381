import { randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificate.ts';

export const USER = 'alice';
export const PASSWORD = 'open sesame';
export const IDENTITY_TOKEN = 'refresh-alice';
const SERVICE = 'seaworthy-test';
const ISSUER = 'seaworthy-test-issuer';

export const BASIC = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;

/** What was asked of the token server. */
export interface TokenRequest {
  readonly method: string;
  readonly scope: string | null;
  readonly authorization: string | null;
}

export interface TokenServer {
  readonly realm: string;
  readonly service: string;
  readonly issuer: string;
  readonly requests: TokenRequest[];
  /** A token that allows pushing to one repository. */
  readonly pushToken: (repository: string) => string;
  readonly stop: () => void;
}

/**
 * A token server for docker-registry (distribution specification, "Token Authentication"): repositories
 * below `public/` may be pulled by everybody, all others by `USER`, or with `IDENTITY_TOKEN` by POST.
 */
export async function startTokenServer(certificate: Certificate): Promise<TokenServer> {
  const requests: TokenRequest[] = [];
  const server = createServer((request, response) => {
    void answer(request, certificate, requests).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Listening on a port, the address is no pipe's name.
  const { port } = server.address() as AddressInfo;
  return {
    realm: `http://127.0.0.1:${port}/token`,
    service: SERVICE,
    issuer: ISSUER,
    requests,
    pushToken: (repository) => signToken(certificate, repository, ['pull', 'push']),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface TokenAnswer {
  readonly status: number;
  readonly body: unknown;
}

async function answer(
  request: IncomingMessage,
  certificate: Certificate,
  requests: TokenRequest[],
): Promise<TokenAnswer> {
  const fields = await fieldsOf(request);
  const scope = fields.get('scope');
  const authorization = request.headers.authorization ?? null;
  requests.push({ method: request.method ?? '', scope, authorization });
  const identity = fields.get('refresh_token');
  const isUser = authorization === BASIC || identity === IDENTITY_TOKEN;
  if (!isUser && (authorization !== null || identity !== null)) return { status: 401, body: {} };
  const repository = scope?.split(':')[1] ?? '';
  const actions = isUser || repository.startsWith('public/') ? ['pull'] : [];
  const token = signToken(certificate, repository, actions);
  const body = request.method === 'POST' ? { access_token: token } : { token, expires_in: 300 };
  return { status: 200, body };
}

async function fieldsOf(request: IncomingMessage): Promise<URLSearchParams> {
  if (request.method === 'GET') return new URL(request.url ?? '', 'http://x').searchParams;
  const chunks: Buffer[] = [];
  // A server's request yields buffers while no encoding is set.
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

/** A JSON web token (ES256) that names the certificate of its key in `x5c`. */
function signToken(certificate: Certificate, repository: string, actions: string[]): string {
  const now = Math.floor(Date.now() / 1000);
  const der = certificate.certificate.replaceAll(/-----[A-Z ]+-----|\s/g, '');
  const header = { typ: 'JWT', alg: 'ES256', x5c: [der] };
  const access = [{ type: 'repository', name: repository, actions }];
  const times = { iat: now, nbf: now - 10, exp: now + 300 };
  const names = { iss: ISSUER, sub: USER, aud: SERVICE, jti: randomUUID() };
  const text = [header, { ...names, ...times, access }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const key = { key: certificate.key, dsaEncoding: 'ieee-p1363' } as const;
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
}
