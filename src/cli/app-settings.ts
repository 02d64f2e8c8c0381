import { readFileSync } from 'node:fs';
import type { AppSettings } from '../app.ts';
import { GITHUB_ISSUER } from '../app/reports/oidc-token.ts';
import type { ReportSettings } from '../app/reports-endpoint.ts';
import { UsageError } from './exit.ts';
import { readApiUrl } from './github-address.ts';

type Environment = Readonly<Partial<Record<string, string>>>;

const PEM = /-----BEGIN (?:RSA )?PRIVATE KEY-----[\s\S]+-----END (?:RSA )?PRIVATE KEY-----/;

/** Null where there are no credentials at all: the app is still to be registered. Throws `UsageError`. */
export function readAppSettings(env: Environment): AppSettings | null {
  const { APP_ID: appId = '', WEBHOOK_SECRET: webhookSecret = '' } = env;
  const privateKey = readPrivateKey(env);
  if (appId === '' && privateKey === null) return null;
  if (!/^\d+$/.test(appId)) throw new UsageError('APP_ID is to be the number of the GitHub App');
  if (privateKey === null) throw new UsageError('PRIVATE_KEY or PRIVATE_KEY_PATH is missing');
  // Probot would take a secret that everybody knows.
  if (webhookSecret === '') throw new UsageError('WEBHOOK_SECRET is missing');
  return {
    appId,
    privateKey,
    webhookSecret,
    apiUrl: readApiUrl(env),
    address: env['HOST'] ?? 'localhost',
    port: readPort(env['PORT'] ?? '3000'),
    webhookPath: env['WEBHOOK_PATH'] ?? '/api/github/webhooks',
    reports: readReportSettings(env),
    metricsToken: given(env, 'METRICS_TOKEN'),
  };
}

/** Enterprise servers issue tokens of their own, so that their issuer has to be named. */
function readReportSettings(env: Environment): ReportSettings {
  const issuer = env['REPORTS_ISSUER'] ?? GITHUB_ISSUER;
  if (!URL.canParse(issuer)) throw new UsageError('REPORTS_ISSUER is no address');
  return {
    issuer,
    audience: env['REPORTS_AUDIENCE'] ?? 'seaworthy',
    secret: given(env, 'REPORTS_SECRET'),
  };
}

/** What is set to nothing is not set. */
function given(env: Environment, name: string): string | null {
  const value = env[name] ?? '';
  return value === '' ? null : value;
}

/** As Probot takes it: lines, lines with `\n` written out, or all of it in base64; or the path of a file. */
function readPrivateKey(env: Environment): string | null {
  const { PRIVATE_KEY: given = '', PRIVATE_KEY_PATH: path = '' } = env;
  if (given === '' && path === '') return null;
  const [variable, text] =
    given === '' ? ['PRIVATE_KEY_PATH', readKeyFile(path)] : ['PRIVATE_KEY', given];
  const lines = text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64').toString();
  const pem = lines.replaceAll(String.raw`\n`, '\n');
  if (!PEM.test(pem)) throw new UsageError(`${variable} holds no private key (PEM)`);
  return pem;
}

function readKeyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError('PRIVATE_KEY_PATH: the file cannot be read', { cause: error });
  }
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`PORT: \`${text}\` is no port`);
}
