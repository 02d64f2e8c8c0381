import * as z from 'zod';
import type { Credential } from './credential.ts';
import { DEFAULT_SETTINGS } from './options.ts';
import type { HostSettings, RegistrySettings } from './options.ts';

const HOST = /^(?:\[[0-9a-fA-F:]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?)(?::\d{1,5})?$/;
const PLACE = /^[^/\s]+(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*$/;

const host = z
  .string()
  .max(300)
  .regex(HOST, { error: 'is no host: write it as in an image name, without https://' });
const place = z
  .string()
  .max(500)
  .regex(PLACE, { error: 'is no host with a path: write registry.example/prefix', abort: true })
  .refine((text) => HOST.test(text.split('/')[0] ?? ''), { error: 'begins with no host' });
const places = z.array(place).max(20).default([]);
const secret = z.string().min(1).max(100_000);
const seconds = z.number().min(0.1).max(3600).optional();

const hostSchema = z
  .strictObject({
    mirrors: places,
    original: z.enum(['last', 'never']).default('last'),
    insecure: z.boolean().default(false),
    private: z.boolean().default(false),
    kind: z.string().max(100).nullable().default(null),
    username: secret.optional(),
    password: secret.optional(),
    identityToken: secret.optional(),
    registryToken: secret.optional(),
    realms: z.array(host).max(20).default([]),
  })
  .refine(({ username, password }) => (username === undefined) === (password === undefined), {
    error: 'has only one of username and password',
  });

const settingsSchema = z.strictObject({
  registries: z.record(host, hostSchema).default({}),
  aliases: z.record(place, place).default({}),
  ca: z
    .string()
    .max(1_000_000)
    .regex(/-----BEGIN CERTIFICATE-----/, { error: 'holds no certificate in PEM' })
    .nullable()
    .default(null),
  timeouts: z.strictObject({ connect: seconds, request: seconds, overall: seconds }).default({}),
  concurrency: z.int().min(1).max(64).default(DEFAULT_SETTINGS.concurrency),
  retries: z.int().min(0).max(10).default(DEFAULT_SETTINGS.retries),
  freshness: z.number().min(0).max(86_400).optional(),
});

/** What is wrong in settings, and where. */
export interface SettingsProblem {
  readonly path: readonly PropertyKey[];
  /** For a person, one clause that begins with the place; holds no value or password of an address. */
  readonly problem: string;
}

export type ReadSettings =
  | { readonly ok: true; readonly settings: RegistrySettings }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] };

/**
 * Reads the operator's settings of registries from what a JSON or YAML file holds. Times are in
 * seconds. An absent value (`null`) means the defaults.
 */
export function readSettings(value: unknown): ReadSettings {
  const read = settingsSchema.safeParse(value ?? {});
  if (!read.success) return { ok: false, problems: read.error.issues.map(toProblem) };
  const { registries, aliases, ca, timeouts, concurrency, retries, freshness } = read.data;
  const hosts = Object.entries(registries).map(([name, settings]): [string, HostSettings] => [
    name.toLowerCase(),
    toHostSettings(settings),
  ]);
  const defaults = DEFAULT_SETTINGS.timeouts;
  return {
    ok: true,
    settings: {
      hosts: new Map(hosts),
      aliases: new Map(Object.entries(aliases)),
      ca,
      timeouts: {
        connect: milliseconds(timeouts.connect, defaults.connect),
        request: milliseconds(timeouts.request, defaults.request),
        overall: milliseconds(timeouts.overall, defaults.overall),
      },
      concurrency,
      retries,
      backoff: DEFAULT_SETTINGS.backoff,
      freshness: milliseconds(freshness, DEFAULT_SETTINGS.freshness),
    },
  };
}

function toHostSettings(read: z.infer<typeof hostSchema>): HostSettings {
  const { mirrors, original, insecure, private: isPrivate, kind } = read;
  // Compared with hosts of addresses, which are in small letters.
  const realms = read.realms.map((realm) => realm.toLowerCase());
  const credential = toCredential(read);
  return { mirrors, original, insecure, private: isPrivate, kind, realms, credential };
}

function toCredential(read: z.infer<typeof hostSchema>): Credential | null {
  const { username, password, identityToken, registryToken } = read;
  if (registryToken !== undefined) return { kind: 'registry-token', token: registryToken };
  if (identityToken !== undefined) return { kind: 'identity-token', token: identityToken };
  if (username === undefined || password === undefined) return null;
  return { kind: 'password', username, password };
}

function milliseconds(value: number | undefined, otherwise: number): number {
  return value === undefined ? otherwise : value * 1000;
}

function toProblem(issue: z.core.$ZodIssue): SettingsProblem {
  const path = issue.path;
  const where =
    path.length === 0 ? 'the settings' : `\`${path.map(String).map(withoutUser).join('.')}\``;
  if (issue.code === 'unrecognized_keys') {
    return {
      path,
      problem: `${where}: unknown key ${issue.keys.map((key) => `\`${withoutUser(key)}\``).join(', ')}`,
    };
  }
  if (issue.code === 'invalid_type')
    return { path, problem: `${where}: expected ${issue.expected}` };
  if (issue.code === 'invalid_key') {
    const [first] = issue.issues;
    return { path, problem: `${where} ${first?.message ?? 'is no name'}` };
  }
  return { path, problem: `${where} ${issue.message}` };
}

/** People paste whole addresses where a host belongs, with their password: `https://…@registry.example`. */
function withoutUser(key: string): string {
  const at = key.lastIndexOf('@');
  const scheme = key.indexOf('//');
  const start = scheme === -1 || scheme > at ? 0 : scheme + 2;
  return at === -1 ? key : `${key.slice(0, start)}…${key.slice(at)}`;
}
