import { describe, expect, test } from 'vitest';
import { DOWNLOAD_LIMITS } from '../../src/downloads/download-options.ts';
import type { DownloadLimits, DownloadOptions } from '../../src/downloads/download-options.ts';
import { createDownloadSource } from '../../src/downloads/http-download-source.ts';
import type { DownloadAnswer } from '../../src/findings/download.ts';
import type { DownloadSource } from '../../src/remediation/download-plan.ts';
import { sha256 } from '../registry/push.ts';
import { startStub } from '../registry/stub-server.ts';
import type { StubAnswer } from '../registry/stub-server.ts';
import { startTlsServer } from './tls-server.ts';

function open(
  hosts: readonly string[],
  limits: Partial<DownloadLimits> = {},
  rest: Partial<DownloadOptions> = {},
): DownloadSource {
  return createDownloadSource({
    trusted: new Set(hosts),
    ca: null,
    proxies: null,
    limits: { ...DOWNLOAD_LIMITS, retries: 0, ...limits },
    userAgent: 'seaworthy-test',
    onExchange: () => undefined,
    ...rest,
  });
}

const hashOf = (text: string) => sha256(Buffer.from(text)).replace('sha256:', '');

function reasonOf(answer: DownloadAnswer): string {
  if (answer.ok) throw new Error(`there was no failure but ${JSON.stringify(answer)}`);
  return answer.reason;
}

async function serve(answer: StubAnswer, limits: Partial<DownloadLimits> = {}) {
  const stub = await startStub(() => answer);
  return { stub, source: open([stub.host], limits), address: `${stub.origin}/tool-1.2.tgz` };
}

