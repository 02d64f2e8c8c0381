import { checksumConditions, variableAdvice } from './checksum-command.ts';
import { downloadDigest } from './download-digest.ts';
import type { DownloadDigest } from './download-digest.ts';
import type { Facts, Precondition } from './rule.ts';
import type { RunDownload } from './run-downloads.ts';
import { fileOf, isPublicHost, movingReason, readWebAddress } from './web-address.ts';

/** What may be downloaded to learn its checksum, or why nothing: one clause without a final dot. */
export type ReleaseTarget =
  { readonly address: URL; readonly left?: never } | { readonly left: string };

/** `file`: where it is to stand when it is checked. */
export function releaseTarget({ address }: RunDownload, file: string): ReleaseTarget {
  if (address.variable !== undefined) return { left: variableAdvice(address.variable, file) };
  const found = readWebAddress(address.text);
  if (found === null) return { left: 'its address cannot be read' };
  const moving = movingReason(found);
  if (moving !== null) {
    return { left: `the address ${moving}, so that no checksum can be given: name a release` };
  }
  if (!isPublicHost(found.hostname)) {
    return { left: `${found.host} is in a network of your own: ${byHand(found, file)}` };
  }
  return { address: found };
}

/** The checksum of a download and what has to hold for it, or why there is none and what to do. */
export type Checksum =
  | {
      readonly sha256: string;
      readonly preconditions: readonly Precondition[];
      readonly left?: never;
    }
  | { readonly left: string };

export function checksumOf(
  download: RunDownload,
  address: URL,
  facts: Facts,
  file: string,
): Checksum {
  const digest: DownloadDigest = downloadDigest(address, facts);
  if (digest.left !== undefined) return { left: `${digest.left}; ${byHand(address, file)}` };
  const preconditions = checksumConditions(download, facts, digest);
  return { sha256: digest.sha256, preconditions };
}

function byHand({ href }: URL, file: string): string {
  return `put \`echo "<SHA-256>  ${file}" | sha256sum -c -\` behind the download, with the checksum that the project publishes, or that \`curl -fsSL ${href} | sha256sum\` prints`;
}

/** A name for what came through a pipe. */
export function temporaryFile({ address, written }: RunDownload): string {
  const known = readWebAddress(address.text ?? written);
  const name = known === null ? '' : fileOf(known);
  return `/tmp/${/^\w[\w.+-]{0,100}$/.test(name) ? name : 'download'}`;
}
