/** How a registry tells when a tag was pushed, by an address of its own. */
export interface PushDateSource {
  /** An address, absolute or below the registry's own origin; null for images that it does not know. */
  readonly address: (repository: string, tag: string) => string | null;
  /** Reads the answer's JSON: an RFC 3339 date, or null where it holds none. */
  readonly read: (answer: unknown, tag: string) => string | null;
  /** `registry`: with the registry's own authorization; else nothing is sent along. */
  readonly authorization: 'registry' | 'none';
}

/** By what an answer of a registry tells its maker, for registries that people host themselves. */
export interface Sign {
  /** Name of a response header, in small letters, and what its value begins with. */
  readonly header: string;
  readonly value: string;
}

/** What differs in one registry. A file of `quirks/` with a default export that `satisfies` this. */
export interface RegistryQuirk {
  /** Kebab-case, the same as the file's name. */
  readonly id: string;
  /** Where the facts come from. */
  readonly references: readonly string[];
  /** Names of hosts; a part `*` stands for any one label, a leading `**.` for one or more. */
  readonly hosts: readonly string[];
  readonly signs: readonly Sign[];
  /** Where the API answers, when it is not the host that image names have. */
  readonly apiHost?: string;
  /**
   * Hosts beside its own to whose token server a credential may go. A host of a wildcard belongs to
   * somebody else than its neighbour, so that neighbours are not trusted.
   */
  readonly realmHosts?: readonly string[];
  /** `n=` of `tags/list`, 1,000 when absent; null sends none, because then all tags come at once. */
  readonly pageSize?: number | null;
  /** `own-address`: a next link names a wrong path; only its query is taken. `link` when absent. */
  readonly paging?: 'link' | 'own-address';
  /** A user name that says that its password is an identity token. */
  readonly identityTokenUser?: string;
  /** Reads push dates by tag (RFC 3339) from a page of `tags/list`. */
  readonly readTagDates?: (page: unknown) => ReadonlyMap<string, string>;
  readonly pushDates?: PushDateSource;
  /** Said with a failure for want of credentials: how to get them. */
  readonly loginHint?: string;
}
