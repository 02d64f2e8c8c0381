import type { IncomingMessage } from 'node:http';
import type { RepositoryName } from '../../github/client.ts';
import type { TokenCheck } from './oidc-token.ts';
import { isSameText } from './shared-secret.ts';

/** How senders show who they are; one that is null is not accepted. */
export interface Credentials {
  readonly checkToken: TokenCheck | null;
  /** Of the operator, for all repositories. */
  readonly secret: string | null;
}

export type Admission =
  /** `ref`: what the report is about, where the sender's token says it. */
  | { readonly kind: 'admitted'; readonly ref: string | null }
  /** To be checked against the body. */
  | { readonly kind: 'signed'; readonly signature: string; readonly secret: string }
  | { readonly kind: 'refused'; readonly status: 401 | 403 | 503; readonly problem: string };

const SIGNATURE = 'x-seaworthy-signature-256';

/** Longer tokens are none. */
const LONGEST_TOKEN = 16 * 1024;

const NOBODY: Admission = {
  kind: 'refused',
  status: 401,
  problem: 'a token of GitHub Actions, the secret, or a signature made with it is missing',
};

/** Who sends a report for a repository. Nothing of the body is read for it. */
export async function admit(
  { headers }: IncomingMessage,
  name: RepositoryName,
  { checkToken, secret }: Credentials,
): Promise<Admission> {
  const signature = headers[SIGNATURE];
  if (typeof signature === 'string' && secret !== null) {
    return { kind: 'signed', signature, secret };
  }
  const bearer = /^Bearer +(.+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer === undefined || bearer.length > LONGEST_TOKEN) return NOBODY;
  if (secret !== null && isSameText(bearer, secret)) return { kind: 'admitted', ref: null };
  return checkToken === null
    ? { kind: 'refused', status: 401, problem: 'the secret is another' }
    : admitRun(bearer, name, checkToken);
}

async function admitRun(
  token: string,
  { owner, repo }: RepositoryName,
  checkToken: TokenCheck,
): Promise<Admission> {
  const outcome = await checkToken(token);
  if (!outcome.ok) return { kind: 'refused', ...outcome };
  const { repository, ref, event } = outcome.claims;
  if (repository.toLowerCase() !== `${owner}/${repo}`.toLowerCase()) {
    return { kind: 'refused', status: 403, problem: 'the token is of another repository' };
  }
  // `pull_request_target` runs on the default branch, about code that nobody has agreed to yet.
  if (event.startsWith('pull_request')) {
    return { kind: 'refused', status: 403, problem: 'reports of pull requests do not count' };
  }
  return { kind: 'admitted', ref };
}
