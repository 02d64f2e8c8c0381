/**
 * Build arguments that pass through to RUN without an ARG (Dockerfile reference, "Predefined ARGs").
 * They are not variables of the Dockerfile: `$HTTP_PROXY` in an instruction needs an ARG.
 */
const PROXY_ARGUMENTS: ReadonlySet<string> = new Set([
  'HTTP_PROXY',
  'http_proxy',
  'HTTPS_PROXY',
  'https_proxy',
  'FTP_PROXY',
  'ftp_proxy',
  'NO_PROXY',
  'no_proxy',
  'ALL_PROXY',
  'all_proxy',
]);

/** Values in a build on and for `linux/amd64`, with the names BuildKit sets (`defaultArgs`). */
const GLOBALS: ReadonlyMap<string, string> = new Map([
  ['BUILDPLATFORM', 'linux/amd64'],
  ['BUILDOS', 'linux'],
  ['BUILDOSVERSION', ''],
  ['BUILDARCH', 'amd64'],
  ['BUILDVARIANT', ''],
  ['TARGETPLATFORM', 'linux/amd64'],
  ['TARGETOS', 'linux'],
  ['TARGETOSVERSION', ''],
  ['TARGETARCH', 'amd64'],
  ['TARGETVARIANT', ''],
  ['TARGETSTAGE', 'default'],
]);

/** True for the proxy arguments that every RUN sees without an ARG when they are passed. */
export function isProxyArgument(name: string): boolean {
  return PROXY_ARGUMENTS.has(name);
}

/**
 * The arguments that the builder sets in the global scope: FROM sees them, a stage only after
 * `ARG NAME`.
 */
export const PREDEFINED_GLOBALS: readonly string[] = [...GLOBALS.keys()];

/** The value in a plain build for `linux/amd64`: an assumption, good for finding a stage by name. */
export function predefinedGlobal(name: string): string | undefined {
  return GLOBALS.get(name);
}
