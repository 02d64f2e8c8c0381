import { refusedAddress } from '../http/connection-error.ts';
import { ExternalError } from '../http/external-error.ts';
import { hostRefusal } from '../http/refused-address.ts';

/**
 * Throws `refused-address` before any byte is sent; names are checked again where they are resolved.
 * `trusted` and `insecure` hold hosts with their port.
 */
export function checkAddress(
  { protocol, host, hostname }: URL,
  trusted: ReadonlySet<string>,
  insecure: ReadonlySet<string>,
): void {
  const isPlain = protocol === 'http:' && insecure.has(host);
  if (protocol !== 'https:' && !isPlain) {
    const cure = 'if it is meant, name it as `insecure` in the settings of registries';
    const message = `${host} is to be asked over plain http; ${cure}`;
    throw new ExternalError('refused-address', message);
  }
  const kind = trusted.has(host) ? null : hostRefusal(hostname);
  if (kind !== null) throw refusedAddress(host, `${host} is ${kind}`);
}
