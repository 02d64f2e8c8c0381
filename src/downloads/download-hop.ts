import { refusedAddress } from '../http/connection-error.ts';
import { ExternalError } from '../http/external-error.ts';
import { hostRefusal } from '../http/refused-address.ts';

/**
 * The next address that may be asked, after `from` where a redirect led there. Throws `refused-address` before
 * any byte is sent; names are checked again where they are resolved. Plain http is for what was asked so from
 * the start: a redirect that gives encryption up is not followed.
 */
export function checkHop(next: URL, from: URL | null, trusted: ReadonlySet<string>): URL {
  const { protocol, host, hostname, username, password } = next;
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw new ExternalError('refused-address', `${host} is not to be asked over \`${protocol}\``);
  }
  if (username !== '' || password !== '') {
    throw new ExternalError('refused-address', `the address of ${host} holds a credential`);
  }
  if (protocol === 'http:' && from?.protocol === 'https:') {
    throw new ExternalError('refused-address', `${from.host} leads on to ${host} over plain http`);
  }
  const kind = trusted.has(host) ? null : hostRefusal(hostname);
  if (kind !== null) throw refusedAddress(host, `${host} is ${kind}`);
  return next;
}
