import type { DownloadQuestion } from './download.ts';
import type { Facts, Precondition } from './rule.ts';
import { publishedSum, sumQuestions } from './published-sums.ts';
import { isMadeArchive, secured } from './web-address.ts';

/** The checksum of a file of the web, or why there is none. */
export type DownloadDigest =
  | {
      readonly sha256: string;
      readonly preconditions: readonly Precondition[];
      readonly evidence: readonly Precondition[];
      readonly left?: never;
    }
  /** One clause without a final dot. */
  | { readonly sha256?: never; readonly left: string };

/** What has to be asked before `downloadDigest` can tell; later answers raise later questions. */
export function* digestQuestions(address: URL, facts: Facts): Generator<DownloadQuestion> {
  const secure = digestOf(secured(address));
  yield secure;
  const answer = facts.download(secure);
  if (answer === null) return;
  if (answer.ok) yield* sumQuestions(secured(address));
  else if (address.protocol === 'http:') yield digestOf(address);
}

/**
 * The checksum by one download, held against the one that the project publishes where there is one. Over
 * https the file comes from whom the address names; what came over http is not known to.
 */
export function downloadDigest(address: URL, facts: Facts): DownloadDigest {
  const secure = secured(address);
  const answer = facts.download(digestOf(secure));
  if (answer === null) return { left: 'nobody has asked for the file' };
  if (answer.ok && answer.sha256 !== null) return heldAgainst(answer.sha256, secure, facts);
  const plain = address.protocol === 'http:' ? facts.download(digestOf(address)) : null;
  if (plain?.ok === true && plain.sha256 !== null) {
    const text = `the file that ${address.host} sent over plain http is the one that was meant`;
    return { sha256: plain.sha256, preconditions: [{ text, state: 'unknown' }], evidence: [] };
  }
  const reason = answer.ok ? 'no checksum came back' : answer.reason;
  return { left: `the file could not be downloaded: ${reason}` };
}

function heldAgainst(sha256: string, address: URL, facts: Facts): DownloadDigest {
  const published = publishedSum(address, facts);
  if (published !== null && published.sha256 !== sha256) {
    return {
      left:
        `${published.address} says that its SHA-256 is ${published.sha256}, and what is served has ` +
        `${sha256}: find out what happened before this file is used`,
    };
  }
  const came: Precondition = {
    text: `one download of ${address.href}, with a certificate that holds, has the SHA-256 ${sha256}`,
    state: 'held',
  };
  const made: Precondition[] = isMadeArchive(address)
    ? [
        {
          text: `${address.host}, which packs this archive itself, sends the same bytes again`,
          state: 'unknown',
        },
      ]
    : [];
  const sum: Precondition =
    published === null
      ? { text: 'the project publishes the same checksum beside the file', state: 'unknown' }
      : { text: `${published.address} has the same checksum`, state: 'held' };
  return { sha256, preconditions: [came, ...made], evidence: [sum] };
}

function digestOf({ href }: URL): DownloadQuestion {
  return { address: href, wants: 'digest' };
}