describe('a file', () => {
  test('is hashed as it is sent, asked for without credentials and without compression', async () => {
    const { stub, source, address } = await serve({ body: 'content' });
    expect(await source.digest(address)).toEqual({
      ok: true,
      address,
      sha256: hashOf('content'),
      text: null,
    });
    const [request] = stub.requests;
    expect(request).toMatchObject({
      method: 'GET',
      headers: { 'accept-encoding': 'identity', 'user-agent': 'seaworthy-test' },
    });
    expect(request?.headers).not.toHaveProperty('authorization');
    expect(request?.headers).not.toHaveProperty('cookie');
  });

  test('is hashed where redirects lead to, and the answer says where that is', async () => {
    const stub = await startStub(({ path }) =>
      path === '/a' ? { status: 302, headers: { location: '/b' } } : { body: 'moved' },
    );
    const answer = await open([stub.host]).digest(`${stub.origin}/a`);
    expect(answer).toMatchObject({ address: `${stub.origin}/b`, sha256: hashOf('moved') });
  });

  test.each<[name: string, answer: StubAnswer, reason: RegExp]>([
    ['that is not there', { status: 404 }, /does not have it \(HTTP 404\)/],
    ['that is only for others', { status: 403 }, /does not allow it/],
    ['of which a part is sent', { status: 206, body: 'x' }, /HTTP 206/],
    [
      'that is packed on the way',
      { headers: { 'content-encoding': 'gzip' }, body: 'x' },
      /sends it packed \("gzip"\)/,
    ],
    [
      'that is made anew each time',
      { headers: { 'cache-control': 'private, no-store' }, body: 'x' },
      /not to be kept/,
    ],
    [
      'that is a page to log in',
      { headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html>' },
      /answers with a web page/,
    ],
    ['that goes round in circles', { status: 302, headers: { location: '/' } }, /more than 10/],
  ])('%s has no digest', async (_name, answer, reason) => {
    const { source, address } = await serve(answer);
    expect(reasonOf(await source.digest(address))).toMatch(reason);
  });

  test('that is too large has none, whether it says so or not', async () => {
    const announced = await serve({ body: 'x'.repeat(100) }, { file: 99 });
    expect(reasonOf(await announced.source.digest(announced.address))).toMatch(/more than 99/);
    const silent = await serve(
      (response) => {
        response.write('x'.repeat(60));
        response.end('x'.repeat(60));
      },
      { file: 99 },
    );
    expect(reasonOf(await silent.source.digest(silent.address))).toMatch(/more than 99/);
  });

  test('that comes after a run has downloaded its fill has none', async () => {
    const { source, address } = await serve({ body: 'x'.repeat(60) }, { total: 100 });
    expect(await source.digest(address)).toMatchObject({ ok: true });
    expect(reasonOf(await source.digest(address))).toMatch(/as much as it may/);
  });

  test('that never ends is given up', async () => {
    const { source, address } = await serve((response) => response.write('x'), { transfer: 200 });
    expect(reasonOf(await source.digest(address))).toMatch(/did not answer in time/);
  });

  test('is asked for again where the host was only busy', async () => {
    let count = 0;
    const stub = await startStub(() => ((count += 1) === 1 ? { status: 503 } : { body: 'late' }));
    const source = open([stub.host], { retries: 1, backoff: 10 });
    expect(await source.digest(`${stub.origin}/a`)).toMatchObject({ sha256: hashOf('late') });
  });
});

describe('a text', () => {
  test('is read', async () => {
    const { source, address } = await serve({ body: 'abc  tool\n' });
    expect(await source.text(address)).toMatchObject({ ok: true, text: 'abc  tool\n' });
  });

  test.each<[name: string, body: StubAnswer, reason: RegExp]>([
    ['that is none', { body: new Uint8Array([0xff, 0xfe, 0]) }, /no text/],
    ['that is large', { body: 'x'.repeat(101) }, /more than 100/],
  ])('%s is refused', async (_name, body, reason) => {
    const { source, address } = await serve(body, { text: 100 });
    expect(reasonOf(await source.text(address))).toMatch(reason);
  });
});

describe('presence', () => {
  test('is asked with HEAD', async () => {
    const { stub, source, address } = await serve({ body: 'x' });
    expect(await source.presence(address)).toEqual({
      ok: true,
      address,
      sha256: null,
      text: null,
    });
    expect(stub.requests.map(({ method }) => method)).toEqual(['HEAD']);
  });

  test('is asked with GET where the host knows no HEAD', async () => {
    const stub = await startStub(({ method }) =>
      method === 'HEAD' ? { status: 405 } : { body: 'x' },
    );
    expect(await open([stub.host]).presence(`${stub.origin}/`)).toMatchObject({ ok: true });
    expect(stub.requests.map(({ method }) => method)).toEqual(['HEAD', 'GET']);
  });

  test('needs a certificate that holds', async () => {
    const { host, origin, ca } = await startTlsServer({ '/a': 'x' });
    expect(reasonOf(await open([host]).presence(`${origin}/a`))).toMatch(
      /its certificate is not trusted/,
    );
    expect(await open([host], {}, { ca }).presence(`${origin}/a`)).toMatchObject({ ok: true });
  });

  test('is not there where nothing speaks TLS', async () => {
    const stub = await startStub(() => ({ body: 'x' }));
    const answer = await open([stub.host]).presence(`https://${stub.host}/`);
    expect(reasonOf(answer)).toMatch(/does not speak https/);
  });
});

describe('a host', () => {
  test.each<[name: string, path: string]>([
    ['that has nothing at its root', '/'],
    ['that leads elsewhere', '/moved'],
    ['that serves a page', '/a'],
  ])('%s serves https', async (_name, path) => {
    const { host, origin, ca } = await startTlsServer({
      '/a': 'x',
      '/moved': { location: 'http://127.0.0.1:9/' },
    });
    const address = `${origin}${path}`;
    const answer = await open([host], {}, { ca }).host(address);
    expect(answer).toEqual({ ok: true, address, sha256: null, text: null });
  });

  test('of which a file is asked for serves it or not', async () => {
    const { host, origin, ca } = await startTlsServer({ '/a': 'x' });
    const source = open([host], {}, { ca });
    expect(await source.host(`${origin}/b`)).toMatchObject({ ok: true });
    expect(reasonOf(await source.presence(`${origin}/b`))).toMatch(/does not have it \(HTTP 404\)/);
  });

  test.each([[403], [500], [503]])('that answers %i is there', async (status) => {
    const stub = await startStub(() => ({ status }));
    expect(await open([stub.host]).host(`${stub.origin}/`)).toMatchObject({ ok: true });
    expect(stub.requests.map(({ method }) => method)).toEqual(['HEAD']);
  });

  test('whose certificate nobody knows does not serve it', async () => {
    const { host, origin } = await startTlsServer({ '/': 'x' });
    expect(reasonOf(await open([host]).host(`${origin}/`))).toMatch(/certificate is not trusted/);
  });

  test('that speaks no TLS, or is not there, does not', async () => {
    const stub = await startStub(() => ({ body: 'x' }));
    const source = open([stub.host, '127.0.0.1:9']);
    expect(reasonOf(await source.host(`https://${stub.host}/`))).toMatch(/does not speak https/);
    expect(reasonOf(await source.host('https://127.0.0.1:9/'))).not.toMatch(/HTTP/);
  });

  test('in a private network is not asked', async () => {
    expect(reasonOf(await open([]).host('https://10.0.0.1/'))).toMatch(/is a private address/);
  });
});

describe('an address', () => {
  test.each([
    ['http://127.0.0.1:9/a', /is a loopback address/],
    ['http://localhost:9/a', /is a loopback address/],
    ['http://10.0.0.1/a', /is a private address/],
    ['http://169.254.169.254/latest/meta-data', /is a link-local address/],
    ['http://[::ffff:127.0.0.1]/a', /is a loopback address/],
    ['ftp://example.com/a', /not to be asked over `ftp:`/],
    ['file:///etc/passwd', /not to be asked over `file:`/],
    ['https://user:secret@example.com/a', /holds a credential/],
    ['no address', /it is no address/],
  ])('%s is not asked', async (address, reason) => {
    const answer = await open([]).digest(address);
    expect(reasonOf(answer)).toMatch(reason);
    expect(reasonOf(answer)).not.toContain('secret');
  });

  test('that a redirect names is held to the same', async () => {
    const inner = await startStub(() => ({ body: 'secret' }));
    const outer = await startStub(() => ({ status: 302, headers: { location: inner.origin } }));
    const answer = await open([outer.host]).digest(`${outer.origin}/a`);
    expect(reasonOf(answer)).toMatch(/is a loopback address/);
    expect(inner.requests).toEqual([]);
  });

  test('does not lead from https to http', async () => {
    const plain = await startStub(() => ({ body: 'x' }));
    const { host, origin, ca } = await startTlsServer({ '/a': { location: plain.origin } });
    const answer = await open([host, plain.host], {}, { ca }).digest(`${origin}/a`);
    expect(reasonOf(answer)).toMatch(/over plain http/);
    expect(plain.requests).toEqual([]);
  });
});
