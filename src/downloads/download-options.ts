import type { ExchangeOptions } from '../http/exchange.ts';
import type { Proxies } from '../http/environment-proxies.ts';

const MEBIBYTE = 1024 * 1024;

export interface DownloadOptions extends ExchangeOptions {
  /** Hosts (with port) that the operator named, and that may therefore have any address. */
  readonly trusted: ReadonlySet<string>;
  /** Certificates in PEM that are trusted beside those of Node. */
  readonly ca: string | null;
  readonly proxies: Proxies | null;
  readonly limits: DownloadLimits;
}

export interface DownloadLimits {
  /** Bytes of a file that is hashed, of a text, and of all answers together. */
  readonly file: number;
  readonly text: number;
  readonly total: number;
  /** Milliseconds: to connect, for a small answer, for a whole file. */
  readonly connect: number;
  readonly request: number;
  readonly transfer: number;
  /** Connections at once to one host. */
  readonly concurrency: number;
  /** After the first attempt. */
  readonly retries: number;
  /** Milliseconds before the second attempt. */
  readonly backoff: number;
}

export const DOWNLOAD_LIMITS: DownloadLimits = {
  file: 512 * MEBIBYTE,
  text: MEBIBYTE,
  total: 4096 * MEBIBYTE,
  connect: 10_000,
  request: 30_000,
  transfer: 300_000,
  concurrency: 4,
  retries: 1,
  backoff: 250,
};
