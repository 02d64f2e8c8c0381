import type { DownloadQuestion } from './download.ts';
import type { Facts, Precondition } from './rule.ts';
import { servedQuestion } from './served-question.ts';
import { movingReason, readWebAddress } from './web-address.ts';

/** What is known of a host that shall be asked over https instead. */
export type SecureAddress =
  | { readonly preconditions: readonly Precondition[]; readonly left?: never }
  /** One clause without a final dot. */
  | { readonly left: string };

/** Schemes of addresses that anybody on the way can read and change. */
const CLEAR = /^(?:http|ftp|git):/i;

/** The same place over https; null for what is no address, and for one that is encrypted already. */
export function securedAddress(text: string): URL | null {
  return CLEAR.test(text) ? readWebAddress(text.replace(CLEAR, 'https:')) : null;
}

/** First whether https is served; then, for a release, whether both send the same file. */
export function* secureQuestions(text: string, facts: Facts): Generator<DownloadQuestion> {
  const secure = securedAddress(text);
  if (secure === null) return;
  const presence = servedQuestion(secure);
  yield presence;
  if (facts.download(presence)?.ok === true && isComparable(text, secure)) {
    yield* bothDigests(text, secure);
  }
}

/** Whether the place may be asked over https; `secure` is its address there. */
export function secureAddress(text: string, secure: URL, facts: Facts): SecureAddress {
  const presence = facts.download(servedQuestion(secure));
  if (presence === null) {
    const trial = `\`curl -fsSI ${secure.href}\` tells`;
    return { left: `whether ${secure.host} serves the same over https has to be tried: ${trial}` };
  }
  if (!presence.ok) {
    return {
      left: `${secure.href} cannot be taken instead (${presence.reason}): check the file against a checksum or a signature in the same RUN`,
    };
  }
  const served: Precondition = {
    text: `${secure.href} is served, with a certificate that holds`,
    state: 'held',
  };
  if (!isComparable(text, secure)) return { preconditions: [served] };
  const [plain, safe] = bothDigests(text, secure).map((question) => facts.download(question));
  if (plain?.ok !== true || safe?.ok !== true) return { preconditions: [served] };
  if (plain.sha256 !== safe.sha256) {
    return {
      left: `${secure.host} sends another file over https than over http: find out which is the right one`,
    };
  }
  const same: Precondition = {
    text: `http and https send the same file, with the SHA-256 ${safe.sha256 ?? ''}`,
    state: 'held',
  };
  return { preconditions: [served, same] };
}

/** Only a release is the same file at both times, and only http can be asked besides. */
function isComparable(text: string, secure: URL): boolean {
  return /^http:/i.test(text) && !secure.pathname.endsWith('.git') && movingReason(secure) === null;
}

function bothDigests(text: string, secure: URL): DownloadQuestion[] {
  const plain = readWebAddress(text);
  return [plain ?? secure, secure].map(({ href }) => ({ address: href, wants: 'digest' }));
}
