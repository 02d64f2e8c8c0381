/** What is kept of a repository that was looked at. */
export interface RememberedHead {
  readonly etag: string;
  /** What else the look was built on: whatever it says differently now asks for another look. */
  readonly basis: string;
}

/** A hundred bytes each. What is forgotten costs three requests more. */
const MOST_HEADS = 50_000;

/** The tips of default branches at which all was done that there was to do, by the id of the repository. */
export class RememberedHeads {
  readonly #heads = new Map<number, RememberedHead>();

  /** Null where another look is due in any case. */
  etag(repository: number, basis: string): string | null {
    const known = this.#heads.get(repository);
    return known?.basis === basis ? known.etag : null;
  }

  remember(repository: number, head: RememberedHead): void {
    this.#heads.delete(repository);
    this.#heads.set(repository, head);
    if (this.#heads.size <= MOST_HEADS) return;
    const [oldest] = this.#heads.keys();
    if (oldest !== undefined) this.#heads.delete(oldest);
  }

  forget(repository: number): void {
    this.#heads.delete(repository);
  }
}
