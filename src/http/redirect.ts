import type { Response } from './exchange.ts';
import type { Request } from './exchange.ts';
import { ExternalError } from './external-error.ts';

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** Where an answer sends us; null when it is the answer itself. Throws `invalid-answer`. */
export function redirectOf({ status, headers }: Response, asked: URL): URL | null {
  const location = headers.get('location');
  if (location === null || !REDIRECTS.includes(status)) return null;
  if (URL.canParse(location, asked.href)) return new URL(location, asked);
  throw new ExternalError('invalid-answer', `${asked.host} redirects to what is no address`);
}

/** Another origin gets no credential; what was posted holds one and goes nowhere else. */
export function redirected(request: Request, location: URL): Request {
  const { host, origin } = request.address;
  if (request.method === 'POST') {
    throw new ExternalError('invalid-answer', `${host} redirects its token server`);
  }
  const { authorization, ...others } = request.headers;
  const isSame = location.origin === origin;
  const headers = isSame && authorization !== undefined ? { ...others, authorization } : others;
  return { ...request, address: location, headers };
}
