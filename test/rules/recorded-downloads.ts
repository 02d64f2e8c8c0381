import type { DownloadAnswer } from '../../src/findings/download.ts';

type Downloads = Readonly<Record<string, DownloadAnswer>>;

/** An address that serves a file with this SHA-256, which is also its presence. */
export function file(address: string, sha256: string): Downloads {
  return { [address]: { ok: true, address, sha256, text: null } };
}

/** An address that serves a text, as a list of checksums. */
export function text(address: string, content: string): Downloads {
  return { [address]: { ok: true, address, sha256: null, text: content } };
}

export function failing(address: string, reason: string): Downloads {
  return { [address]: { ok: false, reason } };
}
