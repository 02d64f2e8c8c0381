import { createRemoteJWKSet, customFetch, errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';

/** Of github.com; an enterprise server has `https://HOST/_services/token`. */
export const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com';

export interface TokenOptions {
  readonly issuer: string;
  /** What workflows ask their token for: `seaworthy`. */
  readonly audience: string;
}

/** What a token of GitHub Actions says of the run that sends it. */
export interface RunClaims {
  /** `owner/name`. */
  readonly repository: string;
  /** `refs/heads/main`, `refs/pull/3/merge`. */
  readonly ref: string;
  /** `push`. */
  readonly event: string;
}

export type TokenOutcome =
  | { readonly ok: true; readonly claims: RunClaims }
  /** 503: the issuer's keys are not to be had now. `problem`: one clause without a final dot. */
  | { readonly ok: false; readonly status: 401 | 503; readonly problem: string };

export type TokenCheck = (token: string) => Promise<TokenOutcome>;

/** Seconds by which clocks may differ. */
const TOLERANCE = 30;

class IssuerError extends Error {
  override readonly name = 'IssuerError';
}

/**
 * Checks tokens of GitHub Actions against the keys of their issuer
 * (https://docs.github.com/en/actions/reference/security/oidc). Only RS256, which is what it signs with: the token does not
 * get to choose.
 */
export function createTokenCheck(
  { issuer, audience }: TokenOptions,
  fetch: typeof globalThis.fetch,
): TokenCheck {
  const keys = issuerKeys(issuer, fetch);
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ['RS256'],
        requiredClaims: ['exp', 'iat'],
        clockTolerance: TOLERANCE,
      });
      const claims = claimsIn(payload);
      if (claims !== null) return { ok: true, claims };
      return { ok: false, status: 401, problem: 'the token is of no run of a workflow' };
    } catch (error) {
      if (error instanceof IssuerError) {
        return { ok: false, status: 503, problem: 'the keys of the issuer cannot be had now' };
      }
      if (!(error instanceof errors.JOSEError)) throw error;
      return { ok: false, status: 401, problem: `the token does not hold (${error.code})` };
    }
  };
}

/** A key that the issuer does not have is the token's fault; that the issuer does not answer is not. */
function issuerKeys(issuer: string, fetch: typeof globalThis.fetch): JWTVerifyGetKey {
  const address = new URL(`${issuer.replace(/\/$/, '')}/.well-known/jwks`);
  const keys = createRemoteJWKSet(address, { [customFetch]: fetch });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (cause) {
      const isUnknown =
        cause instanceof errors.JWKSNoMatchingKey ||
        cause instanceof errors.JWKSMultipleMatchingKeys ||
        cause instanceof errors.JOSENotSupported;
      if (isUnknown) throw cause;
      throw new IssuerError('the issuer gives no keys', { cause });
    }
  };
}

function claimsIn({ repository, ref, event_name: event }: JWTPayload): RunClaims | null {
  const isRun =
    typeof repository === 'string' && typeof ref === 'string' && typeof event === 'string';
  return isRun ? { repository, ref, event } : null;
}
