import { createHash } from 'node:crypto';
import { ExternalError } from '../http/external-error.ts';

/** https://github.com/opencontainers/image-spec/blob/main/descriptor.md#registered-algorithms */
const DIGEST = /^(sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/;

export function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

/** The digest of bytes by one algorithm, `sha256:…`. */
export function digestOf(bytes: Uint8Array, algorithm = 'sha256'): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}

/** Adds up the bytes of a stream; `check` throws `wrong-digest` when they are not those of `digest`. */
export interface Verifier {
  readonly add: (chunk: Uint8Array) => void;
  readonly check: () => void;
}

export function createVerifier(digest: string, host: string): Verifier {
  if (!isDigest(digest)) {
    throw new ExternalError('invalid-answer', `${host} names a digest of an unknown kind`);
  }
  const [algorithm = ''] = digest.split(':');
  const hash = createHash(algorithm);
  return {
    add: (chunk) => {
      hash.update(chunk);
    },
    check: () => {
      const actual = `${algorithm}:${hash.digest('hex')}`;
      if (actual === digest) return;
      throw new ExternalError(
        'wrong-digest',
        `${host} sends other bytes than the digest ${digest} names: they have ${actual}`,
      );
    },
  };
}

/** Throws `wrong-digest` when bytes are not those of a digest. */
export function verifyBytes(bytes: Uint8Array, digest: string, host: string): void {
  const verifier = createVerifier(digest, host);
  verifier.add(bytes);
  verifier.check();
}
