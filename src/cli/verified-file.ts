import type { LeftFix } from '../remediation/patch.ts';
import type { FileProof } from '../remediation/prove-file.ts';

/** One Dockerfile and its images. */
export interface VerifiedFile {
  readonly path: string;
  /** Of all fixes together. */
  readonly proofs: readonly FileProof[];
  /** The fixes without which the others hold; empty where they hold together. */
  readonly culprits: readonly LeftFix[];
  /** Without these; empty where nothing had to be taken out, and where nothing is left. */
  readonly rest: readonly FileProof[];
}
