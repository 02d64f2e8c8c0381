/** An image archive that is broken or passes a bound. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}
