import type { AppRole, AppSettings } from '../app.ts';
import { GITHUB_ISSUER } from '../app/reports/oidc-token.ts';
import type { ReportSettings } from '../app/reports-endpoint.ts';
import type { StoreSettings } from './app-stores.ts';
import { UsageError } from './exit.ts';
import { readApiUrl } from './github-address.ts';
import { readSecretFile, secretIn } from './secret-variable.ts';
import type { Environment } from './secret-variable.ts';

/** Milliseconds. Longer than any one step keeps a process from answering. */
const LEASE = 30_000;

const PEM = /-----BEGIN (?:RSA )?PRIVATE KEY-----[\s\S]+-----END (?:RSA )?PRIVATE KEY-----/;

/** Null where there are no credentials at all: the app is still to be registered. Throws `UsageError`. */
export function readAppSettings(env: Environment, role: AppRole): AppSettings | null {
  const { APP_ID: appId = '' } = env;
  const privateKey = readPrivateKey(env);
  if (appId === '' && privateKey === null) return null;
  if (!/^\d+$/.test(appId)) throw new UsageError('APP_ID is to be the number of the GitHub App');
  if (privateKey === null) throw new UsageError('PRIVATE_KEY or PRIVATE_KEY_PATH is missing');
  const webhookSecret = secretIn(env, 'WEBHOOK_SECRET');
  // Probot would take a secret that everybody knows.
  if (webhookSecret === null) throw new UsageError('WEBHOOK_SECRET is missing');
  return {
    appId,
    privateKey,
    webhookSecret,
    apiUrl: readApiUrl(env),
    address: env['HOST'] ?? 'localhost',
    port: readPort(env['PORT'] ?? '3000'),
    webhookPath: env['WEBHOOK_PATH'] ?? '/api/github/webhooks',
    reports: readReportSettings(env),
    role,
    metricsToken: secretIn(env, 'METRICS_TOKEN'),
    dashboardPassword: secretIn(env, 'SEAWORTHY_DASHBOARD_PASSWORD'),
  };
}

/** What is not for the log. */
export function secretsOf(settings: AppSettings): readonly (string | null)[] {
  const { webhookSecret, metricsToken, dashboardPassword, reports } = settings;
  return [webhookSecret, metricsToken, dashboardPassword, reports.secret];
}

/** Where the app keeps what it has to do. Throws `UsageError`. */
export function readStoreSettings(env: Environment, role: AppRole): StoreSettings {
  const url = secretIn(env, 'SEAWORTHY_REDIS_URL');
  if (url === null) {
    if (role === 'both') return { redisUrl: null, lease: LEASE };
    // Each would have a queue of its own, and nothing would ever be done.
    throw new UsageError(`--${role} needs SEAWORTHY_REDIS_URL: the processes meet in Redis`);
  }
  const isRedis = URL.canParse(url) && /^rediss?:$/.test(new URL(url).protocol);
  if (!isRedis) {
    throw new UsageError('SEAWORTHY_REDIS_URL is to be an address such as redis://127.0.0.1:6379');
  }
  return { redisUrl: url, lease: readLease(env['SEAWORTHY_LEASE'] ?? '') };
}

function readLease(text: string): number {
  if (text === '') return LEASE;
  const seconds = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (seconds > 0) return seconds * 1000;
  throw new UsageError(`SEAWORTHY_LEASE: \`${text}\` is no number of seconds`);
}

/** Enterprise servers issue tokens of their own, so that their issuer has to be named. */
function readReportSettings(env: Environment): ReportSettings {
  const issuer = env['REPORTS_ISSUER'] ?? GITHUB_ISSUER;
  if (!URL.canParse(issuer)) throw new UsageError('REPORTS_ISSUER is no address');
  return {
    issuer,
    audience: env['REPORTS_AUDIENCE'] ?? 'seaworthy',
    secret: secretIn(env, 'REPORTS_SECRET'),
  };
}

/** As Probot takes it: lines, lines with `\n` written out, or all of it in base64; or the path of a file. */
function readPrivateKey(env: Environment): string | null {
  const { PRIVATE_KEY: given = '', PRIVATE_KEY_PATH: path = '' } = env;
  if (given === '' && path === '') return null;
  if (given !== '' && path !== '')
    throw new UsageError('PRIVATE_KEY and PRIVATE_KEY_PATH are both set; one is to go');
  const [variable, text] =
    given === ''
      ? ['PRIVATE_KEY_PATH', readSecretFile('PRIVATE_KEY_PATH', path)]
      : ['PRIVATE_KEY', given];
  const lines = text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64').toString();
  const pem = lines.replaceAll(String.raw`\n`, '\n');
  if (!PEM.test(pem)) throw new UsageError(`${variable} holds no private key (PEM)`);
  return pem;
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`PORT: \`${text}\` is no port`);
}
