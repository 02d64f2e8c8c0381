/**
 * A layer that cannot be read: `too-large` when it passes a bound, which the message names, and
 * `invalid-answer` when its bytes are not what they claim to be. Errors of the source of the bytes
 * are never turned into one.
 */
export class LayerError extends Error {
  override readonly name = 'LayerError';
  readonly reason: 'too-large' | 'invalid-answer';

  /** `message` is one clause without a final dot; it names no image. */
  constructor(reason: LayerError['reason'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
