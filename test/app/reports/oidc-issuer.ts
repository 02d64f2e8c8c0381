import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

export interface OidcIssuer {
  readonly address: string;
  /** Claims of a push to the default branch of `acme/shop`, with changes. */
  readonly claims: (changes?: object) => object;
  readonly stop: () => Promise<void>;
}

/** The issuer of GitHub Actions as far as we ask it: its keys, over HTTP on loopback; the caller stops it. */
export async function startIssuer(): Promise<OidcIssuer> {
  const jwk = { ...keys.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' };
  const server = createServer(({ url }, response) => {
    response.statusCode = url === '/.well-known/jwks' ? 200 : 404;
    response.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Listening on a port, the address is no pipe's name.
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => {
        resolve();
      });
    });
  const claims = (changes: object = {}) => {
    const now = Math.floor(Date.now() / 1000);
    return {
      iss: address,
      aud: 'seaworthy',
      sub: 'repo:acme/shop:ref:refs/heads/main',
      repository: 'acme/shop',
      ref: 'refs/heads/main',
      event_name: 'push',
      iat: now - 10,
      nbf: now - 10,
      exp: now + 300,
      ...changes,
    };
  };
  return { address, claims, stop };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** As the issuer signs. */
export function signed(claims: object, key = keys.privateKey): string {
  const content = `${encode({ alg: 'RS256', typ: 'JWT', kid: 'one' })}.${encode(claims)}`;
  return `${content}.${createSign('sha256').update(content).sign(key, 'base64url')}`;
}

/** With a key that is not the issuer's. */
export function forged(claims: object): string {
  return signed(claims, stranger.privateKey);
}

export function unsigned(claims: object): string {
  return `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`;
}

/** With the public key, which everybody has, as the secret of an HMAC. */
export function signedWithPublicKey(claims: object): string {
  const content = `${encode({ alg: 'HS256', typ: 'JWT', kid: 'one' })}.${encode(claims)}`;
  const secret = keys.publicKey.export({ format: 'pem', type: 'spki' });
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}
