import { discoverQuirks } from '../../src/discover.ts';
import { parseReference } from '../../src/image/reference.ts';
import type { ImageReference } from '../../src/image/reference.ts';
import type { Answer, Registry } from '../../src/image/registry.ts';
import { openRegistry } from '../../src/registry/http-registry.ts';
import { createMemoryStore } from '../../src/registry/memory-store.ts';
import { DEFAULT_SETTINGS } from '../../src/registry/options.ts';
import type {
  HostSettings,
  RegistryOptions,
  RegistrySettings,
} from '../../src/registry/options.ts';

const quirks = await discoverQuirks();

export const PLAIN_HOST: HostSettings = {
  mirrors: [],
  original: 'last',
  insecure: true,
  private: false,
  kind: null,
  credential: null,
  realms: [],
};

export interface ClientOptions extends Partial<Omit<RegistryOptions, 'settings'>> {
  /** Hosts that speak plain http, with what else is to be said of them. */
  readonly hosts?: Readonly<Record<string, Partial<HostSettings>>>;
  readonly settings?: Partial<RegistrySettings>;
}

/** A client with an empty cache in memory, no credentials and one quick retry. */
export function openClient({ hosts = {}, settings = {}, ...rest }: ClientOptions = {}): Registry {
  return openRegistry({
    settings: {
      ...DEFAULT_SETTINGS,
      retries: 1,
      backoff: 10,
      hosts: new Map(
        Object.entries(hosts).map(([host, own]): [string, HostSettings] => [
          host,
          { ...PLAIN_HOST, ...own },
        ]),
      ),
      ...settings,
    },
    quirks,
    credentials: () => Promise.resolve(null),
    store: createMemoryStore(2 ** 26),
    proxies: null,
    offline: false,
    userAgent: 'seaworthy-test',
    onExchange: () => undefined,
    now: Date.now,
    ...rest,
  });
}

export function reference(text: string): ImageReference {
  const parsed = parseReference(text);
  if (parsed === null) throw new Error(`${text} is no image name`);
  return parsed;
}

/** The value of an answer; a failure fails the test with its message. */
export async function valueOf<Value>(answer: Promise<Answer<Value>>): Promise<Value> {
  const settled = await answer;
  if (settled.ok) return settled.value;
  throw new Error(`${settled.failure.reason}: ${settled.failure.message}`);
}

/** `reason: message` of a failure; a value fails the test. */
export async function failureOf(answer: Promise<Answer<unknown>>): Promise<string> {
  const settled = await answer;
  if (!settled.ok) return `${settled.failure.reason}: ${settled.failure.message}`;
  throw new Error(`there was no failure but ${JSON.stringify(settled.value)}`);
}
