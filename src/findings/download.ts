/** Something that a rule would like to know about an address on the web. */
export interface DownloadQuestion {
  /** `http:` or `https:`, without credentials and variables. */
  readonly address: string;
  /**
   * `digest`: download the whole file and hash it. `text`: read a small text file, as one with checksums.
   * `presence`: whether the address is served, with a certificate that holds. `host`: whether its host has such a
   * certificate, whatever it answers there.
   */
  readonly wants: 'digest' | 'text' | 'presence' | 'host';
}

/** What came of it. */
export type DownloadAnswer =
  | {
      readonly ok: true;
      /** Where redirects led to. */
      readonly address: string;
      /** Hexadecimal SHA-256 of the whole content; null unless a digest was wanted. */
      readonly sha256: string | null;
      /** Null unless text was wanted. */
      readonly text: string | null;
    }
  | {
      readonly ok: false;
      /** One clause, for a person. */
      readonly reason: string;
    };
