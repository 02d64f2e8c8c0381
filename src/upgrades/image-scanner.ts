import type { Scan } from '../findings/scan-report.ts';
import type { Platform } from '../image/registry.ts';

export type ScanFailureReason =
  /** No scanner is there. */
  | 'missing'
  /** It ended with a failure, or could not be run. */
  | 'failed'
  | 'timeout'
  /** Its answer is larger than the bound. */
  | 'too-large'
  /** Its answer is no report of an image. */
  | 'unreadable'
  /** Not a reference that may be handed to it. */
  | 'bad-reference';

export type ScanOutcome =
  | { readonly ok: true; readonly scan: Scan }
  /** `message`: for a person, one clause without a final dot. */
  | { readonly ok: false; readonly reason: ScanFailureReason; readonly message: string };

/** Looks for vulnerabilities in an image that nobody may have pulled yet; takes minutes. */
export interface ImageScanner {
  /** A platform of null is the scanner's own choice. */
  readonly scan: (reference: string, platform: Platform | null) => Promise<ScanOutcome>;
}
