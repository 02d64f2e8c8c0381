const LONGEST = 1000;

/**
 * Host and path of a repository's address in small letters, without scheme, credentials and `.git`:
 * `github.com/acme/api`. Null for what is no address.
 */
export function readAddress(text: string): string | null {
  if (text.length > LONGEST) return null;
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^(?:git\+|scm:git:)/, '')
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/^[^@/]*@/, '')
    // `git@github.com:acme/api`, but not a port.
    .replace(/^([a-z0-9.-]+):(?!\d+\/)/, '$1/')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '');
  const isAddress = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?\/[^/\s]+/.test(bare);
  return isAddress ? bare.replace(/\.git(?=\/|$)/, '') : null;
}

/** What an address says: another repository, or ours and the folder in it (`.` for the root). */
export type AddressVerdict =
  | { readonly kind: 'own'; readonly folder: string }
  | { readonly kind: 'other'; readonly address: string };

/** Null when the text is no address, or when our own are not known. */
export function judgeAddress(text: string, repositories: readonly string[]): AddressVerdict | null {
  const address = readAddress(text);
  const own = repositories.flatMap((one) => readAddress(one) ?? []);
  if (address === null || own.length === 0) return null;
  const home = own.find((one) => address === one || address.startsWith(`${one}/`));
  if (home === undefined) return { kind: 'other', address };
  // `/tree/main/services/api`, at GitLab `/-/tree/…`, at Bitbucket `/src/…`.
  const [, folder] =
    /^\/(?:-\/)?(?:tree|blob|src)\/[^/]+\/(.+)$/.exec(address.slice(home.length)) ?? [];
  return { kind: 'own', folder: folder ?? '.' };
}
