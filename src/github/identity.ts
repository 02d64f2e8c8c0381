/** Whom our commits and pull requests are by. */
export interface GitHubIdentity {
  /** As pull requests name their author: `seaworthy[bot]`. */
  readonly login: string;
  /** True for the address that GitHub gives to commits of ours. */
  readonly isOurAddress: (email: string) => boolean;
  /** For a `Signed-off-by` line: `Name <address>`. */
  readonly signature: () => Promise<string>;
}

const NOREPLY = /^(?:\d+\+)?([^@+]+)@users\.noreply\.\S+$/;

/**
 * An app's commits carry `<id>+<slug>[bot]@users.noreply.github.com`, on an enterprise server with its own host;
 * GraphQL leaves `[bot]` out of logins, REST does not.
 */
export function botIdentity(slug: string, findId: () => Promise<number>): GitHubIdentity {
  const login = `${slug}[bot]`;
  return {
    login,
    isOurAddress: (email) => NOREPLY.exec(email)?.[1] === login,
    signature: async () => `${login} <${await findId()}+${login}@users.noreply.github.com>`,
  };
}

/** A person whose token is used from the command line; `addresses` are those of the account. */
export function personIdentity(
  login: string,
  name: string,
  addresses: readonly string[],
): GitHubIdentity {
  const isOurs = (email: string) =>
    addresses.includes(email) || NOREPLY.exec(email)?.[1]?.toLowerCase() === login.toLowerCase();
  return {
    login,
    isOurAddress: isOurs,
    signature: () =>
      Promise.resolve(`${name} <${addresses[0] ?? `${login}@users.noreply.github.com`}>`),
  };
}

/** Whether GraphQL's or REST's name of an author is that of the identity. */
export function isLoginOf({ login }: GitHubIdentity, author: string | null): boolean {
  return author !== null && author.replace(/\[bot\]$/, '') === login.replace(/\[bot\]$/, '');
}
