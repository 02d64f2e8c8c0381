import type { SweepState } from '../stores/sweep-book.ts';

/** What all looks at repositories of an installation are built on. `version`: of this program; null where nothing is known of the owner. */
export function basisOf(
  { version }: { readonly version: string },
  state: Pick<SweepState, 'configuration'> | null,
): string {
  return `${version} ${state?.configuration ?? ''}`;
}
