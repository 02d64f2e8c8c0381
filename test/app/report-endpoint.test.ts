import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createReportEndpoint } from '../../src/app/report-endpoint.ts';
import type { ReportEndpoint } from '../../src/app/report-endpoint.ts';
import { createTokenCheck } from '../../src/app/reports/oidc-token.ts';
import { discoverReaders } from '../../src/discover.ts';
import { createMemoryReportStore } from '../../src/github/reports/memory-report-store.ts';
import {
  forged,
  signed,
  signedWithPublicKey,
  startIssuer,
  unsigned,
} from './reports/oidc-issuer.ts';
import type { OidcIssuer } from './reports/oidc-issuer.ts';

const readers = await discoverReaders();
const SECRET = 'correct horse battery staple';
const SHOP = { owner: 'acme', repo: 'shop' };

const REPORT = JSON.stringify({
  SchemaVersion: 2,
  ArtifactName: 'ghcr.io/acme/shop:1',
  ArtifactType: 'container_image',
  Results: [],
});

interface Sent {
  readonly path?: string;
  readonly method?: string;
  readonly body?: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
}

async function open(changes: Partial<ReportEndpoint> = {}) {
  const issuer = await startIssuer();
  onTestFinished(issuer.stop);
  const store = createMemoryReportStore(Date.now);
  const looks: string[] = [];
  const listen = createReportEndpoint({
    readers,
    store,
    checkToken: createTokenCheck({ issuer: issuer.address, audience: 'seaworthy' }, fetch),
    secret: SECRET,
    findBranch: ({ repo }) => Promise.resolve(['shop', 'other'].includes(repo) ? 'main' : null),
    queueLook: ({ owner, repo }) => {
      looks.push(`${owner}/${repo}`);
      return Promise.resolve();
    },
    ...changes,
  });
  const server = createServer((request, response) => {
    void listen(request, response).then((isOurs) => {
      if (!isOurs) response.writeHead(404).end('{"message":"not ours"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // Listening on a port, the address is no pipe's name.
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = async (sent: Sent) => {
    const { path = '/reports/acme/shop', method = 'POST', body = REPORT, headers = {} } = sent;
    // Node sends a stream only with this, which its types do not know.
    const content = method === 'POST' ? { body, duplex: 'half' as const } : {};
    const response = await fetch(`${base}${path}`, { method, headers, ...content });
    return { status: response.status, text: await response.text() };
  };
  const kept = async () => (await store.reportsOf(SHOP)).length;
  return { issuer, looks, send, kept, store };
}

function bearer(token: string) {
  return { authorization: `Bearer ${token}` };
}

describe('a report', () => {
  it('of a run on the default branch is kept, and has the repository looked at', async () => {
    const { issuer, send, store, looks } = await open();
    const path = '/reports/acme/shop?dockerfile=api/Dockerfile';
    const { status, text } = await send({ path, headers: bearer(signed(issuer.claims())) });
    expect(status).toBe(202);
    expect(text).toContain('"tools":["Trivy"]');
    expect(looks).toEqual(['acme/shop']);
    const [given] = await store.reportsOf(SHOP);
    expect(given?.dockerfile).toBe('api/Dockerfile');
  });

  it('takes the place of the one before it about the same image', async () => {
    const { send, kept } = await open();
    const newer = REPORT.replace('shop:1', 'shop:2');
    for (const body of [REPORT, newer, REPORT.replace('shop:1', 'web:1')]) {
      expect((await send({ body, headers: bearer(SECRET) })).status).toBe(202);
    }
    expect(await kept()).toBe(2);
  });

  it('may be signed with the secret', async () => {
    const { send, looks } = await open();
    const digest = createHmac('sha256', SECRET).update(`acme/shop\n${REPORT}`).digest('hex');
    const headers = { 'x-seaworthy-signature-256': `sha256=${digest}` };
    expect((await send({ headers })).status).toBe(202);
    expect(looks).toEqual(['acme/shop']);
    // The same for another repository, or with another body, is nothing worth.
    expect((await send({ headers, path: '/reports/acme/other' })).status).toBe(401);
    expect((await send({ headers, body: `${REPORT} ` })).status).toBe(401);
    expect(looks).toEqual(['acme/shop']);
  });
});

type Attack = readonly [
  attack: string,
  make: (issuer: OidcIssuer) => Sent,
  status: number,
  says: RegExp,
];

const OLD = Math.floor(Date.now() / 1000) - 3600;
const token = (make: (claims: object) => string, changes: object = {}) => {
  return (issuer: OidcIssuer): Sent => ({ headers: bearer(make(issuer.claims(changes))) });
};
const withSecret = (sent: Sent) => (): Sent => ({ headers: bearer(SECRET), ...sent });

const ATTACKS: readonly Attack[] = [
  ['no credential', () => ({}), 401, /is missing/],
  ['another secret', () => ({ headers: bearer('guess') }), 401, /does not hold/],
  ['a token for another audience', token(signed, { aud: 'sigstore' }), 401, /does not hold/],
  ['a token of another issuer', token(signed, { iss: 'https://evil.test' }), 401, /not hold/],
  ['a token of another repository', token(signed, { repository: 'acme/x' }), 403, /another/],
  ['a token that has expired', token(signed, { exp: OLD }), 401, /ERR_JWT_EXPIRED/],
  ['a token of tomorrow', token(signed, { nbf: OLD + 90_000 }), 401, /does not hold/],
  ['a token without an end', token(signed, { exp: undefined }), 401, /does not hold/],
  ['a token without a signature (alg none)', token(unsigned), 401, /does not hold/],
  ['an HMAC with the public key (HS256)', token(signedWithPublicKey), 401, /ALG_NOT_ALLOWED/],
  ['a signature of somebody else', token(forged), 401, /SIGNATURE_VERIFICATION/],
  ['a token of another branch', token(signed, { ref: 'refs/heads/x' }), 403, /default branch/],
  ['a token of a tag', token(signed, { ref: 'refs/tags/main' }), 403, /default branch/],
  [
    'a token of a pull request on the default branch',
    token(signed, { event_name: 'pull_request_target' }),
    403,
    /pull requests/,
  ],
  ['a token that is no run', token(signed, { ref: undefined }), 401, /no run/],
  ['a wrong signature', () => ({ headers: { 'x-seaworthy-signature-256': 'x' } }), 401, /not hold/],
  ['a huge body', withSecret({ body: Buffer.alloc(21 * 1024 * 1024, ' ') }), 413, /20 MiB/],
  [
    'a packed body',
    () => ({ headers: { ...bearer(SECRET), 'content-encoding': 'gzip' } }),
    415,
    /unpacked/,
  ],
  ['what no reader knows', withSecret({ body: '{"a":1}' }), 422, /no known report format/],
  ['what is no text', withSecret({ body: new Uint8Array([0, 1, 2]) }), 422, /NUL/],
  ['nothing', withSecret({ body: '' }), 422, /empty/],
  ['a repository without the app', withSecret({ path: '/reports/acme/gone' }), 404, /installed/],
  ['a path upwards', withSecret({ path: '/reports/acme/%2e%2e%2fshop' }), 404, /not ours/],
  ['another address', withSecret({ path: '/reports/acme' }), 404, /not ours/],
  ['another method', withSecret({ method: 'GET' }), 405, /POST/],
];

describe('refused is', () => {
  it.each(ATTACKS)('%s', async (_attack, make, status, says) => {
    const { issuer, send, looks, kept } = await open();
    const answer = await send(make(issuer));
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(says);
    expect(looks).toEqual([]);
    expect(await kept()).toBe(0);
  });

  it('a huge body that does not say its length', async () => {
    const { send, kept } = await open();
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        controller.enqueue(Buffer.alloc(1024 * 1024, ' '));
        sent += 1;
        if (sent > 21) controller.close();
      },
    });
    expect(await send({ headers: bearer(SECRET), body })).toMatchObject({ status: 413 });
    expect(await kept()).toBe(0);
  });

  it('a token where tokens are not accepted', async () => {
    const { issuer, send } = await open({ checkToken: null });
    const answer = await send({ headers: bearer(signed(issuer.claims())) });
    expect(answer).toMatchObject({ status: 401 });
  });

  it('for now a token whose issuer does not answer', async () => {
    const { issuer, send } = await open();
    await issuer.stop();
    const answer = await send({ headers: bearer(signed(issuer.claims())) });
    expect(answer).toMatchObject({ status: 503 });
  });
});
