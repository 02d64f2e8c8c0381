import { expect, test } from 'vitest';
import { openLog } from '../../src/app/log.ts';
import { CodeHostError } from '../../src/remediation/code-host-error.ts';

function logged(error: unknown): Record<string, unknown> {
  const lines: string[] = [];
  openLog('info', { write: (line) => lines.push(line) }).error({ err: error }, 'job failed');
  const line: unknown = JSON.parse(lines.join(''));
  return typeof line === 'object' ? { ...line } : {};
}

test('a failure of the host is a name, a message and a status', () => {
  const status = { status: 502, isRetryable: true, retryAfter: null };
  const { err } = logged(new CodeHostError('reading files of acme/shop: 502', status));
  const message = 'reading files of acme/shop: 502';
  expect(err).toEqual({ name: 'CodeHostError', message, status: 502 });
});

test('a bug comes with its stack', () => {
  expect(logged(new TypeError('x is no function'))).toMatchObject({
    err: { name: 'TypeError', stack: expect.stringContaining('log.test.ts') as string },
  });
});

test.each(['ghs_abcdefghijklmnopqrstuvwxyz0123456789', 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOjF9.c2ln'])(
  'the token %s is not written',
  (token) => {
    expect(JSON.stringify(logged(new Error(`bad credentials ${token}`)))).not.toContain(token);
  },
);
