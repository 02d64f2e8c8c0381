/** Variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Addresses of proxies, and the hosts that are reached without (as in `NO_PROXY`). */
export interface Proxies {
  readonly http: string | null;
  readonly https: string | null;
  readonly except: string;
}

/**
 * Proxies by the variables that curl and others read; small letters count first. Null without any.
 * `HTTP_PROXY` in capitals is left out where a web server could have set it from a request (CVE-2016-5385).
 */
export function environmentProxies(environment: Environment): Proxies | null {
  const isCgi = environment['REQUEST_METHOD'] !== undefined;
  const http = environment['http_proxy'] ?? (isCgi ? undefined : environment['HTTP_PROXY']);
  const https = environment['https_proxy'] ?? environment['HTTPS_PROXY'];
  const except = environment['no_proxy'] ?? environment['NO_PROXY'] ?? '';
  const proxies = { http: addressOf(http), https: addressOf(https), except };
  return proxies.http === null && proxies.https === null ? null : proxies;
}

/** `proxy.example:3128` is an address too. */
function addressOf(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  const address = text.includes('://') ? text : `http://${text}`;
  return URL.canParse(address) ? address : null;
}
