export interface CodeHostErrorDetails {
  readonly cause?: unknown;
  /** Of the answer; null where there was none. */
  readonly status: number | null;
  /** Whether the same work may succeed later. */
  readonly isRetryable: boolean;
  /** Milliseconds that the host asks us to wait; null where it does not say. */
  readonly retryAfter: number | null;
}

/** A code host failed, or does not let us do something that we need. Only who runs jobs decides on retries. */
export class CodeHostError extends Error {
  override readonly name = 'CodeHostError';
  readonly status: number | null;
  readonly isRetryable: boolean;
  readonly retryAfter: number | null;

  /** `message`: one clause without a final dot; never a credential. */
  constructor(message: string, { cause, status, isRetryable, retryAfter }: CodeHostErrorDetails) {
    super(message, { cause });
    this.status = status;
    this.isRetryable = isRetryable;
    this.retryAfter = retryAfter;
  }
}
