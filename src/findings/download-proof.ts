import type { ShellScript } from '../dockerfile/shell-script.ts';

/** Commands that prove a download; those with an option only when it is given. */
const PROOFS = new Set([
  'sha256sum',
  'sha512sum',
  'sha384sum',
  'sha224sum',
  'sha1sum',
  'md5sum',
  'b2sum',
  'shasum',
  'gpgv',
  'minisign',
  'signify',
  'cosign',
  'slsa-verifier',
  'rpmkeys',
]);

/** Whether the same script checks what it fetched. */
export function isProven({ commands }: ShellScript): boolean {
  return commands.some(({ name, words }) => {
    const base = name?.slice(name.lastIndexOf('/') + 1) ?? '';
    const has = (...options: string[]) =>
      words.some(({ value }) => value !== null && options.includes(value));
    if (base === 'gpg' || base === 'gpg2') return has('--verify', '--decrypt', '-d');
    if (base === 'openssl') return has('dgst', '-verify', 'sha256', '-sha256');
    return PROOFS.has(base);
  });
}
