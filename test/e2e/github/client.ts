import { createSign } from 'node:crypto';
import { isObject } from './answer.ts';
import type { GitHubHost } from './host.ts';
import type { Installation, Permissions } from './model.ts';

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export type Api = (
  endpoint: string,
  body?: object,
  headers?: Readonly<Record<string, string>>,
) => Promise<ApiAnswer>;

/** `await api('GET /repos/acme/shop')` with these credentials. */
export function apiWith(base: string, authorization: string | null): Api {
  return async (endpoint, body, headers = {}) => {
    const [method = '', path = ''] = endpoint.split(' ');
    const response = await fetch(`${base}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'application/vnd.github+json',
        ...(authorization === null ? {} : { authorization }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parse(text) };
  };
}

function parse(text: string): unknown {
  try {
    // What a host answers is unknown until a test looks at it.
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** As the app itself, with a JSON web token. */
export function asApp(host: GitHubHost): Api {
  return apiWith(host.apiUrl, `Bearer ${makeJwt(host)}`);
}

export function makeJwt(host: GitHubHost, claims: object = {}): string {
  const now = Math.floor(host.world.milliseconds() / 1000);
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const payload = { iat: now - 30, exp: now + 500, iss: host.app.id, ...claims };
  const signed = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(payload)}`;
  const signature = createSign('sha256').update(signed).sign(host.app.privateKey, 'base64url');
  return `${signed}.${signature}`;
}

/** As an installation, with a new token. */
export async function asInstallation(
  host: GitHubHost,
  { id }: Installation,
  permissions?: Permissions,
): Promise<Api> {
  const path = `/app/installations/${id}/access_tokens`;
  const { body } = await asApp(host)(
    `POST ${path}`,
    permissions === undefined ? {} : { permissions },
  );
  return apiWith(host.apiUrl, `token ${text(body, 'token')}`);
}

/** The value at a path of an answer, such as `head.sha` or `0.name`; undefined where there is none. */
export function at(body: unknown, path: string): unknown {
  let value = body;
  for (const name of path.split('.')) {
    if (Array.isArray(value)) value = (value as readonly unknown[])[Number(name)];
    else if (isObject(value)) value = value[name];
    else return undefined;
  }
  return value;
}

export function text(body: unknown, path: string): string {
  return String(at(body, path));
}
