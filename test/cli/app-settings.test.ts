import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readAppSettings, readStoreSettings } from '../../src/cli/app-settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'seaworthy-secrets-'));
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const KEY_PATH = file('key.pem', PEM);
const SECRET_PATH = file('secret', 's3cret\n');
const APP = { APP_ID: '7', PRIVATE_KEY: PEM, WEBHOOK_SECRET: 'given' };

type Variables = Readonly<Partial<Record<string, string>>>;

test('every secret may stand in a file, and its last line feed is not part of it', () => {
  const files = {
    PRIVATE_KEY_PATH: KEY_PATH,
    WEBHOOK_SECRET_FILE: SECRET_PATH,
    REPORTS_SECRET_FILE: file('reports', ' r \r\n'),
    METRICS_TOKEN_FILE: file('metrics', 'line\n\n'),
  };
  expect(readAppSettings({ APP_ID: '7', ...files }, 'both')).toMatchObject({
    privateKey: PEM,
    webhookSecret: 's3cret',
    reports: { secret: ' r ' },
    metricsToken: 'line\n',
  });
});

test('the address of Redis may stand in a file, too, with its password', () => {
  const path = file('redis', 'redis://:pass@redis:6379/0');
  const { redisUrl } = readStoreSettings({ SEAWORTHY_REDIS_URL_FILE: path }, 'worker');
  expect(redisUrl).toBe('redis://:pass@redis:6379/0');
});

test('without credentials there are no settings, and what is set to nothing is not set', () => {
  expect(readAppSettings({ PRIVATE_KEY: '', PRIVATE_KEY_PATH: '' }, 'both')).toBeNull();
  const settings = readAppSettings({ ...APP, WEBHOOK_SECRET_FILE: '', METRICS_TOKEN: '' }, 'both');
  expect(settings).toMatchObject({ webhookSecret: 'given', metricsToken: null });
});

test.each<[string, Variables, string]>([
  [
    'a secret in both ways',
    { WEBHOOK_SECRET_FILE: SECRET_PATH },
    'WEBHOOK_SECRET and WEBHOOK_SECRET_FILE are both set; one is to go',
  ],
  [
    'a key in both ways',
    { PRIVATE_KEY_PATH: KEY_PATH },
    'PRIVATE_KEY and PRIVATE_KEY_PATH are both set; one is to go',
  ],
  [
    'a file that is not there',
    { METRICS_TOKEN_FILE: join(folder, 'nowhere') },
    'METRICS_TOKEN_FILE: the file cannot be read',
  ],
  ['a folder', { REPORTS_SECRET_FILE: folder }, 'REPORTS_SECRET_FILE: the file cannot be read'],
  [
    'an empty file',
    { REPORTS_SECRET_FILE: file('empty', '\n') },
    'REPORTS_SECRET_FILE: the file is empty',
  ],
  [
    'a file of megabytes',
    { REPORTS_SECRET_FILE: file('large', 'x'.repeat(70_000)) },
    'REPORTS_SECRET_FILE: the file is too large for a secret',
  ],
  [
    'a key file without a key',
    { PRIVATE_KEY: '', PRIVATE_KEY_PATH: SECRET_PATH },
    'PRIVATE_KEY_PATH holds no private key (PEM)',
  ],
  ['no secret at all', { WEBHOOK_SECRET: '' }, 'WEBHOOK_SECRET is missing'],
])('%s is a mistake', (_, variables, message) => {
  expect(() => readAppSettings({ ...APP, ...variables }, 'both')).toThrow(
    expect.objectContaining({ name: 'UsageError', message }),
  );
});

test('an address of Redis in both ways is a mistake, which does not show it', () => {
  const url = 'redis://:pass@redis:6379';
  const both = { SEAWORTHY_REDIS_URL: url, SEAWORTHY_REDIS_URL_FILE: file('url', url) };
  expect(() => readStoreSettings(both, 'both')).toThrow(
    'SEAWORTHY_REDIS_URL and SEAWORTHY_REDIS_URL_FILE are both set; one is to go',
  );
});
