/** What `extends` names: a file of a repository of the same owner. */
export interface BaseAddress {
  /** Null where it is not written: the owner of the repository that extends. */
  readonly owner: string | null;
  readonly repository: string;
  /** Null where it is not written: where a configuration usually is. */
  readonly path: string | null;
}

/** The repository whose files are those of the whole organisation, as GitHub has it. */
export const SHARED_REPOSITORY = '.github';

/** What counts for a repository without a configuration of its own. */
export const SHARED_BASE: BaseAddress = {
  owner: null,
  repository: SHARED_REPOSITORY,
  path: null,
};

/** `owner/` and `:path` may be left out. */
const ADDRESS =
  /^(?:([A-Za-z0-9][A-Za-z0-9-]{0,38})\/)?([A-Za-z0-9._-]{1,100})(?::([\w./@+-]{1,200}))?$/;

/** Reads what `extends` says; null where it names no configuration of a repository. */
export function parseBaseAddress(text: string): BaseAddress | null {
  const [, owner = null, repository, path = null] = ADDRESS.exec(text) ?? [];
  if (repository === undefined || repository === '.' || repository === '..') return null;
  return path === null || (isPlainPath(path) && mayBeExtended(path))
    ? { owner, repository, path }
    : null;
}

function isPlainPath(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/**
 * Whether a file may be read for other repositories. A mistake in it is told where it is extended, and who sees that may
 * not be allowed to see the file: whoever keeps it has to mean it for us.
 */
export function mayBeExtended(path: string): boolean {
  return path.includes('seaworthy') && /\.ya?ml$/.test(path);
}

/** Said where a configuration is read from a folder; `base` is what `extends` says. */
export function unreadNotice(base: string): string {
  return `the configuration extends \`${base}\`, which is read on GitHub only: here the file counts alone`;
}
