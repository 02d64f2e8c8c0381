/** A file that builds give to RUNs as a secret. */
export interface FileSecret {
  readonly id: string;
  /** From the root of the repository. */
  readonly path: string;
}

/** Names that need no quotes in a shell, in YAML and in the fields of an option. */
export function isPlainPath(path: string): boolean {
  return /^[\w./@+-]+$/.test(path) && !path.startsWith('-');
}
