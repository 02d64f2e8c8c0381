/** Time as a sweep knows it. */
export interface Clock {
  /** Milliseconds since 1970; never goes back. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or at once when the sweep is told to stop. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** One pause for all who ask the same host with the same credentials. */
export class Pace {
  readonly #clock: Clock;
  readonly #isStopped: () => boolean;
  #until = 0;

  constructor(clock: Clock, isStopped: () => boolean) {
    this.#clock = clock;
    this.#isStopped = isStopped;
  }

  /** Nobody asks for so many milliseconds from now on. */
  hold(milliseconds: number): void {
    this.#until = Math.max(this.#until, this.#clock.now() + milliseconds);
  }

  /** Resolves when the host may be asked. */
  async ready(): Promise<void> {
    for (;;) {
      const wait = this.#until - this.#clock.now();
      if (wait <= 0 || this.#isStopped()) return;
      await this.#clock.pause(wait);
    }
  }
}
