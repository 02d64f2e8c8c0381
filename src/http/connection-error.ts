import { ExternalError } from './external-error.ts';
import { RefusedAddressError } from './refused-address.ts';

/** What to say of an error code of Node or undici. */
const PROBLEMS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection broke',
  EPIPE: 'the connection broke',
  ENOTFOUND: 'there is no host of this name',
  EAI_AGAIN: 'the name cannot be resolved now',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
  UND_ERR_SOCKET: 'the connection broke',
  UND_ERR_ABORTED: 'the proxy refused the connection',
};

const TIMEOUTS: readonly string[] = [
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
];

/** What plain http looks like to TLS (OpenSSL and undici). */
const NO_TLS: readonly string[] = [
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'EPROTO',
];

/** Chains of causes are short; a circle must not hang us. */
const MOST_CAUSES = 8;

/**
 * What a rejected fetch, or a body that broke off, means. `isConnected`: the host had answered, so that
 * it is not down.
 */
export function explainConnectionError(
  cause: unknown,
  host: string,
  isConnected: boolean,
): ExternalError {
  const chain = causesOf(cause);
  const refused = chain.find((error) => error instanceof RefusedAddressError);
  if (refused !== undefined) return refusedAddress(host, refused.message, cause);
  const down = isConnected ? {} : { downHost: host };
  if (chain.some(isTimeout)) {
    const details = { cause, isRetryable: true, ...down };
    return new ExternalError('timeout', `${host} did not answer in time`, details);
  }
  const code = chain.map(codeOf).find((text) => text !== null) ?? null;
  if (code === null) {
    // The Fetch standard closes some ports ("port blocking"); whatever it is, it will be so again.
    return new ExternalError('unavailable', `${host} cannot be asked: no request can be made`, {
      cause,
    });
  }
  const message = `${host} cannot be reached: ${problemOf(code)}`;
  const isRetryable = code !== 'ENOTFOUND' && !isCertificateProblem(code);
  return new ExternalError('unavailable', message, { cause, isRetryable, ...down });
}

/** Whether an error came from the network, and not from our own code: undici wraps those in a TypeError. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isOfNetwork = (one: Error): boolean => codeOf(one) !== null || isTimeout(one);
  return isOfNetwork(error) || (error instanceof TypeError && causesOf(error).some(isOfNetwork));
}

/** `what`: `registry.example is a private address`. */
export function refusedAddress(host: string, what: string, cause?: unknown): ExternalError {
  const cure = `if it is meant, name ${host} as \`private\` in the settings of registries`;
  return new ExternalError('refused-address', `${what}: ${cure}`, { cause });
}

function problemOf(code: string): string {
  const known = PROBLEMS[code];
  if (known !== undefined) return known;
  if (NO_TLS.includes(code)) {
    return 'it does not speak https; if plain http is meant, name it as `insecure` in the settings of registries';
  }
  return isCertificateProblem(code)
    ? `its certificate is not trusted (${code}); name the authority that signed it as \`ca\` in the settings of registries`
    : `the connection failed (${code})`;
}

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
function isCertificateProblem(code: string): boolean {
  return /CERT|SIGNATURE|ISSUER|CRL|HOSTNAME_MISMATCH|ALTNAME/.test(code);
}

function isTimeout(error: Error): boolean {
  return (
    error.name === 'TimeoutError' ||
    error.name === 'AbortError' ||
    TIMEOUTS.includes(codeOf(error) ?? '')
  );
}

function codeOf(error: Error): string | null {
  return 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** An error with what caused it; of several connections that failed, the first counts. */
function causesOf(error: unknown): Error[] {
  const chain: Error[] = [];
  let current = error;
  while (current instanceof Error && chain.length < MOST_CAUSES) {
    chain.push(current);
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
  return chain;
}
