import { RequestError } from 'octokit';
import { describe, expect, test } from 'vitest';
import { hideSecrets } from '../../../src/app/observe/hide-secrets.ts';
import { withLogFields } from '../../../src/app/observe/log-fields.ts';
import { openLog } from '../../../src/app/observe/log.ts';
import { requestIdOf } from '../../../src/app/observe/request-id.ts';
import { asking } from '../../../src/github/failure.ts';
import { CodeHostError } from '../../../src/remediation/code-host-error.ts';

/** A log that knows these secrets, and its lines. */
function logAndLines(...secrets: readonly string[]) {
  const lines: string[] = [];
  const hidden = hideSecrets();
  hidden.add(...secrets, null);
  const log = openLog('info', hidden, { write: (line) => lines.push(line) });
  return { log, lines };
}

function logged(error: unknown): Record<string, unknown> {
  const { log, lines } = logAndLines();
  log.error({ err: error }, 'job failed');
  const line: unknown = JSON.parse(lines.join(''));
  return typeof line === 'object' ? { ...line } : {};
}

test('a failure of the host is a name, a message and a status', () => {
  const status = { status: 502, isRetryable: true, retryAfter: null };
  const { err } = logged(new CodeHostError('reading files of acme/shop: 502', status));
  const message = 'reading files of acme/shop: 502';
  expect(err).toEqual({ name: 'CodeHostError', message, status: 502 });
});

test.each([
  ['CA1E:3B0F:1A2B3C4', 'CA1E:3B0F:1A2B3C4'],
  ['C"A\n1E', undefined],
  ['x'.repeat(101), undefined],
])('the id %j of a request that GitHub refused is logged as %j', async (id, shown) => {
  const request = { method: 'GET' as const, url: '/repos/acme/shop', headers: {} };
  const headers = { 'x-github-request-id': id };
  const response = { status: 502, url: '', data: {}, headers, retryCount: 0 };
  const refused = asking('reading acme/shop', () =>
    Promise.reject(new RequestError('bad gateway', 502, { request, response })),
  );
  const error: unknown = await refused.catch((reason: unknown) => reason);
  const message = 'reading acme/shop: 502 bad gateway';
  const { err } = logged(error);
  expect(err).toStrictEqual({
    name: 'CodeHostError',
    message,
    status: 502,
    ...(shown === undefined ? {} : { githubRequest: shown }),
  });
});

test('a bug comes with its stack', () => {
  expect(logged(new TypeError('x is no function'))).toMatchObject({
    err: { name: 'TypeError', stack: expect.stringContaining('log.test.ts') as string },
  });
});

test('lines have the fields of the request and the job that they are about, and only of these', async () => {
  const { log, lines } = logAndLines();
  const job = async (delivery: string) => {
    await Promise.resolve();
    log.info('job done');
    withLogFields({ repo: 'shop' }, () => {
      log.info({ delivery: 'own' }, 'x');
    });
    log.info(delivery);
  };
  await Promise.all(['1', '2'].map((one) => withLogFields({ delivery: one }, () => job(one))));
  log.info('nobody’s');
  const read = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const shown = read.map(({ msg, delivery, repo }) => [msg, delivery, repo]);
  expect(shown).toEqual([
    ['job done', '1', undefined],
    ['x', 'own', 'shop'],
    ['1', '1', undefined],
    ['job done', '2', undefined],
    ['x', 'own', 'shop'],
    ['2', '2', undefined],
    ['nobody’s', undefined, undefined],
  ]);
});

describe('never written, wherever it stands:', () => {
  const PEM = '-----BEGIN RSA PRIVATE KEY-----\nMIIEow-IBAAKCAQEA\n-----END RSA PRIVATE KEY-----';
  test.each([
    ['a token of an installation', 'ghs_abcdefghijklmnopqrstuvwxyz0123456789'],
    ['a token of the app', 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOjF9.c2ln'],
    ['a fine-grained token', 'github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz'],
    ['a header', 'Authorization: Bearer aGVsbG8gd29ybGQ='],
    ['another header', 'authorization: basic aGVsbG86d29ybGQ='],
    ['an address with a password', 'rediss://default:hunter22@10.0.0.7:6379/0'],
    ['a private key', PEM],
    ['our own secret', 'the "webhook" secret\nof two lines'],
    ['our own secret in an address', `?secret=${encodeURIComponent('pass word+42')}`],
  ])('%s', (_, text) => {
    const { log, lines } = logAndLines('the "webhook" secret\nof two lines', 'pass word+42');
    log.warn({ header: text, list: [text], err: new Error(`x ${text} y`) }, `said ${text}`);
    const line = lines.join('');
    expect(JSON.parse(line)).toHaveProperty('msg');
    const secret = /IBAAKC|aGVsbG8|abcdefghij|hunter22|c2ln|webhook|pass(?: |%20)word/;
    expect(line).not.toMatch(secret);
  });

  test('what only looks like a secret stays', () => {
    const { log, lines } = logAndLines('abc');
    log.info({ url: 'https://ghcr.io:443/v2/abc@sha256:1', what: 'the bearer of news' }, 'abc');
    expect(JSON.parse(lines.join(''))).toMatchObject({
      url: 'https://ghcr.io:443/v2/abc@sha256:1',
      what: 'the bearer of news',
      msg: 'abc',
    });
  });
});

test.each(['01HZX3K9-proxy:7', '3f2c9a10-7b2e-4c1d-9e0f-1a2b3c4d5e6f'])(
  'a request keeps the id %s that a proxy gave it',
  (id) => {
    expect(requestIdOf({ headers: { 'x-request-id': id } })).toBe(id);
  },
);

test.each([[undefined], [''], ['short'], ['a'.repeat(129)], ['two words 1'], ['a\n{"level":60}']])(
  'a request with the id %j gets a new one',
  (id) => {
    const headers = id === undefined ? {} : { 'x-request-id': id };
    expect(requestIdOf({ headers })).toMatch(/^[\da-f]{8}-[\da-f-]{27}$/);
  },
);
