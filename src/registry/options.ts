import type { Proxies } from '../http/environment-proxies.ts';
import type { Exchange } from '../http/exchange.ts';
import type { AnswerStore } from './answer-store.ts';
import type { Credential, CredentialSource } from './credential.ts';
import type { RegistryQuirk } from './quirk.ts';

/** What the operator says about one host. */
export interface HostSettings {
  /** `host` or `host/prefix` each, asked in this order before the host itself. */
  readonly mirrors: readonly string[];
  /** `never`: only the mirrors are asked (air-gapped sites). */
  readonly original: 'last' | 'never';
  /** Speaks plain http. */
  readonly insecure: boolean;
  /** May have a private address. An insecure host, a mirror and the target of an alias may, too. */
  readonly private: boolean;
  /** Id of the quirk, for hosts that nothing else tells. */
  readonly kind: string | null;
  readonly credential: Credential | null;
  /** Other hosts to whose token server the credential may go. */
  readonly realms: readonly string[];
}

/** What the operator decides; a repository's own configuration has no say in it. */
export interface RegistrySettings {
  /** By host and port as image names have them: `docker.io`, `registry.example:5000`. */
  readonly hosts: ReadonlyMap<string, HostSettings>;
  /** What the beginning of an image name stands for: `corp` or `corp.example/hub` for `docker.io`. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Certificates in PEM that are trusted beside those of Node. */
  readonly ca: string | null;
  /** Milliseconds: to connect, for one request, for one question with all its requests and retries. */
  readonly timeouts: {
    readonly connect: number;
    readonly request: number;
    readonly overall: number;
  };
  /** Requests at once to one host. */
  readonly concurrency: number;
  /** After the first attempt. */
  readonly retries: number;
  /** Milliseconds before the second attempt; then twice as long each time, times 1 to 2 by chance. */
  readonly backoff: number;
  /** Milliseconds for which an answer about a tag is believed without asking again. */
  readonly freshness: number;
}

export const DEFAULT_SETTINGS: RegistrySettings = {
  hosts: new Map(),
  aliases: new Map(),
  ca: null,
  timeouts: { connect: 10_000, request: 30_000, overall: 300_000 },
  concurrency: 8,
  retries: 2,
  backoff: 250,
  freshness: 10 * 60_000,
};

export interface RegistryOptions {
  readonly settings: RegistrySettings;
  /** As discovered. */
  readonly quirks: readonly RegistryQuirk[];
  /** Asked after the credentials of the settings. */
  readonly credentials: CredentialSource;
  readonly store: AnswerStore;
  readonly proxies: Proxies | null;
  /** No network: only the store answers, however old it is. */
  readonly offline: boolean;
  /** `seaworthy/1.2.3`. */
  readonly userAgent: string;
  readonly onExchange: (exchange: Exchange) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
