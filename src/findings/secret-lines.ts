import type { CheckedFile } from './checked-file.ts';

/** Lines (1-based) that may hold a secret: nothing that is on them is quoted. */
export function secretLines({ findings, ignored }: CheckedFile): ReadonlySet<number> {
  const sensitive = [...findings, ...ignored].filter((finding) => finding.sensitive);
  return new Set(sensitive.map(({ place }) => place.line));
}
