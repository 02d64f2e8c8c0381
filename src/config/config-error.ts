/** What is wrong with a configuration, and where. */
export interface ConfigProblem {
  /** Path of the file, as the reader knows it. */
  readonly file: string;
  /** 1-based; columns count UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** One clause without a final dot. */
  readonly problem: string;
  /** What to do about it, one clause without a final dot; null when the problem says it. */
  readonly cure: string | null;
}

/** The repository's owner must act: the message is shown to them. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly problem: string;
  readonly cure: string | null;

  constructor({ file, line, column, problem, cure }: ConfigProblem, cause?: unknown) {
    const words = cure === null ? problem : `${problem}; ${cure}`;
    super(`${file}:${line}:${column}: ${words}`, cause === undefined ? undefined : { cause });
    this.file = file;
    this.line = line;
    this.column = column;
    this.problem = problem;
    this.cure = cure;
  }
}
