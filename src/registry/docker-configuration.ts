import * as z from 'zod';
import type { Credential } from './credential.ts';
import { parseText } from './parse-text.ts';

const entrySchema = z.object({
  auth: z.string().nullish(),
  username: z.string().nullish(),
  password: z.string().nullish(),
  identitytoken: z.string().nullish(),
  registrytoken: z.string().nullish(),
});

const configurationSchema = z.object({
  auths: z.record(z.string(), entrySchema.catch({})).nullish().catch(null),
  credsStore: z.string().nullish().catch(null),
  credHelpers: z.record(z.string(), z.string()).nullish().catch(null),
});

/** What a docker configuration file says about credentials; podman's `auth.json` has the same form. */
export interface DockerConfiguration {
  /** By host, or by host and the beginning of a repository (podman). */
  readonly credentials: ReadonlyMap<string, Credential>;
  /** Name of the helper by host: `ecr-login`. */
  readonly helpers: ReadonlyMap<string, string>;
  /** The helper for all other hosts. */
  readonly store: string | null;
}

/** Docker Hub under all the names that docker has written for it. */
const HUB_NAMES: readonly string[] = [
  'index.docker.io',
  'registry-1.docker.io',
  'registry.hub.docker.com',
];

/** A helper's name becomes part of a program's name. */
const HELPER_NAME = /^[A-Za-z0-9_-]+$/;

/**
 * Reads the text of a docker configuration file; null when it is none. Unknown keys, and entries that
 * cannot be read, are left out (https://docs.docker.com/reference/cli/docker/login/).
 */
export function parseDockerConfiguration(text: string): DockerConfiguration | null {
  const read = configurationSchema.safeParse(parseText(text));
  if (!read.success) return null;
  const { auths, credHelpers, credsStore } = read.data;
  const credentials = new Map<string, Credential>();
  for (const [name, entry] of Object.entries(auths ?? {})) {
    const credential = toCredential(entry);
    if (credential !== null) credentials.set(normalizeName(name), credential);
  }
  const helpers = Object.entries(credHelpers ?? {})
    .filter(([, helper]) => HELPER_NAME.test(helper))
    .map(([name, helper]): [string, string] => [normalizeName(name), helper]);
  const hasStore = typeof credsStore === 'string' && HELPER_NAME.test(credsStore);
  return { credentials, helpers: new Map(helpers), store: hasStore ? credsStore : null };
}

/** The names under which a repository's credential may stand, the closest first (containers-auth.json(5)). */
export function credentialNames(host: string, repository: string): readonly string[] {
  const parts = repository.split('/');
  const deep = parts.map((_, index) => [host, ...parts.slice(0, parts.length - index)].join('/'));
  return [...deep, host];
}

/** `https://index.docker.io/v1/` is `docker.io`; `https://registry.example/v2/` is `registry.example`. */
function normalizeName(name: string): string {
  const bare = name.replace(/^https?:\/\//, '').replace(/\/(?:v[12]\/?)?$/, '');
  return HUB_NAMES.includes(bare) ? 'docker.io' : bare;
}

function toCredential(entry: z.infer<typeof entrySchema>): Credential | null {
  const { identitytoken, registrytoken, auth } = entry;
  if (isText(registrytoken)) return { kind: 'registry-token', token: registrytoken };
  if (isText(identitytoken)) return { kind: 'identity-token', token: identitytoken };
  if (isText(entry.username) && isText(entry.password)) {
    return { kind: 'password', username: entry.username, password: entry.password };
  }
  if (!isText(auth)) return null;
  const decoded = Buffer.from(auth, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 1) return null;
  // Some versions of docker filled the field up with zeros.
  const password = decoded.slice(colon + 1).replace(/\0+$/, '');
  return { kind: 'password', username: decoded.slice(0, colon), password };
}

function isText(value: string | null | undefined): value is string {
  return typeof value === 'string' && value !== '';
}
