import type { FailureReason } from '../image/registry.ts';

export interface ExternalErrorDetails {
  readonly cause?: unknown;
  /** Whether the same request may succeed a moment later. */
  readonly isRetryable?: boolean;
  /** Of the answer, where there was one. */
  readonly status?: number;
  /** Milliseconds that the host asks us to wait. */
  readonly retryAfter?: number;
  /** A host (with port) whom other requests will not find better now. */
  readonly downHost?: string;
}

/** A host failed. Thrown inside this folder only: what leaves it is a `RegistryFailure`. */
export class ExternalError extends Error {
  override readonly name = 'ExternalError';
  readonly reason: FailureReason;
  readonly isRetryable: boolean;
  readonly status: number | null;
  readonly retryAfter: number | null;
  readonly downHost: string | null;

  /** `message`: one clause without a final dot that names the host, never a credential. */
  constructor(reason: FailureReason, message: string, details: ExternalErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.reason = reason;
    this.isRetryable = details.isRetryable ?? false;
    this.status = details.status ?? null;
    this.retryAfter = details.retryAfter ?? null;
    this.downHost = details.downHost ?? null;
  }
}
