/** An entry of a git tree. */
export interface TreeFile {
  /** `100644`, or `100755` for what may be executed. */
  readonly mode: string;
  /** Object id, hexadecimal. */
  readonly object: string;
}
