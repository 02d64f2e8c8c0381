const NONE = new Uint8Array(0);

/** Reads exact numbers of bytes from a stream of chunks; holds no more than it was asked for, and one chunk. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #held: Uint8Array = NONE;

  constructor(chunks: AsyncIterator<Uint8Array>) {
    this.#chunks = chunks;
  }

  /** The next bytes without moving on; fewer than `count` only at the end of the stream. */
  async peek(count: number): Promise<Uint8Array> {
    const parts = [this.#held];
    let length = this.#held.length;
    while (length < count) {
      const chunk = await this.#next();
      if (chunk === null) break;
      parts.push(chunk);
      length += chunk.length;
    }
    if (parts.length > 1) this.#held = Buffer.concat(parts);
    return this.#held.subarray(0, count);
  }

  /** The next bytes; fewer than `count` only at the end of the stream. */
  async take(count: number): Promise<Uint8Array> {
    const taken = await this.peek(count);
    this.#held = this.#held.subarray(count);
    return taken;
  }

  /** Moves on, and returns how many bytes there were. */
  async skip(count: number): Promise<number> {
    let skipped = 0;
    while (skipped < count) {
      if (this.#held.length === 0) this.#held = (await this.#next()) ?? NONE;
      const step = Math.min(this.#held.length, count - skipped);
      if (step === 0) break;
      this.#held = this.#held.subarray(step);
      skipped += step;
    }
    return skipped;
  }

  /** What is left, chunk by chunk. */
  async *rest(): AsyncGenerator<Uint8Array, void, undefined> {
    if (this.#held.length > 0) yield this.#held;
    this.#held = NONE;
    for (let chunk = await this.#next(); chunk !== null; chunk = await this.#next()) yield chunk;
  }

  async #next(): Promise<Uint8Array | null> {
    const step = await this.#chunks.next();
    return step.done === true ? null : step.value;
  }
}
